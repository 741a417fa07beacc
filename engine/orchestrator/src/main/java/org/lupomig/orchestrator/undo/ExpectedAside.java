package org.lupomig.orchestrator.undo;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.Discard.Way;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.undo.Removals.Act;
import org.lupomig.orchestrator.undo.Removals.As;

/**
 * What of others may be copied or moved aside on a way back that goes on over it, as far as that is known before
 * anything is touched. A table that the batch made is kept whole, and nothing of it is copied.
 */
public final class ExpectedAside {
    private final StatementReader statements;
    private final RowLedger ledger = new RowLedger();
    private final Set<ObjectName> copied = new LinkedHashSet<>();
    private final Set<ObjectName> locked = new LinkedHashSet<>();
    private final Set<ObjectName> moved = new LinkedHashSet<>();
    private final Set<ObjectName> begun = new LinkedHashSet<>();

    /** Of nothing yet. */
    public ExpectedAside(StatementReader statements) {
        this.statements = statements;
    }

    /** Of steps that are all undone in the same way. */
    public static ExpectedAside of(List<StepTrail> trails, Collection<Discard> discards, StatementReader statements) {
        ExpectedAside expected = new ExpectedAside(statements);
        trails.forEach(trail -> expected.add(trail, discards));
        return expected;
    }

    /**
     * Adds a step, which was applied after those before it.
     *
     * @param discards over what of others its way back goes on; none where it does not go back
     */
    public void add(StepTrail trail, Collection<Discard> discards) {
        for (Discard each : discards) {
            if (each.way() == Way.MOVES) {
                moved.add(each.table());
            }
        }
        for (StatementTrail statement : trail.statements()) {
            if (!statement.withoutEffect() && statement.undone() == null) {
                copies(trail, statement, discards);
            }
            StatementDone done = statement.done();
            if (done != null) {
                ledger.add(trail.address(), statement.intent().work(), done);
            }
        }
    }

    private void copies(StepTrail trail, StatementTrail statement, Collection<Discard> discards) {
        Work work = statement.intent().work();
        if (work instanceof ChangesRows rows) {
            rows.images().stream()
                    .map(RowImage::table)
                    .filter(table -> isCopied(table, discards))
                    .forEach(copied::add);
        } else if (work instanceof Work.Alters alters
                && isCopied(alters.table(), discards)
                && ledger.get(alters.table()) == null
                && (alters.kept() != null
                        || !AddedColumns.of(statement.intent(), statements).isEmpty())) {
            locked.add(alters.table());
            for (String key : List.of(AsideColumns.rows(statement), AsideColumns.halfway(statement))) {
                trail.removals().of(key).stream()
                        .filter(act -> act.as() == As.COPIED)
                        .map(Act::name)
                        .forEach(begun::add);
            }
        }
    }

    private static boolean isCopied(ObjectName table, Collection<Discard> discards) {
        return discards.stream()
                .anyMatch(each -> each.way() == Way.COPIES && each.table().equals(table));
    }

    /** What the account lacks of the privileges that this takes. */
    public List<Problem> lacking(Target target) {
        Target.Aside aside = new Target.Aside(copied, locked, false, moved);
        if (aside.isNothing()) {
            return List.of();
        }
        List<Problem> lacking = target.lacking(List.of(), aside);
        // Who may not make such a copy may not look into one either.
        return lacking.isEmpty() && begun.stream().anyMatch(copy -> isFilled(copy, target))
                ? target.lacking(List.of(), new Target.Aside(copied, locked, true, moved))
                : lacking;
    }

    private static boolean isFilled(ObjectName copy, Target target) {
        Long rows = target.facts().rowCount(copy);
        return rows != null && rows > 0;
    }
}
