package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;

/** Moves all steps of a batch that wait for it past the point behind which nothing goes back, in one transaction. */
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

    /** What a rollback will have to compare with, where later statements changed what earlier ones left. */
    Snapshot left() {
        List<ObjectName> related = progress.related();
        List<StepCursor> waiting = waiting();
        if (related.isEmpty() || waiting.isEmpty()) {
            return Snapshot.EMPTY;
        }
        StepCursor last = waiting.get(waiting.size() - 1);
        try (TargetSession session =
                ports.target().open(log.sessionName(last.record().position()), Purpose.UNDO)) {
            return Snapshot.read(session, related, List.of());
        }
    }

    private List<StepCursor> waiting() {
        return cursors.stream()
                .filter(cursor -> cursor.state() == State.VALIDATING_POST)
                .toList();
    }

    /**
     * Passes it.
     *
     * @param left what {@link #left} saw
     * @param plan notes of the plan, for the records
     * @param thawing what is written of the batch's freeze
     */
    void pass(Snapshot left, BatchNotes plan, List<Write> thawing) {
        List<StepCursor> waiting = waiting();
        List<Write> writes = new ArrayList<>();
        List<RunEvent> events = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            Map<String, Object> notes = new LinkedHashMap<>();
            if (i == 0) {
                notes.putAll(plan.toJson());
            }
            if (i == waiting.size() - 1 && !left.objects().isEmpty()) {
                notes.putAll(left.asLeft());
            }
            writes.addAll(waiting.get(i).stage(Event.COMMITTED, "", notes));
            events.add(new RunEvent.Moved(waiting.get(i).address(), State.VALIDATING_POST, State.COMPLETING));
        }
        writes.add(progress.write("completing"));
        writes.addAll(thawing);
        StepCursor.commit(log, waiting, writes);
        events.forEach(log::tell);
    }
}
