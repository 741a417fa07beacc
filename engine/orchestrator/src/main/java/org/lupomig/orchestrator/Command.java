package org.lupomig.orchestrator;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.claim.Turn;
import org.lupomig.orchestrator.freeze.Emergency;
import org.lupomig.orchestrator.freeze.LeftFrozen;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.recovery.Begun;
import org.lupomig.orchestrator.recovery.Recovery;

/**
 * What all that changes a server has in common: it waits for its turn, works under locks, goes no further in an
 * emergency, and ends where a connection or its locks are lost.
 */
final class Command {
    private final EnginePorts ports;
    private final int priority;
    private final BooleanSupplier leaves;
    private final @Nullable PatienceLeft shared;
    private final Begun begun;

    /**
     * One that has not begun.
     *
     * @param priority its place among those that wait
     * @param leaves asked while it waits: true takes it out of the queue
     * @param shared what is left of its patience where it waits elsewhere, too
     */
    Command(EnginePorts ports, int priority, BooleanSupplier leaves, @Nullable PatienceLeft shared) {
        this.ports = ports;
        this.priority = priority;
        this.leaves = leaves;
        this.shared = shared;
        this.begun = new Begun(ports);
    }

    /** The same with another place. */
    Command queued(int other, BooleanSupplier leaving) {
        return new Command(ports, other, leaving, shared);
    }

    /** The same that waits elsewhere, too. */
    Command sharing(PatienceLeft patience) {
        return new Command(ports.having(patience), priority, leaves, patience);
    }

    /** It goes to work. */
    void goesToWork() {
        begun.goesToWork();
    }

    /** How long it waits: as long as is said, unless it waits elsewhere, too. */
    PatienceLeft left(Duration said) {
        return shared == null ? new PatienceLeft(said, ports.clock()) : shared;
    }

    /**
     * Does something under locks.
     *
     * @param name what it is, for those who wait for it
     * @param upon whether it begins also where dead runs could not be brought to an end
     */
    RunReport locked(
            String name,
            PatienceLeft patience,
            Supplier<Claims> claims,
            boolean upon,
            BiFunction<Store.Lock, Recovery.Outcome, RunReport> work) {
        RunReport emergency = emergency();
        return emergency == null ? under(turn(name, patience).come(claims, upon), unlessInEmergency(work)) : emergency;
    }

    /** Somebody may have declared one while this command waited. */
    BiFunction<Store.Lock, Recovery.Outcome, RunReport> unlessInEmergency(
            BiFunction<Store.Lock, Recovery.Outcome, RunReport> work) {
        return (lock, dead) -> {
            RunReport emergency = emergency();
            return emergency == null ? work.apply(lock, dead) : emergency;
        };
    }

    /** Why nothing may begin; null where there is no emergency. */
    @Nullable
    RunReport emergency() {
        Problem emergency = Emergency.standing(ports);
        return emergency == null ? null : new RunReport(Result.REFUSED, 0, "nothing was started", List.of(emergency));
    }

    /** What waits for its turn under this name. */
    Turn turn(String name, PatienceLeft patience) {
        return new Turn(ports, name, priority, patience, leaves);
    }

    /** What is done under locks. */
    interface Work {
        /**
         * Does it.
         *
         * @param dead what was done of dead runs just before
         * @param frozen why what nobody works on any more could not be thawed; empty where nothing of that is frozen
         */
        RunReport under(Store.Lock lock, Recovery.Outcome dead, List<Problem> frozen);
    }

    /** Does it where its turn has come. */
    RunReport under(Turn.Result result, BiFunction<Store.Lock, Recovery.Outcome, RunReport> work) {
        return under(result, (lock, dead, frozen) -> work.apply(lock, dead));
    }

    /** The same, knowing what is still frozen. */
    RunReport under(Turn.Result result, Work work) {
        if (result instanceof Turn.Result.Came came) {
            try (Store.Lock lock = came.lock()) {
                try {
                    begun.goesToWork();
                    RunReport report = work.under(lock, came.dead(), stillFrozen(lock, came.dead()));
                    if (isReadOnly(report)) {
                        // As long as it was silent another command may have changed what it has read.
                        lock.check();
                    }
                    if (lock.inEmergency()) {
                        // It may have been over before this command was: then what that had frozen is nobody's.
                        new LeftFrozen(ports, lock).thaw();
                    }
                    return report;
                } finally {
                    // Whoever has the locks next must find no session of ours that lives.
                    ports.target().endIdle();
                }
            }
        }
        return result instanceof Turn.Result.Stuck stuck
                ? Endings.leftByEarlier(stuck.dead())
                : new RunReport(
                        Result.REFUSED, 0, "another run is under way", List.of(((Turn.Result.Not) result).problem()));
    }

    /** Whether it says why nothing was begun: whatever had been begun would have shown that the locks are lost. */
    private static boolean isReadOnly(RunReport report) {
        return report.run() == 0 && report.result() != Result.DONE;
    }

    /** Tries to thaw what nobody works on any more, unless that was tried just now. */
    private List<Problem> stillFrozen(Store.Lock lock, Recovery.Outcome dead) {
        if (!dead.frozen().isEmpty()) {
            return dead.frozen();
        }
        Problem frozen = new LeftFrozen(ports, lock).thaw();
        return frozen == null ? List.of() : List.of(frozen);
    }

    /** The same of what does something outside a run of its own. */
    RunReport guarded(Supplier<RunReport> work) {
        return guarded(false, work);
    }

    /**
     * A lost connection or lock ends the command; the journal has what the next one needs.
     *
     * @param asRun whether all that the command does is done in a run of its own
     */
    RunReport guarded(boolean asRun, Supplier<RunReport> work) {
        try {
            return work.get();
        } catch (ConnectionLost e) {
            return Endings.broken(EngineMessage.CONNECTION_LOST, e);
        } catch (ServerRefused e) {
            RunReport broken = Endings.broken(EngineMessage.SERVER_REFUSED, e);
            return begun.anything(asRun)
                    ? broken
                    : new RunReport(Result.REFUSED, 0, "nothing was started", broken.problems());
        } catch (Store.Damaged e) {
            return new RunReport(Result.BROKEN, 0, "the store cannot be relied on", List.of(e.problem()));
        } catch (Store.LockLost e) {
            return Endings.broken(EngineMessage.LOCK_LOST, e);
        } finally {
            ports.target().endIdle();
        }
    }
}
