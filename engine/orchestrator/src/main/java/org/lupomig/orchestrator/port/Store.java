package org.lupomig.orchestrator.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;

/**
 * What the engine remembers. Everything written goes through {@link Lock#commit}, fenced: a run that lost its lock
 * cannot write.
 */
public interface Store {

    /**
     * Takes the one lock of this server, waiting up to {@code patience}.
     *
     * @return the lock, or who holds it
     */
    LockAttempt lock(Owner owner, Duration patience);

    /** Runs that have begun and not ended, oldest first. Under the lock these are all dead, but for one's own. */
    List<RunRecord> unfinishedRuns();

    /** The newest runs first, at most {@code limit}. */
    List<RunRecord> runs(int limit);

    /** One run. */
    Optional<RunRecord> run(long id);

    /** Runs that purged something of a plan, oldest first, ended or not. */
    List<RunRecord> purges(String plan);

    /** Everything a run wrote, in order. */
    List<JournalEntry> journal(long run);

    /** Where a plan's batches stand, in plan order; empty for a plan that never ran. */
    List<BatchRecord> batches(String plan);

    /** Where a plan's steps stand, in plan order. */
    List<StepRecord> steps(String plan);

    /** What the steps of a plan wait for, as far as they were ever run. */
    List<Write.Edge> edges(String plan);

    /** Names of all plans that ever ran, sorted. */
    List<String> plans();

    /** Names of the schemas that the store is in, which no plan may touch. */
    List<String> schemas();

    /** The published system state. */
    SystemState systemState();

    /** The outcome of {@link #lock}. */
    sealed interface LockAttempt {
        /** It is ours. */
        record Held(Lock lock) implements LockAttempt {}

        /** Somebody else's. */
        record Busy(@Nullable Owner owner) implements LockAttempt {}
    }

    /** The lock of one server, with a fence: a number that only grows, checked by every write. */
    interface Lock extends AutoCloseable {
        /** Records a new run and gives its id. */
        long begin(NewRun run);

        /**
         * Writes everything in one transaction, durable on return.
         *
         * @throws LockLost where another run has taken the lock since
         * @throws ConnectionLost where the outcome is unknown
         */
        void commit(long run, List<Write> writes);

        /**
         * Whether the lock still is ours, asked of the server.
         *
         * @throws LockLost where it is not
         */
        void check();

        /** Lets go. Never throws. */
        @Override
        void close();
    }

    /** The store was whole and is no longer: what it says is not all that happened. */
    final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        /** With what is wrong and what to do. */
        public Damaged(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        /** What is wrong and what to do. */
        public Problem problem() {
            return problem;
        }
    }

    /** Another run has taken the lock: this one must touch nothing any more. */
    final class LockLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** With one sentence for people. */
        public LockLost(String message) {
            super(message);
        }
    }
}
