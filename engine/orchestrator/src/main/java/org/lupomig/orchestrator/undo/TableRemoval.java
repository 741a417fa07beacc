package org.lupomig.orchestrator.undo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;

/**
 * Takes away a table that a batch created, without ever dropping a row that the batch did not write: the table is moved
 * to the held schema first, which stops every writer; there its rows are compared with what the batch put in, and only
 * where they are exactly that is it dropped.
 */
final class TableRemoval {
    private static final int LONGEST_NAME = 64;

    private final RunLog log;
    private final StepCursor cursor;
    private final String heldSchema;
    private final long forwardRun;
    private final UndoSteps steps;

    TableRemoval(RunLog log, StepCursor cursor, String heldSchema, long forwardRun, UndoSteps steps) {
        this.log = log;
        this.cursor = cursor;
        this.heldSchema = heldSchema;
        this.forwardRun = forwardRun;
        this.steps = steps;
    }

    /**
     * Removes a table.
     *
     * @param ordinal of the statement that created it; with the run and the step it makes the name under which it is
     *     held
     * @param known what the batch put into it
     */
    UndoResult remove(ObjectName table, int ordinal, RowLedger.Entry known) {
        ObjectName held = new ObjectName(heldSchema, heldName(table, ordinal));
        ObjectState live = steps.session().describe(table);
        if (live instanceof ObjectState.Present present) {
            String refusal = moveAside(table, held, present);
            if (refusal != null) {
                return new UndoResult.Stuck(table + " could not be moved aside: " + refusal);
            }
        } else if (!(steps.session().describe(held) instanceof ObjectState.Present)) {
            return new UndoResult.Restored();
        }
        return settle(table, held, known);
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
                    "CREATE SCHEMA IF NOT EXISTS",
                    Map.of());
            if (refusal != null) {
                return refusal;
            }
        }
        List<Rename> pair = List.of(new Rename(table, held));
        return steps.send(new Work.Renames(pair), new TargetOperation.RenameTables(pair), "RENAME TABLE", Map.of());
    }

    private UndoResult settle(ObjectName table, ObjectName held, RowLedger.Entry known) {
        if (known.accountsFor(steps.session().digest(held))) {
            String refusal =
                    steps.send(new Work.DropsTable(held), new TargetOperation.DropTable(held), "DROP TABLE", Map.of());
            if (refusal == null) {
                return new UndoResult.Restored();
            }
        }
        String message = table + " has rows that this batch did not write; it is kept as " + held;
        log.commit(List.of(new Write.Alert(Write.Alert.Level.WARNING, "table kept", message, log.stamp())));
        log.tell(new RunEvent.Held(cursor.address(), table.toString(), held.toString()));
        return new UndoResult.Restored();
    }

    private String heldName(ObjectName table, int ordinal) {
        String prefix = "r" + forwardRun + "_" + cursor.record().position() + "_" + ordinal + "_";
        String name = prefix + table.name();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
