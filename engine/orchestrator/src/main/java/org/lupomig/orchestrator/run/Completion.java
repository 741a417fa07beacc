package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.freeze.Freeze;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target;

/**
 * Ends a batch that passed its commit point: records, schema versions, classifications, thaw. One transaction, which a
 * later command makes just the same where the process died before it, or where the server refused it.
 */
public final class Completion {
    private final EnginePorts ports;
    private final RunLog log;
    private final Freeze freeze;
    private List<Write> settled = List.of();

    /**
     * Writing to this log.
     *
     * @param freeze the batch's, which ends with it
     */
    public Completion(EnginePorts ports, RunLog log, Freeze freeze) {
        this.ports = ports;
        this.log = log;
        this.freeze = freeze;
    }

    /** With what has passed when it is complete. */
    Completion settling(List<Write> passed) {
        settled = List.copyOf(passed);
        return this;
    }

    /**
     * Completes.
     *
     * @param cursors the batch's steps that a run took up; those past the commit point are completed
     * @param tables how many tables each step named, by its position; may lack some
     * @return why the records could not be written, null where they are. The run must not be ended then: the next
     *     command writes them
     * @throws ServerRefused where their commit point was to be written with this, and was refused: it is not passed
     */
    public @Nullable Problem complete(
            BatchRecord batch,
            String checksum,
            List<StepCursor> cursors,
            BatchNotes notes,
            Map<Integer, Integer> tables) {
        List<StepCursor> open = cursors.stream()
                .filter(cursor -> cursor.state() == State.COMPLETING || cursor.state() == State.FAILED)
                .toList();
        try {
            write(batch, checksum, open, notes, tables);
            return null;
        } catch (ServerRefused e) {
            ifPassed(open, e);
            Problem problem = Problem.of(
                    EngineMessage.RECORDS_NOT_WRITTEN,
                    "batch " + batch.plan() + "." + batch.batch(),
                    e.code() + " " + e.getMessage());
            failed(open, problem);
            return problem;
        }
    }

    /**
     * Completes one step of a batch whose steps are committed one by one; the batch goes on.
     *
     * @param batch as it stands, this step not counted
     * @param tables how many tables the step named
     * @return why its record could not be written, null where it is, and the batch's with it
     * @throws ServerRefused where its commit point was to be written with this, and was refused: it is not passed
     */
    public @Nullable Problem step(BatchRecord batch, String checksum, StepCursor cursor, int tables) {
        State from = cursor.state();
        try {
            List<Write> writes = new ArrayList<>(cursor.stage(Event.COMPLETED, "", Map.of()));
            writes.add(tracked(cursor, batch.version().text(), tables));
            writes.add(new Write.Batch(batch.having(batch.completedSteps() + 1), checksum));
            StepCursor.commit(log, List.of(cursor), writes);
            log.tell(new RunEvent.Moved(cursor.address(), from, State.IDLE));
            return null;
        } catch (ServerRefused e) {
            ifPassed(List.of(cursor), e);
            Problem problem = Problem.of(
                    EngineMessage.RECORDS_NOT_WRITTEN, "step " + cursor.address(), e.code() + " " + e.getMessage());
            failed(List.of(cursor), problem);
            return problem;
        }
    }

    private static void ifPassed(List<StepCursor> cursors, ServerRefused refused) {
        if (cursors.stream().anyMatch(cursor -> cursor.state() != State.COMPLETING && cursor.state() != State.FAILED)) {
            throw refused;
        }
    }

    private void write(
            BatchRecord batch, String checksum, List<StepCursor> open, BatchNotes notes, Map<Integer, Integer> tables) {
        // All that the server is asked for comes before the first step counts as completed.
        List<Write> counted = counted(batch, notes);
        List<Write> thawed = freeze.ending();
        List<Write> writes = new ArrayList<>();
        List<RunEvent> events = new ArrayList<>();
        boolean again = open.stream().anyMatch(cursor -> cursor.state() == State.FAILED);
        for (StepCursor cursor : open) {
            State from = cursor.state();
            writes.addAll(cursor.stage(Event.COMPLETED, "", Map.of()));
            int named = tables.getOrDefault(cursor.record().position(), 0);
            writes.add(tracked(cursor, notes.version(), named));
            events.add(new RunEvent.Moved(cursor.address(), from, State.IDLE));
        }
        int completed = batch.completedSteps() + open.size();
        writes.add(new Write.Batch(batch.ended(StepStatus.COMPLETED, completed, log.stamp()), checksum));
        writes.addAll(counted);
        RunProgress progress = log.progress();
        // Of those that were skipped nothing is left to do either.
        writes.add(
                progress == null
                        ? new Write.Progress(
                                batch.plan(), "completed", batch.totalSteps(), batch.totalSteps(), log.stamp())
                        : progress.write("completed"));
        writes.addAll(thawed);
        writes.addAll(settled);
        if (again) {
            writes.add(new Write.Settled(log.run(), Alerts.RECORDS_NOT_WRITTEN, "they are written", log.stamp()));
        }
        StepCursor.commit(log, open, writes);
        events.forEach(log::tell);
        freeze.ended();
    }

    /** What is written of schemas and tables, as they are now. */
    private List<Write> counted(BatchRecord batch, BatchNotes notes) {
        Target.Facts facts = ports.target().facts();
        List<Write> writes = new ArrayList<>();
        for (Schema schema : notes.schemas()) {
            writes.add(new Write.SchemaVersion(
                    schema.name(), notes.version(), facts.tableCount(schema.name()), batch.plan(), log.stamp()));
            writes.add(new Write.SchemaClassified(schema, log.stamp()));
        }
        for (TableClassification table : notes.tables()) {
            writes.add(new Write.Classified(table, migrationStatus(table, facts), log.stamp()));
        }
        return writes;
    }

    /** Says so, and thaws, as far as the server takes even that. */
    private void failed(List<StepCursor> open, Problem problem) {
        List<Write> writes = new ArrayList<>();
        for (StepCursor cursor : open) {
            if (cursor.state() == State.COMPLETING) {
                writes.addAll(cursor.stage(Event.COMPLETION_FAILED, problem.message(), Map.of()));
            }
        }
        writes.addAll(freeze.ending());
        writes.add(new Write.Alert(
                Write.Alert.Level.CRITICAL, Alerts.RECORDS_NOT_WRITTEN, problem.message(), log.stamp()));
        try {
            StepCursor.commit(log, open, writes);
            freeze.ended();
        } catch (ServerRefused e) {
            log.tell(new RunEvent.Note("this could not be recorded either: " + e.getMessage()));
        }
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
