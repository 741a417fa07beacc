package org.lupomig.orchestrator.forward;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/** New tables. */
final class CreateTablePlanner {
    /** Engines that keep a table's rows with the table. */
    static final Set<String> KEEPS_ITS_ROWS = Set.of("innodb", "aria", "myisam", "memory", "archive", "csv");

    private CreateTablePlanner() {}

    static Resolution resolve(CreateTable create, Situation situation) {
        ObjectName like = create.like();
        Resolution foreign = like == null ? null : foreignRows(situation.of(like), create.kind(), situation);
        if (foreign != null) {
            return foreign;
        }
        ObjectName table = situation.of(create.table());
        ObjectState state = situation.session().describe(table);
        if (state.absent()) {
            String plain = situation.plain(create.guard());
            return Resolution.ready(
                    new Work.CreatesTable(table), new TargetOperation.Send(plain), plain, Situation.seen(table, state));
        }
        return create.guard() != null
                ? situation.nothing(table + " exists")
                : situation.blocked(EngineMessage.ALREADY_THERE, table);
    }

    /**
     * A model whose copies would keep their rows elsewhere, or move a sequence on: what goes into them would not go
     * with them. Written out, such a table is refused by its text; here only the server knows.
     */
    static @Nullable Resolution foreignRows(ObjectName like, String kind, Situation situation) {
        if (!(situation.session().describe(like) instanceof ObjectState.Present model)) {
            return null;
        }
        String engine = model.engine();
        if (engine != null && !KEEPS_ITS_ROWS.contains(engine.toLowerCase(Locale.ROOT))) {
            return situation.blocked(
                    EngineMessage.STATEMENT_REFUSED, kind + " LIKE " + like, "its rows are kept elsewhere");
        }
        return model.definition().toLowerCase(Locale.ROOT).contains("nextval(")
                ? situation.blocked(EngineMessage.STATEMENT_REFUSED, kind + " LIKE " + like, "it draws on a sequence")
                : null;
    }
}
