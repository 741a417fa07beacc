package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Target;

/**
 * Ends a batch that passed its commit point: records, schema versions, classifications, thaw. One transaction, which a
 * later command makes just the same where the process died before it.
 */
public final class Completion {
    private final EnginePorts ports;
    private final RunLog log;

    /** Writing to this log. */
    public Completion(EnginePorts ports, RunLog log) {
        this.ports = ports;
        this.log = log;
    }

    /**
     * Completes.
     *
     * @param tables how many tables each step named, by its position; may lack some
     */
    public void complete(
            BatchRecord batch,
            String checksum,
            List<StepCursor> cursors,
            BatchNotes notes,
            Map<Integer, Integer> tables) {
        List<Write> writes = new ArrayList<>();
        List<RunEvent> events = new ArrayList<>();
        int completed = batch.completedSteps();
        for (StepCursor cursor : cursors) {
            if (cursor.state() != State.COMPLETING) {
                continue;
            }
            writes.addAll(cursor.stage(Event.COMPLETED, "", Map.of()));
            writes.add(tracked(
                    cursor, notes.version(), tables.getOrDefault(cursor.record().position(), 0)));
            events.add(new RunEvent.Moved(cursor.address(), State.COMPLETING, State.IDLE));
            completed++;
        }
        writes.add(new Write.Batch(batch.ended(StepStatus.COMPLETED, completed, log.stamp()), checksum));
        Target.Facts facts = ports.target().facts();
        for (Schema schema : notes.schemas()) {
            writes.add(new Write.SchemaVersion(
                    schema.name(), notes.version(), facts.tableCount(schema.name()), batch.plan(), log.stamp()));
            writes.add(new Write.SchemaClassified(schema, log.stamp()));
        }
        for (TableClassification table : notes.tables()) {
            writes.add(new Write.Classified(table, migrationStatus(table, facts), log.stamp()));
        }
        SystemState normal = new SystemState(SystemState.Mode.NORMAL, "", List.of(), log.stamp());
        writes.add(new Write.Published(normal));
        log.commit(writes);
        events.forEach(log::tell);
        log.tell(new RunEvent.SystemMoved(normal));
    }

    private static String migrationStatus(TableClassification table, Target.Facts facts) {
        String target = table.target();
        if (target == null) {
            return "unmigrated";
        }
        return facts.tableExists(new ObjectName(target, table.table())) ? "migrated" : "pending";
    }

    private Write tracked(StepCursor cursor, String version, int tables) {
        return new Write.Tracked(
                cursor.address(),
                version,
                StepStatus.COMPLETED,
                cursor.record().position(),
                tables,
                ports.owner().who(),
                cursor.millis(),
                "",
                log.stamp());
    }
}
