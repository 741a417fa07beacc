package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableShape;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/** What a rollback takes back, for the account's privileges to be looked at before anything is touched. */
final class WayBack {
    private final StatementReader reader;

    WayBack(StatementReader reader) {
        this.reader = reader;
    }

    /**
     * The statements that took effect, read from the journal again, and the author's undos.
     *
     * @param script that of the whole batch
     */
    List<Planned> of(List<StepTrail> trails, List<AuthoredStatement> script) {
        List<Planned> work = new ArrayList<>();
        for (StepTrail trail : trails) {
            for (StatementTrail statement : trail.statements()) {
                // What only prepares an author's statement needs no more than it does.
                if (!statement.withoutEffect() && !(statement.intent().work() instanceof Binds)) {
                    StatementIntent intent = statement.intent();
                    add(work, intent.sql(), intent.defaultSchema());
                }
            }
            add(work, trail.authored());
        }
        add(work, script);
        return work;
    }

    private void add(List<Planned> work, List<AuthoredStatement> script) {
        for (AuthoredStatement authored : script) {
            StatementFact fact = reader.read(authored.sql(), authored.defaultSchema());
            if (!(fact instanceof StatementFact.DropTable || fact instanceof StatementFact.DropSchema)) {
                add(work, authored.sql(), authored.defaultSchema());
            }
        }
    }

    private void add(List<Planned> work, String sql, @Nullable String defaultSchema) {
        work.add(new Planned(done(reader.read(sql, defaultSchema)), defaultSchema));
    }

    /** Without what mattered on the way forward only: what it read, and whether its object was there before. */
    private static StatementFact done(StatementFact fact) {
        if (fact instanceof StatementFact.CreateSchema create) {
            return new StatementFact.CreateSchema(create.schema(), false, null, List.of(), create.opening());
        } else if (fact instanceof StatementFact.CreateTable create) {
            return new StatementFact.CreateTable(
                    create.target(), create.orReplace(), false, null, null, TableShape.EMPTY, null, create.opening());
        } else if (fact instanceof StatementFact.Insert insert) {
            return new StatementFact.Insert(insert.table(), List.of());
        }
        return fact;
    }
}
