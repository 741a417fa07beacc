package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.HeldNames;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;

/**
 * Runs the way back that an author wrote for a whole batch, before its steps are taken back one by one. Where it has
 * led back to what was there before the batch, all steps are undone, in one commit; where it has not, they are taken
 * back by what is derived, from where it has left them. What it sends is journaled with the step that was applied last:
 * a later command goes on from there.
 */
final class BatchScriptUndo {
    private final EnginePorts ports;
    private final RunLog log;
    private final Address batch;
    private final List<StepCursor> cursors;
    private final List<StepTrail> trails;
    private boolean started;

    BatchScriptUndo(EnginePorts ports, RunLog log, Address batch, List<StepCursor> cursors, List<StepTrail> trails) {
        this.ports = ports;
        this.log = log;
        this.batch = batch;
        this.cursors = cursors;
        this.trails = trails;
    }

    /** The place of the step that carries it; -1 where there is none. */
    int carrier() {
        for (int i = trails.size() - 1; i >= 0; i--) {
            if (!trails.get(i).ofBatch().statements().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    /** Whether nothing was taken back in any other way: else it no longer has before it what its author knew. */
    boolean runs() {
        return cursors.stream().allMatch(cursor -> cursor.state() == State.ROLLING_BACK)
                && trails.stream()
                        .allMatch(trail ->
                                !trail.begunToUndo() && trail.discards().isEmpty());
    }

    /**
     * Runs it, from where a run that died has left it.
     *
     * @param ledger what all steps created, as they left it
     * @param checked whether the batch was under foreign key checks throughout
     * @return whether all of the batch is undone now
     */
    boolean run(TargetSession session, RowLedger ledger, boolean checked) {
        started = true;
        int carrier = carrier();
        StepCursor cursor = cursors.get(carrier);
        StepTrail trail = trails.get(carrier);
        Likeness likeness = new Likeness(ports.definitions());
        HeldNames names = new HeldNames(
                ports.target().heldSchema(), trail.run(), cursor.record().position());
        UndoSteps steps = new UndoSteps(
                log, cursor, session, likeness, checked, true, new Discards(List.of(), log, cursor, names));
        TableRemoval removal = new TableRemoval(log, cursor, names, trail.removals(), likeness, steps);
        String refusal = new AuthoredUndo(
                        ports.statements(),
                        likeness,
                        steps,
                        removal,
                        ledger,
                        cursor.address(),
                        Made.by(trails, ports.statements()),
                        "batch")
                .run(trail.ofBatch().statements(), trail.script());
        if (refusal != null) {
            stopped(refusal);
        }
        StepTrail whole = StepTrail.joined(trails);
        Snapshot before = whole.firstBefore();
        Snapshot live = before.again(session);
        String difference = likeness.difference(before, live, whole.seenMidway());
        if (difference.isEmpty() && !whole.misplaces(live, likeness)) {
            markAll();
            return true;
        }
        if (refusal == null) {
            stopped("it did not lead back: " + difference);
        }
        return false;
    }

    /** Whether it has been run now, be it in part, so that its ledger knows what it did. */
    boolean started() {
        return started;
    }

    /** Says that the steps are taken back one by one. */
    void stopped(String why) {
        log.tell(new RunEvent.Note("the undo script of batch " + batch.batch() + " stopped: " + why
                + "; going on with the derived undo of its steps"));
    }

    /** All or none: a kill before that finds all of the script sent, and looks once more. */
    private void markAll() {
        List<Write> writes = new ArrayList<>();
        List<RunEvent> events = new ArrayList<>();
        for (int i = cursors.size() - 1; i >= 0; i--) {
            StepCursor cursor = cursors.get(i);
            for (StatementTrail statement : trails.get(i).newestFirst()) {
                writes.add(cursor.note(Kind.UNDONE, 0, new UndoneMark(statement.ordinal(), null).toJson()));
                if (!statement.withoutEffect()) {
                    events.add(new RunEvent.Undone(
                            cursor.address(), statement.intent().work().summary()));
                }
            }
            writes.addAll(cursor.stage(Event.UNDONE, "", Map.of()));
            events.add(new RunEvent.Moved(cursor.address(), State.ROLLING_BACK, State.IDLE));
        }
        StepCursor.commit(log, cursors, writes);
        events.forEach(log::tell);
    }
}
