package org.lupomig.orchestrator;

import java.util.List;
import org.lupomig.model.diagnostic.Problem;

/**
 * How a command of the engine ended.
 *
 * @param result the outcome in one word
 * @param run the run's id, 0 where none was begun
 * @param detail one sentence for people
 * @param problems what went wrong, in the order it did
 */
public record RunReport(Result result, long run, String detail, List<Problem> problems) {
    public RunReport {
        problems = List.copyOf(problems);
    }

    /** The outcome of a command, with the exit status that goes with it. */
    public enum Result {
        /** Done. */
        DONE(0),
        /** Everything was done already; nothing was changed. */
        NOTHING_TO_DO(0),
        /** It failed, and what failed is as before; steps that were committed by themselves may stay. */
        UNDONE(1),
        /** It could not run; nothing was touched. */
        REFUSED(2),
        /** It failed and something could not be put back: a person is needed. */
        BROKEN(3);

        private final int exitStatus;

        Result(int exitStatus) {
            this.exitStatus = exitStatus;
        }

        /** The command's exit status. */
        public int exitStatus() {
            return exitStatus;
        }
    }
}
