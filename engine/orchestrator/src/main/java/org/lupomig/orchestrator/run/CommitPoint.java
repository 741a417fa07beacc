package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.RowsLeftBehind;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Moves steps that wait for it past the point behind which they do not go back, in one transaction: all of a batch of
 * class A, one step of any other.
 */
final class CommitPoint {
    private final EnginePorts ports;
    private final RunLog log;
    private final Collection<StepCursor> cursors;
    private final BatchProgress progress;

    /** Of the steps of one batch, as they will stand then. */
    CommitPoint(EnginePorts ports, RunLog log, Collection<StepCursor> cursors, BatchProgress progress) {
        this.ports = ports;
        this.log = log;
        this.cursors = cursors;
        this.progress = progress;
    }

    /**
     * What a rollback will have to compare with.
     *
     * @param objects where later statements changed what earlier ones left
     * @param rows of tables that earlier steps of the batch had made, and these have changed
     */
    record Left(Snapshot objects, List<Counted> rows) {
        /** Nothing besides what is journaled of each statement. */
        static final Left NOTHING = new Left(Snapshot.EMPTY, List.of());

        Map<String, Object> toJson() {
            Map<String, Object> out = new LinkedHashMap<>(RowsLeftBehind.toJson(rows));
            if (!objects.objects().isEmpty()) {
                out.putAll(objects.asLeft());
            }
            return out;
        }
    }

    /** Looks at it. */
    Left left() {
        List<ObjectName> related = progress.related();
        List<ObjectName> changed = progress.changed();
        List<StepCursor> waiting = waiting();
        if (waiting.isEmpty() || (related.isEmpty() && changed.isEmpty())) {
            return Left.NOTHING;
        }
        log.flush(); // counting may take long
        StepCursor last = waiting.get(waiting.size() - 1);
        try (TargetSession session =
                ports.target().open(log.sessionName(last.record().position()), Purpose.UNDO)) {
            List<Counted> rows = new ArrayList<>();
            changed.forEach(table -> rows.add(progress.left(table, session.digest(table))));
            return new Left(related.isEmpty() ? Snapshot.EMPTY : Snapshot.read(session, related, List.of()), rows);
        }
    }

    private List<StepCursor> waiting() {
        return cursors.stream()
                .filter(cursor -> cursor.state() == State.VALIDATING_POST)
                .toList();
    }

    /**
     * Passes it, durably: something is done on the server before they are complete.
     *
     * @param left what {@link #left} saw
     * @param plan what a later command needs to complete them, as journal data
     * @param thawing what is written of the batch's freeze
     */
    void pass(Left left, Map<String, Object> plan, List<Write> thawing) {
        List<StepCursor> waiting = waiting();
        List<RunEvent> events = new ArrayList<>();
        List<Write> writes = stage(waiting, left, plan, events);
        writes.addAll(thawing);
        StepCursor.commit(log, waiting, writes);
        events.forEach(log::tell);
    }

    /**
     * The same, to be made durable with what completes them. Where the server does not take even this, they stand
     * before it again when that is refused.
     */
    void passLater(Left left, Map<String, Object> plan) {
        List<StepCursor> waiting = waiting();
        List<RunEvent> events = new ArrayList<>();
        StepCursor.later(log, waiting, stage(waiting, left, plan, events), () -> events.forEach(log::tell));
    }

    private List<Write> stage(List<StepCursor> waiting, Left left, Map<String, Object> plan, List<RunEvent> events) {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            Map<String, Object> notes = new LinkedHashMap<>();
            if (i == 0) {
                notes.putAll(plan);
            }
            if (i == waiting.size() - 1) {
                notes.putAll(left.toJson());
            }
            writes.addAll(waiting.get(i).stage(Event.COMMITTED, "", notes));
            events.add(new RunEvent.Moved(waiting.get(i).address(), State.VALIDATING_POST, State.COMPLETING));
        }
        writes.add(progress.write("completing"));
        return writes;
    }
}
