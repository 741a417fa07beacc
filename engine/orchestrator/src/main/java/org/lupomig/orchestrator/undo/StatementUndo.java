package org.lupomig.orchestrator.undo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.run.Expected;

/**
 * Undoes one statement by what the server shows now, whether the statement is known to have taken effect, known not to,
 * or was in flight. What is as before is left alone; what is as after is taken back; what is neither is somebody else's
 * doing and stays, said.
 */
final class StatementUndo {
    private final Definitions definitions;
    private final StatementReader statements;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final TableRemoval removal;
    private final Address step;
    private final RowLedger ledger;

    StatementUndo(
            Definitions definitions,
            StatementReader statements,
            Likeness likeness,
            UndoSteps steps,
            TableRemoval removal,
            Address step,
            RowLedger ledger) {
        this.definitions = definitions;
        this.statements = statements;
        this.likeness = likeness;
        this.steps = steps;
        this.removal = removal;
        this.step = step;
        this.ledger = ledger;
    }

    UndoResult undo(StatementTrail trail) {
        Work work = trail.intent().work();
        if (trail.withoutEffect() || work instanceof Work.Nothing || work instanceof Work.Inserts) {
            // Rows went into a table that the same batch created, and go with it.
            return new UndoResult.Restored();
        }
        Snapshot before = trail.intent().before();
        Snapshot live = before.again(steps.session());
        if (work instanceof Work.CreatesTable creates) {
            int ordinal = trail.intent().ordinal();
            // Asked first: a removal that was cut short between its two statements is ended here too.
            return verified(removal.remove(creates.table(), ordinal, ledger.of(step, ordinal)), before);
        }
        if (likeness.same(before, live)) {
            return new UndoResult.Restored();
        }
        if (work instanceof Work.CreatesSchema creates) {
            return verified(dropSchema(creates.schema(), live.schema(creates.schema())), before);
        } else if (work instanceof Work.Renames renames) {
            return verified(renameBack(renames, trail, live), before);
        } else if (work instanceof Work.Alters alters) {
            return verified(alterBack(alters.table(), trail, live), before);
        }
        throw new IllegalStateException("no way back for " + work.summary());
    }

    private UndoResult dropSchema(String schema, SchemaState live) {
        if (live instanceof SchemaState.Present present && !present.contents().isEmpty()) {
            return new UndoResult.Stuck("schema " + schema + " is not empty: it has "
                    + String.join(
                            ", ",
                            present.contents()
                                    .subList(0, Math.min(10, present.contents().size()))));
        }
        return sent(steps.send(
                new Work.DropsSchema(schema), new TargetOperation.DropSchema(schema), "DROP SCHEMA", Map.of()));
    }

    private UndoResult renameBack(Work.Renames renames, StatementTrail trail, Snapshot live) {
        StatementDone done = trail.done();
        Snapshot before = trail.intent().before();
        boolean asAfter =
                done == null ? Expected.is(renames, before, live, likeness) : likeness.same(done.after(), live);
        if (!asAfter) {
            return new UndoResult.Stuck(neither(trail.intent(), live));
        }
        Work.Renames back = new Work.Renames(renames.reversed());
        return sent(steps.send(back, new TargetOperation.RenameTables(back.pairs()), "RENAME TABLE", Map.of()));
    }

    private UndoResult alterBack(ObjectName table, StatementTrail trail, Snapshot live) {
        if (!(trail.intent().before().object(table) instanceof ObjectState.Present before)
                || !(live.object(table) instanceof ObjectState.Present now)) {
            return new UndoResult.Stuck(neither(trail.intent(), live));
        }
        StatementDone done = trail.done();
        boolean ours = done == null
                ? explained(trail.intent(), before, now)
                : likeness.same(done.after().object(table), now);
        if (!ours) {
            return new UndoResult.Stuck(neither(trail.intent(), live));
        }
        Definitions.Inverse inverse = definitions.inverse(table, before.definition(), now.definition());
        if (inverse instanceof Definitions.Inverse.Impossible impossible) {
            return new UndoResult.Stuck(impossible.reason());
        } else if (inverse instanceof Definitions.Inverse.Alter alter) {
            return sent(
                    steps.send(new Work.Alters(table), new TargetOperation.Send(alter.sql()), alter.sql(), Map.of()));
        }
        return new UndoResult.Restored();
    }

    private boolean explained(StatementIntent intent, ObjectState.Present before, ObjectState.Present now) {
        StatementFact fact = statements.read(intent.sql(), intent.defaultSchema());
        return fact instanceof StatementFact.AlterTable alter
                && definitions.explains(alter, before.definition(), now.definition());
    }

    private UndoResult verified(UndoResult result, Snapshot before) {
        if (result instanceof UndoResult.Stuck) {
            return result;
        }
        String difference = likeness.difference(before, before.again(steps.session()));
        return difference.isEmpty()
                ? result
                : new UndoResult.Stuck("after the undo it is not as before: " + difference);
    }

    private String neither(StatementIntent intent, Snapshot live) {
        return intent.work().summary() + ": what is there now is neither what was there before nor what it made; "
                + likeness.difference(intent.before(), live);
    }

    private static UndoResult sent(@Nullable String refusal) {
        return refusal == null ? new UndoResult.Restored() : new UndoResult.Stuck(refusal);
    }

    /** For callers that have several statements. */
    static List<StatementTrail> newestFirst(List<StatementTrail> trails) {
        List<StatementTrail> reversed = new java.util.ArrayList<>(trails);
        java.util.Collections.reverse(reversed);
        return reversed;
    }
}
