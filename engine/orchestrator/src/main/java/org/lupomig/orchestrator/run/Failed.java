package org.lupomig.orchestrator.run;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.FailurePoint;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;

/**
 * What stopped a step or a batch.
 *
 * @param rollbackClass what it takes back: that of the check that failed, or of the step
 * @param ofBatch whether it was a check of the batch as a whole
 */
record Failed(Problem problem, RollbackClass rollbackClass, boolean ofBatch) {
    /** What the whole of the work is judged by takes back at least what its point says. */
    Failed {
        rollbackClass = FailurePoint.atLeast(rollbackClass, problem);
    }

    /**
     * What stops work, also where that is thrown: a lost connection, a refusal, a mistake of our own or a file tree
     * that cannot be read. What was done goes back before it is said.
     *
     * @param rollbackClass of what is thrown
     * @return null where nothing stops it
     * @throws Store.LockLost nothing may be touched any more
     */
    static @Nullable Failed of(RollbackClass rollbackClass, Supplier<@Nullable Failed> work) {
        Problem problem;
        try {
            return work.get();
        } catch (ConnectionLost e) {
            problem = Problem.of(EngineMessage.CONNECTION_LOST, String.valueOf(e.getMessage()));
        } catch (ServerRefused e) {
            problem = BatchRun.refused(e);
        } catch (Store.LockLost e) {
            throw e;
        } catch (RuntimeException e) {
            problem = Unexpected.problem(e);
        }
        return new Failed(problem, rollbackClass);
    }

    /**
     * Whether it says the same as another one, which says it in its place or has said it earlier.
     *
     * @param earlier whether the other one comes first
     */
    boolean echoes(Failed other, boolean earlier) {
        return problem.location() == null
                && problem.type() == other.problem.type()
                && problem.message().equals(other.problem.message())
                && (other.problem.location() != null || earlier);
    }

    /** Whether somebody asked to stop. */
    boolean isStop() {
        return problem.type() == EngineMessage.STOPPED;
    }

    /**
     * Whether it is no failure of the work itself: somebody asked to stop, or what the run stands on is lost, refuses
     * or is our own mistake. What has completed does not go back for that.
     */
    boolean isOfRun() {
        return isStop()
                || problem.type() == EngineMessage.CONNECTION_LOST
                || problem.type() == EngineMessage.SERVER_REFUSED
                || problem.type() == EngineMessage.UNEXPECTED;
    }

    /** That completed steps go back with a failure of this class. */
    static RunEvent takesBack(RollbackClass rollbackClass, List<String> steps) {
        return new RunEvent.Note("this is a failure of class " + rollbackClass + ": " + String.join(", ", steps)
                + (steps.size() == 1 ? " goes" : " go") + " back with it");
    }

    /** A step's own failure. */
    Failed(Problem problem, RollbackClass rollbackClass) {
        this(problem, rollbackClass, false);
    }
}
