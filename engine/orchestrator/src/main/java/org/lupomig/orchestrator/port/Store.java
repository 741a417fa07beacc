package org.lupomig.orchestrator.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.claim.LockRequest;
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

    /** Asks for locks; nothing is written before {@link Ticket#ask}. */
    Ticket ticket(LockRequest request);

    /** Runs that have begun and not ended, oldest first, whether somebody works on them or not. */
    List<RunRecord> unfinishedRuns();

    /**
     * Those of them on which nobody works: the session that guards their locks has ended, or has shown no sign of life
     * for longer than they are good for.
     */
    List<RunRecord> deadRuns();

    /**
     * Takes over the locks of a dead run, all at once, to bring it to an end. Nobody else can then.
     *
     * @param owner with a token of its own
     * @return null where it has ended meanwhile, or somebody works on it: there is nothing to do
     */
    @Nullable
    LockAttempt takeOver(RunRecord dead, Owner owner);

    /** The messages of alerts of a title that nobody has resolved. */
    default List<String> openAlerts(String title) {
        return List.of();
    }

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

    /** How long each step of a plan took when it was last applied, in milliseconds, as far as that is known. */
    Map<Address, Long> durations(String plan);

    /** How many rows are good for a time only, and are over it by the store's own clock. */
    default long expiredRows() {
        return 0;
    }

    /** Names of all plans that ever ran, sorted. */
    List<String> plans();

    /** Names of the schemas that the store is in, which no plan may touch. */
    List<String> schemas();

    /** The published system state. */
    SystemState systemState();

    /** What came of asking for locks. */
    sealed interface LockAttempt {
        /** They are ours. */
        record Held(Lock lock) implements LockAttempt {}

        /**
         * Others go before.
         *
         * @param ahead those with whom it has something in common, those at work first; empty where it is not known
         */
        record Waiting(List<Ahead> ahead) implements LockAttempt {
            public Waiting {
                ahead = List.copyOf(ahead);
            }

            /** The place among those who wait, from 1. */
            public int place() {
                return 1 + (int) ahead.stream().filter(one -> !one.holds()).count();
            }
        }
    }

    /** A command that asks for locks. */
    interface Ticket extends AutoCloseable {
        /**
         * Takes all locks, where nobody goes before.
         *
         * @param stays whether it waits where somebody does: from then on those who come later go behind it, as long as
         *     it asks again at least twice a minute
         */
        LockAttempt ask(boolean stays);

        /** Leaves the queue; the lock that it was given stays. Never throws. */
        @Override
        void close();
    }

    /** The locks of one command, with a fence: whatever is written is refused once another has taken them over. */
    interface Lock extends AutoCloseable {
        /** Records a new run and gives its id. */
        long begin(NewRun run);

        /**
         * Writes everything in one transaction, durable on return.
         *
         * @throws LockLost where another command has taken it over since, or its session was ended
         * @throws StateMoved where the system state is another than one of them was declared upon; nothing is written
         * @throws ConnectionLost where the outcome is unknown
         */
        void commit(long run, List<Write> writes);

        /**
         * Whether the lock still is ours, asked of the server.
         *
         * @throws LockLost where it is not
         */
        void check();

        /**
         * Removes rows that are good for a time only and are over it, at most so many in one transaction: durable on
         * return.
         *
         * @return how many have gone: fewer than that where none is left
         * @throws LockLost where another command has taken it over since; nothing is removed
         */
        default int removeExpired(int most) {
            return 0;
        }

        /**
         * Whether an emergency stood at one of the times when this lock wrote or was looked at; known without asking.
         */
        default boolean inEmergency() {
            return false;
        }

        /** Whether it is known, without asking, that the lock is no longer ours. */
        default boolean knownLost() {
            return false;
        }

        /**
         * Lets go, but for what runs claim that have begun and not ended: these are dead from here on. Never throws.
         */
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

    /** The system state has been moved by somebody else since it was read. */
    final class StateMoved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** With one sentence for people. */
        public StateMoved() {
            super("somebody else has moved the system state meanwhile");
        }
    }

    /** The locks are no longer ours: this command must touch nothing any more. */
    final class LockLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** With one sentence for people. */
        public LockLost(String message) {
            super(message);
        }
    }
}
