package org.lupomig.orchestrator.undo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store.LockLost;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.Unexpected;

/** The sessions of one undo, each in the name of a step: none is opened before another of that name has ended. */
final class UndoSessions {
    /** Why nothing is opened. */
    static final String LIVES = "the session that worked on it does not end";

    private final EnginePorts ports;
    private final RunLog log;
    private final Set<String> perhapsAlive;

    /**
     * For steps whose sessions were asked to end.
     *
     * @param living names of those that still live
     */
    UndoSessions(EnginePorts ports, RunLog log, Set<String> living) {
        this.ports = ports;
        this.log = log;
        this.perhapsAlive = new HashSet<>(living);
    }

    /** Ends the sessions of steps; those that still live are said where their step is undone. */
    static Set<String> living(EnginePorts ports, RunLog log, Stream<StepRecord> steps) {
        List<String> names = steps.map(step -> log.sessionName(step.position())).toList();
        return ports.patience().onWayBack(time -> ports.target().endSessions(names, time, log::checkLock));
    }

    /** Ends those of these that may live on, all of them once; those that do not end. */
    Set<String> ended(List<String> names) {
        List<String> perhaps = names.stream().filter(perhapsAlive::contains).toList();
        Set<String> living =
                ports.patience().onWayBack(time -> ports.target().endSessions(perhaps, time, log::checkLock));
        perhaps.stream().filter(name -> !living.contains(name)).forEach(perhapsAlive::remove);
        return living;
    }

    /** Does what a step needs over a session in its name. */
    UndoResult over(
            String name,
            EnginePorts through,
            Supplier<TargetSession> opened,
            Function<TargetSession, UndoResult> work) {
        // One that this undo has opened itself may live on where the server has not noticed that it was closed.
        if (!perhapsAlive.add(name)
                && !ports.patience().onWayBack(time -> through.target().endSession(name, time, log::checkLock))) {
            return new UndoResult.Stuck(LIVES);
        }
        try (TargetSession session = opened.get()) {
            UndoResult result = work.apply(session);
            if (result instanceof UndoResult.Restored) {
                session.allDone();
            }
            return result;
        } catch (ServerRefused e) {
            return new UndoResult.Stuck("the server says " + e.code() + " " + e.getMessage());
        } catch (ConnectionLost | LockLost e) {
            throw e;
        } catch (RuntimeException e) {
            // A mistake of ours must not keep every later command from starting: a person can still look.
            return new UndoResult.Stuck(Unexpected.problem(e).message());
        }
    }

    /** Taking back what changed definitions of tables leaves no trace in the session; own rows go with their table. */
    static TargetSession open(String name, StepTrail trail, EnginePorts through) {
        boolean traceless = trail.authored().isEmpty()
                && trail.statements().stream()
                        .map(statement -> statement.intent().work())
                        .allMatch(work -> work instanceof Work.CreatesTable
                                || work instanceof Work.Inserts
                                || work instanceof Work.Alters
                                || work instanceof Work.Renames);
        return traceless
                ? through.target().openAgain(List.of(name), Purpose.UNDO, null)
                : through.target().open(name, Purpose.UNDO);
    }
}
