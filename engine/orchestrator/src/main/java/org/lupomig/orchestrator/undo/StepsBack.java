package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.machine.RecoveryTable;
import org.lupomig.orchestrator.machine.RecoveryTable.Action;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.run.UndoProgress;

/**
 * The steps of one undo, in the order in which they were applied: where each stands, and what the journal says of it.
 */
final class StepsBack {
    /** Why one is not tried. */
    static final String RESTS = "it rests on a step that could not be undone";

    private final EnginePorts ports;
    private final RunLog log;
    private final List<StepCursor> cursors = new ArrayList<>();
    private final List<StepTrail> trails = new ArrayList<>();
    private int undone;

    /** Of these. */
    StepsBack(EnginePorts ports, RunLog log, List<AppliedStep> steps) {
        this.ports = ports;
        this.log = log;
        for (AppliedStep step : steps) {
            StepCursor cursor = new StepCursor(log, step.step());
            cursor.named((int) step.trail().statements().stream()
                    .flatMap(statement -> statement.intent().work().objects().stream())
                    .distinct()
                    .count());
            cursors.add(cursor);
            trails.add(step.trail());
        }
    }

    List<StepCursor> cursors() {
        return cursors;
    }

    /** What is read anew while they are undone is among it from then on. */
    List<StepTrail> trails() {
        return trails;
    }

    StepCursor cursor(int i) {
        return cursors.get(i);
    }

    StepTrail trail(int i) {
        return trails.get(i);
    }

    /** The name under which the session of one is found. */
    String sessionName(int i) {
        return log.sessionName(cursors.get(i).record().position());
    }

    /** What becomes of one whatever is there; null where it is taken back by what is there. */
    @Nullable
    Action decided(int i) {
        State state = cursors.get(i).state();
        return state == State.FAILED
                ? RecoveryTable.of(State.FAILED, trails.get(i).failed())
                : RecoveryTable.whateverIsThere(state);
    }

    /** Whether all that they did was under foreign key checks. */
    boolean checked() {
        return trails.stream().allMatch(StepTrail::checked);
    }

    /** Whether steps older than one are undone, be it in part: then it had to wait for them. */
    boolean waited(int i) {
        boolean any = false;
        for (int j = 0; j < i; j++) {
            boolean back = cursors.get(j).state() == State.IDLE
                    && !trails.get(j).statements().isEmpty();
            any = any || back || trails.get(j).begunToUndo();
        }
        return any;
    }

    /** How far a way back is that has just begun. */
    UndoProgress measured(String plan) {
        int steps = 0;
        int statements = 0;
        for (int i = 0; i < cursors.size(); i++) {
            if (decided(i) == null) {
                steps++;
                statements += (int) trails.get(i).newestFirst().stream()
                        .filter(statement -> statement.undone() == null)
                        .count();
            }
        }
        return new UndoProgress(log, plan, steps, statements);
    }

    /** How many the same way back had taken back before its process died. */
    int undoneEarlier() {
        return (int) cursors.stream()
                .filter(cursor -> cursor.state() == State.IDLE
                        && cursor.record().status() == StepStatus.ROLLED_BACK
                        && cursor.record().run() == log.run())
                .count();
    }

    /** How many were undone here. */
    int undone() {
        return undone;
    }

    /** So many are undone, and say so themselves. */
    void undone(int more) {
        undone += more;
    }

    /** Says that one is undone. */
    void moveUndone(int i) {
        UndoProgress progress = log.goesBack();
        cursors.get(i).moveLater(Event.UNDONE, "", Map.of(), progress == null ? List.of() : progress.step());
        undone++;
    }

    /** Says that one goes back, where that is not written down yet. */
    void enter(int i, String reason) {
        StepCursor cursor = cursors.get(i);
        if (cursor.state() != State.ROLLING_BACK) {
            cursor.moveLater(Event.BROKEN_OFF, reason, log.refusal(cursor.address()), List.of());
        }
    }

    /** Says that one cannot be undone. */
    Problem broken(int i, String reason) {
        StepCursor cursor = cursors.get(i);
        Problem problem = Problem.of(EngineMessage.UNDO_FAILED, cursor.address(), reason);
        cursor.move(
                Event.UNDO_FAILED,
                problem.message(),
                Map.of(),
                List.of(new Write.Alert(
                        Write.Alert.Level.CRITICAL, Alerts.UNDO_FAILED, problem.message(), log.stamp())));
        log.tell(new RunEvent.Failure(cursor.address(), problem.message()));
        return problem;
    }

    /** Reads one from the journal anew, which says what of it is undone. */
    void read(int i) {
        log.flush();
        trails.set(
                i,
                AppliedStep.read(ports.store(), List.of(cursors.get(i).record()), log.run())
                        .get(0)
                        .trail());
    }
}
