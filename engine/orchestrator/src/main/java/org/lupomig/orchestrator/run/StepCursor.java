package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.machine.StateTable;

/** Where one step stands, and the only place that moves it. */
public final class StepCursor {
    private final RunLog log;
    private StepRecord record;
    private StepRecord stored;
    private Instant since;
    private @Nullable Instant begun;
    private @Nullable Instant migrated;
    private final Map<String, Object> rollback = new LinkedHashMap<>();
    private int tables;

    /** A step as the store has it. */
    public StepCursor(RunLog log, StepRecord record) {
        this.log = log;
        this.record = record;
        this.stored = record;
        this.since = log.worked();
    }

    /** The step's row. */
    public StepRecord record() {
        return record;
    }

    /** The step's address. */
    public Address address() {
        return record.address();
    }

    /** Where it is. */
    public State state() {
        return record.state();
    }

    /**
     * Milliseconds from when this command took the step up until all its statements were sent: what it waits for its
     * batch after that is no work of its own. 0 where another command took it up.
     */
    public long millis() {
        return begun == null
                ? 0
                : Duration.between(begun, migrated == null ? log.worked() : migrated)
                        .toMillis();
    }

    /** How many tables it touches, as far as that is known by now. */
    public void named(int touched) {
        tables = touched;
    }

    /** That it goes back, and why. */
    public void goesBack(RollbackClass rollbackClass, String reason) {
        rollback.put("class", rollbackClass.name());
        rollback.put("reason", reason);
    }

    /** Moves, durably, before anything is tried in the new state. */
    public void move(Event event, String error, Map<String, Object> data, List<Write> with) {
        State from = record.state();
        List<Write> writes = new ArrayList<>(with);
        writes.addAll(stage(event, error, data));
        commit(log, List.of(this), writes);
        log.tell(new RunEvent.Moved(address(), from, record.state()));
    }

    /**
     * Moves, to be made durable with what is written next: where nothing is tried in the new state before that. What
     * refuses that leaves the step where the store has it.
     */
    public void moveLater(Event event, String error, Map<String, Object> data, List<Write> with) {
        State from = record.state();
        List<Write> writes = new ArrayList<>(with);
        writes.addAll(stage(event, error, data));
        StepRecord moved = record;
        log.later(writes, () -> stored = moved, () -> record = stored);
        log.tell(new RunEvent.Moved(address(), from, record.state()));
    }

    /** Moves, durably, with nothing more to say. */
    public void move(Event event) {
        move(event, "", Map.of(), List.of());
    }

    /** Makes staged moves durable; where that is refused, the cursors stand where they stood before. */
    public static void commit(RunLog log, List<StepCursor> cursors, List<Write> writes) {
        try {
            log.commit(writes);
        } catch (RuntimeException e) {
            cursors.forEach(cursor -> cursor.record = cursor.stored);
            throw e;
        }
        cursors.forEach(cursor -> cursor.stored = cursor.record);
    }

    /**
     * The same, to be made durable with what is written next; where that is refused, they stand where they stood.
     *
     * @param written is called when they are durable
     */
    static void later(RunLog log, List<StepCursor> cursors, List<Write> writes, Runnable written) {
        List<StepRecord> moved = cursors.stream().map(StepCursor::record).toList();
        log.later(
                writes,
                () -> {
                    for (int i = 0; i < cursors.size(); i++) {
                        cursors.get(i).stored = moved.get(i);
                    }
                    written.run();
                },
                () -> cursors.forEach(cursor -> cursor.record = cursor.stored));
    }

    /** What a move writes, for the caller to commit together with other moves. The cursor stands in the new state. */
    public List<Write> stage(Event event, String error, Map<String, Object> data) {
        StateTable.Transition transition = StateTable.next(record.state(), event);
        Instant now = log.worked();
        long millis = Duration.between(since, now).toMillis();
        JournalEntry entry = new JournalEntry(
                0,
                address(),
                JournalEntry.Kind.TRANSITION,
                transition.from(),
                transition.to(),
                transition.lifecycle(),
                log.stamp(),
                millis,
                data);
        since = now;
        begun = event == Event.BEGUN ? now : begun;
        migrated = event == Event.MIGRATED ? now : migrated;
        record = moved(event, transition.to(), error);
        List<Write> writes = new ArrayList<>(List.of(new Write.Journal(entry), new Write.Step(record, "sql")));
        switch (event) {
            case REFUSED, UNDO_FAILED, UNDONE, RESOLVED_AS_ROLLED_BACK -> writes.add(tracked(millis));
            default -> {}
        }
        return writes;
    }

    /** The audit row of a step that did not complete, or does no longer. */
    private Write tracked(long inLastState) {
        Map<String, Object> info = null;
        if (!rollback.isEmpty()) {
            info = new LinkedHashMap<>(rollback);
            info.put("run", log.run());
            info.put("duration_ms", inLastState);
        }
        return new Write.Tracked(
                address(),
                log.version(),
                record.status(),
                record.position(),
                tables,
                log.who(),
                millis(),
                record.error(),
                info,
                log.stamp());
    }

    /** What forgets that the step was skipped: its batch goes back, and the next run asks again. */
    public List<Write> forgetSkip() {
        if (record.status() != StepStatus.SKIPPED) {
            return List.of();
        }
        record = record.pending(log.run(), "");
        return List.of(new Write.Step(record, "sql"));
    }

    /** What says why a step that waits to be run was not run. */
    public List<Write> leave(String why) {
        record = record.pending(log.run(), why);
        stored = record;
        return List.of(new Write.Step(record, "sql"));
    }

    /** Something else has moved the step: this is where it stands. */
    void standsAs(StepRecord row) {
        record = row;
        stored = row;
    }

    /** Notes, durably, that what was tried in the present state had no effect and is tried again. */
    public void tryAgain(String reason) {
        record = record.triedAgain();
        Map<String, Object> data = new LinkedHashMap<>(log.refusal(address()));
        data.put("reason", reason);
        Write.Journal note = note(JournalEntry.Kind.RETRY, 0, data);
        commit(log, List.of(this), List.of(note, new Write.Step(record, "sql")));
    }

    /** An entry about what happens within the present state. */
    public Write.Journal note(JournalEntry.Kind kind, long millis, Map<String, Object> data) {
        return note(kind, null, millis, data);
    }

    /** The same, with the name that an auditor knows it by. */
    Write.Journal note(JournalEntry.Kind kind, @Nullable Lifecycle lifecycle, long millis, Map<String, Object> data) {
        return new Write.Journal(new JournalEntry(
                0, address(), kind, record.state(), record.state(), lifecycle, log.stamp(), millis, data));
    }

    private StepRecord moved(Event event, State to, String error) {
        StepStatus status =
                switch (event) {
                    case BEGUN, PREPARED, CLEARED, MIGRATED, BROKEN_OFF, COMMITTED, REVERTED -> StepStatus.RUNNING;
                    case SKIPPED -> StepStatus.SKIPPED;
                    case ABANDONED, RETRIED -> StepStatus.PENDING;
                    case REFUSED, COMPLETION_FAILED, UNDO_FAILED -> StepStatus.FAILED;
                    case COMPLETED, RESOLVED_AS_COMPLETED -> StepStatus.COMPLETED;
                    case UNDONE, RESOLVED_AS_ROLLED_BACK -> StepStatus.ROLLED_BACK;
                };
        boolean begins = event == Event.BEGUN;
        boolean ends = status != StepStatus.RUNNING && status != StepStatus.PENDING;
        Long started = begins ? Long.valueOf(log.stamp()) : record.started();
        return new StepRecord(
                record.address(),
                begins || event == Event.REVERTED ? log.run() : record.run(),
                record.position(),
                record.path(),
                to,
                status,
                record.checksum(),
                started,
                ended(ends),
                keptError(event, error),
                record.retries());
    }

    private @Nullable Long ended(boolean ends) {
        return ends ? Long.valueOf(log.stamp()) : null;
    }

    /** What broke a step stays on its row while it is taken back. */
    private String keptError(Event event, String error) {
        return error.isEmpty() && (event == Event.UNDONE || event == Event.UNDO_FAILED) ? record.error() : error;
    }
}
