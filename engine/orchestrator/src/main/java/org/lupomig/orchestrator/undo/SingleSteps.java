package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.run.RunLog;

/**
 * Undoes steps one by one. One that needs what an older one brings back waits, and is tried again while older ones are
 * undone, and at last when all of them are.
 */
final class SingleSteps {
    private final EnginePorts ports;
    private final RunLog log;
    private final StepsBack steps;
    private final UndoSessions sessions;
    private final UnitLedgers ledgers;
    private final List<Integer> waiting = new ArrayList<>();

    /** Of an undo. */
    SingleSteps(EnginePorts ports, RunLog log, StepsBack steps, UndoSessions sessions, UnitLedgers ledgers) {
        this.ports = ports;
        this.log = log;
        this.steps = steps;
        this.sessions = sessions;
        this.ledgers = ledgers;
    }

    /** Those that wait for older ones, the newest first. */
    List<Integer> waiting() {
        return List.copyOf(waiting);
    }

    /** Undoes one; where it has to wait for older ones, it is among those that wait then. */
    @Nullable
    Problem undo(int i) {
        return endedOrWaiting(i, told(i, attempt(i, steps.waited(i), false, newer(i))));
    }

    /** Undoes one that has waited for all older ones. */
    @Nullable
    Problem undoAtLast(int i) {
        return ended(i, told(i, attempt(i, true, true, NewerSteps.NONE)));
    }

    /** What an undo came to, for its step; why it cannot be undone, null where it is or waits. */
    @Nullable
    Problem endedOrWaiting(int i, UndoResult result) {
        if (result instanceof UndoResult.Later) {
            waiting.add(i);
            steps.read(i);
            return null;
        }
        return ended(i, result);
    }

    /** With what of the batch is undone by now, and what is not, where it goes no further. */
    private UndoResult told(int i, UndoResult result) {
        if (!(result instanceof UndoResult.Stuck stuck)) {
            return result;
        }
        steps.read(i);
        return new UndoResult.Stuck(stuck.reason() + new HowFar(steps.cursors(), steps.trails()).at(i));
    }

    private @Nullable Problem ended(int i, UndoResult result) {
        if (result instanceof UndoResult.Later later) {
            return steps.broken(i, later.reason());
        } else if (result instanceof UndoResult.Stuck stuck) {
            return steps.broken(i, stuck.reason());
        }
        steps.moveUndone(i);
        return null;
    }

    private UndoResult attempt(int i, boolean waited, boolean again, NewerSteps newer) {
        ledgers.asLeftBy(i);
        return attempt(i, waited, again, newer, ports);
    }

    /** Tries one of a group, through these ports; tables look in the ledgers as they did when it had been applied. */
    UndoResult attempt(int i, EnginePorts through) {
        return attempt(i, steps.waited(i), false, NewerSteps.NONE, through);
    }

    private UndoResult attempt(int i, boolean waited, boolean again, NewerSteps newer, EnginePorts through) {
        String name = steps.sessionName(i);
        return sessions.over(
                name, through, () -> UndoSessions.open(name, steps.trail(i), through), session -> new StepUndo(
                                through,
                                log,
                                steps.cursor(i),
                                steps.trail(i),
                                ledgers.of(i),
                                session,
                                steps.checked(),
                                waited,
                                again,
                                newer)
                        .undo());
    }

    /** What waits while step {@code i} is undone. */
    private NewerSteps newer(int i) {
        return new NewerSteps(() -> openAfter(i), () -> {
            if (waiting.isEmpty()) {
                return null;
            }
            String stuck = tryAgain();
            ledgers.asLeftBy(i);
            return stuck;
        });
    }

    /** Tries those that wait, the newest first, as long as one of them comes to its end. */
    private @Nullable String tryAgain() {
        boolean any = true;
        while (any) {
            any = false;
            for (int i : waiting()) {
                NewerSteps newer = new NewerSteps(() -> openAfter(i), () -> null);
                UndoResult result = attempt(i, true, true, newer);
                if (result instanceof UndoResult.Stuck stuck) {
                    return steps.cursor(i).address() + " after it could not be undone: " + stuck.reason();
                } else if (result instanceof UndoResult.Later) {
                    steps.read(i);
                } else {
                    ended(i, result);
                    waiting.remove((Integer) i);
                    any = true;
                }
            }
        }
        return null;
    }

    /** What of the steps that wait, and come after step {@code i}, is not undone. */
    private List<StatementTrail> openAfter(int i) {
        return waiting.stream()
                .filter(newer -> newer > i)
                .flatMap(newer -> steps.trail(newer).newestFirst().stream())
                .filter(statement -> statement.undone() == null)
                .toList();
    }
}
