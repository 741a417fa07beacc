package org.lupomig.orchestrator.undo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;

/**
 * Takes away a table that a batch created, without ever dropping what the batch did not write: the table is moved to
 * the held schema first, which stops every writer; there its rows are compared with what the batch put in, and only
 * where they are exactly that is it dropped. A table that is not as the batch left it is kept there. The name under
 * which it is moved says which of the two it is, so that a later command can go on.
 */
final class TableRemoval {
    private static final int LONGEST_NAME = 64;

    private final RunLog log;
    private final StepCursor cursor;
    private final String heldSchema;
    private final long forwardRun;
    private final Likeness likeness;
    private final UndoSteps steps;

    /**
     * For the tables of one step.
     *
     * @param forwardRun the run that applied it
     */
    TableRemoval(
            RunLog log, StepCursor cursor, String heldSchema, long forwardRun, Likeness likeness, UndoSteps steps) {
        this.log = log;
        this.cursor = cursor;
        this.heldSchema = heldSchema;
        this.forwardRun = forwardRun;
        this.likeness = likeness;
        this.steps = steps;
    }

    /**
     * Removes a table.
     *
     * @param ordinal of the statement that created it; with the run and the step it makes the name under which it is
     *     held
     * @param known what the batch put into it; null where it is not the batch's table, and kept whatever is in it
     * @param left how the batch left it; null where that is not known
     */
    UndoResult remove(
            ObjectName table, int ordinal, RowLedger.@Nullable Entry known, ObjectState.@Nullable Present left) {
        ObjectName passing = held("r", table, ordinal);
        ObjectName kept = held("k", table, ordinal);
        ObjectState live = steps.session().describe(table);
        if (live instanceof ObjectState.Present present) {
            boolean asLeft = known != null && (left == null || likeness.sameApartFromReferences(left, present));
            String refusal = moveAside(table, asLeft ? passing : kept, present);
            if (refusal != null) {
                return new UndoResult.Stuck(table + " could not be moved aside: " + refusal);
            }
            if (!asLeft) {
                return keep(table, kept, "it is not as this batch left it");
            }
        } else if (steps.session().describe(passing).absent()) {
            return UndoResult.restored();
        }
        return settle(table, passing, known);
    }

    private @Nullable String moveAside(ObjectName table, ObjectName held, ObjectState.Present present) {
        List<String> others = present.incoming().stream()
                .filter(key -> !key.startsWith(table + "."))
                .toList();
        if (!others.isEmpty()) {
            return "foreign keys refer to it: " + String.join(", ", others);
        }
        if (steps.session().describeSchema(heldSchema).absent()) {
            String refusal = steps.send(
                    new Work.Nothing("schema " + heldSchema),
                    new TargetOperation.CreateHeldSchema(),
                    "CREATE SCHEMA IF NOT EXISTS");
            if (refusal != null) {
                return refusal;
            }
        }
        List<Rename> pair = List.of(new Rename(table, held));
        return steps.send(new Work.Renames(pair), new TargetOperation.RenameTables(pair), "RENAME TABLE");
    }

    private UndoResult settle(ObjectName table, ObjectName held, RowLedger.@Nullable Entry known) {
        if (known == null || !known.accountsFor(steps.session().digest(held))) {
            return keep(table, held, "it has rows that this batch did not write");
        }
        String refusal = steps.send(new Work.DropsTable(held), new TargetOperation.DropTable(held), "DROP TABLE");
        return refusal == null ? UndoResult.restored() : keep(table, held, "it could not be dropped: " + refusal);
    }

    private UndoResult keep(ObjectName table, ObjectName held, String why) {
        String message = table + " is kept as " + held + ": " + why;
        log.commit(List.of(new Write.Alert(Write.Alert.Level.WARNING, "table kept", message, log.stamp())));
        log.tell(new RunEvent.Held(cursor.address(), table.toString(), held.toString()));
        return UndoResult.restored();
    }

    private ObjectName held(String letter, ObjectName table, int ordinal) {
        String name = letter + forwardRun + "_" + cursor.record().position() + "_" + ordinal + "_" + table.name();
        return new ObjectName(heldSchema, name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME));
    }
}
