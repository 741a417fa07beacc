package org.lupomig.orchestrator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.Claim;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.JournalFootprint;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.claim.Turn;
import org.lupomig.orchestrator.freeze.Emergency;
import org.lupomig.orchestrator.freeze.HandFreeze;
import org.lupomig.orchestrator.freeze.LeftFrozen;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.purge.Purge;
import org.lupomig.orchestrator.recovery.Begun;
import org.lupomig.orchestrator.recovery.FailedUndos;
import org.lupomig.orchestrator.recovery.Recovery;
import org.lupomig.orchestrator.recovery.Resolution;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.orchestrator.rollback.BatchRollback;
import org.lupomig.orchestrator.run.Counted;
import org.lupomig.orchestrator.run.DryRun;
import org.lupomig.orchestrator.run.Fitness;
import org.lupomig.orchestrator.run.PlanRun;
import org.lupomig.orchestrator.run.Reach;

/** Everything that changes a server: each call first brings dead runs to an end. */
public final class Engine {
    private final EnginePorts ports;
    private final int priority;
    private final BooleanSupplier leaves;
    private final @Nullable PatienceLeft shared;
    private final Begun begun;

    /** An engine over these ports, for one command. */
    public Engine(EnginePorts ports) {
        this(ports, 0, () -> false, null);
    }

    private Engine(EnginePorts ports, int priority, BooleanSupplier leaves, @Nullable PatienceLeft shared) {
        this.ports = ports;
        this.priority = priority;
        this.leaves = leaves;
        this.shared = shared;
        this.begun = new Begun(ports);
    }

    /**
     * The same whose command has another place among those that wait.
     *
     * @param priority from {@link LockRequest#LOWEST} to {@link LockRequest#HIGHEST}: the higher, the sooner
     * @param leaves asked while it waits: true takes it out of the queue
     */
    public Engine queued(int priority, BooleanSupplier leaves) {
        return new Engine(ports, priority, leaves, shared);
    }

    /**
     * The same for a command that waits elsewhere, too: what is left of its patience goes before what each call says.
     */
    public Engine sharing(PatienceLeft patience) {
        return new Engine(ports, priority, leaves, patience);
    }

    private PatienceLeft left(Duration said) {
        return shared == null ? new PatienceLeft(said, ports.clock()) : shared;
    }

    /** Runs what of {@code plan} has not completed. */
    public RunReport run(Plan plan, RunOptions options) {
        List<Problem> unfit = Fitness.ofPlan(plan);
        if (!unfit.isEmpty()) {
            return new RunReport(Result.REFUSED, 0, "plan " + plan.name() + " was not started", unfit);
        }
        return guarded(true, () -> {
            List<Problem> server = Fitness.ofServer(ports);
            if (!server.isEmpty()) {
                return new RunReport(Result.REFUSED, 0, "plan " + plan.name() + " was not started", server);
            }
            RunReport finished = PlanRun.finished(plan, options.to(), ports);
            if (finished != null) {
                return finished;
            }
            return options.dryRun()
                    ? new DryRun(ports).run(plan, options.to())
                    : locked(
                            "run of plan " + plan.name(),
                            left(options.lockPatience()),
                            () -> PlanRun.claims(plan, options.to(), ports),
                            false,
                            (lock, dead) -> new PlanRun(ports, lock).run(plan, options));
        });
    }

    /**
     * Whatever can be known to speak against running {@code plan} where there is no store yet, so that none is made for
     * a plan that will not start.
     *
     * @param to the step up to which it is asked for; null: to its end
     */
    public RunReport judge(Plan plan, @Nullable Address to) {
        return guarded(() -> {
            List<Problem> problems = new ArrayList<>(Fitness.ofPlan(plan));
            problems.addAll(Fitness.ofServer(ports));
            Reach reach = Reach.of(plan, to);
            problems.addAll(reach.objections(step -> true));
            problems.addAll(Fitness.ofSteps(ports, plan, reach.steps()));
            return problems.isEmpty()
                    ? new RunReport(Result.DONE, 0, "plan " + plan.name() + " can be started", List.of())
                    : new RunReport(Result.REFUSED, 0, "plan " + plan.name() + " was not started", problems);
        });
    }

    /**
     * Rolls a completed batch back, if nothing has moved on since.
     *
     * @param plan name of a plan in the store
     * @param batch name of one of its batches
     * @param dryRun only say what would be done
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport rollback(String plan, String batch, boolean dryRun, Duration lockPatience) {
        return rollback(new RollbackRequest(plan, batch, null, null, false, false, dryRun), lockPatience);
    }

    /**
     * Rolls back what has completed, if nothing has moved on since.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport rollback(RollbackRequest request, Duration lockPatience) {
        return guarded(true, () -> {
            List<Problem> server = Fitness.ofServer(ports);
            return server.isEmpty()
                    ? locked(
                            "rollback of " + request.name(),
                            left(lockPatience),
                            () -> JournalFootprint.of(request, ports),
                            true,
                            (lock, dead) -> rollback(request, lock, dead))
                    : new RunReport(Result.REFUSED, 0, "nothing was rolled back", server);
        });
    }

    private RunReport rollback(RollbackRequest request, Store.Lock lock, Recovery.Outcome dead) {
        if (!dead.stuck().isEmpty()) {
            return Endings.leftByEarlier(dead);
        }
        String step = request.step();
        if (dead.rolledBack().contains(new Address(request.plan(), request.batch(), step == null ? "" : step))) {
            // The one that was asked for had begun, and died: now it is whole.
            String detail = (step == null ? "batch " + request.batch() : "step " + request.name())
                    + " is rolled back: what had begun to roll it back was killed, and is done";
            return new RunReport(Result.DONE, 0, detail, List.of());
        }
        // What class A takes back is the whole batch.
        return new BatchRollback(ports, lock)
                .rollback(request.rollbackClass() == RollbackClass.A ? request.whole() : request);
    }

    /**
     * Removes what has expired of what is kept for ways back, or all that is kept for one batch.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport purge(PurgeRequest request, Duration lockPatience) {
        return guarded(true, () -> {
            List<Problem> server = Fitness.ofServer(ports);
            return server.isEmpty()
                    ? locked(
                            "purge",
                            left(lockPatience),
                            () -> JournalFootprint.of(request, ports),
                            false,
                            (lock, dead) -> new Purge(ports, lock).purge(request))
                    : new RunReport(Result.REFUSED, 0, "nothing was purged", server);
        });
    }

    /**
     * Brings dead runs to an end, and tries again to undo what could not be undone of any plan.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport recover(Duration lockPatience) {
        return recover(null, lockPatience);
    }

    /**
     * Brings dead runs to an end, of whatever plan, and tries again to undo what could not be undone.
     *
     * @param plan whose undos are tried again, null for those of all; that others have failed ones is noted
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport recover(@Nullable String plan, Duration lockPatience) {
        return guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            if (!server.isEmpty()) {
                return new RunReport(Result.REFUSED, 0, "nothing was recovered", server);
            }
            PatienceLeft left = left(lockPatience);
            new Recovery(ports, left).settle();
            FailedUndos undos = new FailedUndos(ports, plan == null ? null : new Address(plan, "", ""));
            return under(
                    turn("recovery", left).come(undos::claims, true),
                    (lock, dead, frozen) -> frozen.isEmpty()
                            ? recover(plan, undos, lock, dead)
                            : Endings.stillFrozen(recover(plan, undos, lock, dead), frozen));
        });
    }

    private RunReport recover(@Nullable String plan, FailedUndos undos, Store.Lock lock, Recovery.Outcome dead) {
        Recovery.Outcome failed = undos.retry(lock);
        String others = undos.others();
        if (others != null) {
            ports.listener().on(new RunEvent.Note(others));
        }
        List<Problem> stuck = new ArrayList<>(dead.stuck());
        stuck.addAll(failed.stuck());
        if (!stuck.isEmpty()) {
            return Endings.left("not everything could be undone: it needs a person", stuck);
        }
        String of = plan == null || others == null ? "" : " of plan " + plan;
        return dead.runs() + failed.runs() == 0
                ? new RunReport(Result.NOTHING_TO_DO, 0, "nothing to recover" + of, List.of())
                : new RunReport(Result.DONE, 0, "everything left by earlier runs" + of + " is at an end", List.of());
    }

    /**
     * Tries again what failed with something left: undos, and records past the commit point.
     *
     * @param what a step; with an empty step name a batch, and with an empty batch name a plan; null for all there is
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport retry(@Nullable Address what, Duration lockPatience) {
        return retry(what, false, lockPatience);
    }

    /**
     * The same of undos that may go on over what others have written since, which is kept aside.
     *
     * @param what a step; with an empty step name a batch, and with an empty batch name a plan
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport retryOverLaterWrites(Address what, Duration lockPatience) {
        return retry(what, true, lockPatience);
    }

    private RunReport retry(@Nullable Address what, boolean overLaterWrites, Duration lockPatience) {
        return guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            if (!server.isEmpty()) {
                return new RunReport(Result.REFUSED, 0, "nothing was tried again", server);
            }
            FailedUndos undos = new FailedUndos(ports, what);
            if (overLaterWrites) {
                undos.overLaterWrites();
            }
            return locked("retry", left(lockPatience), undos::claims, true, (lock, dead) -> retry(undos, lock, dead));
        });
    }

    private static RunReport retry(FailedUndos undos, Store.Lock lock, Recovery.Outcome dead) {
        Recovery.Outcome tried = undos.retry(lock);
        List<Problem> stuck = new ArrayList<>(dead.stuck());
        stuck.addAll(tried.stuck());
        if (!stuck.isEmpty()) {
            return Endings.left("not everything could be undone: it needs a person", stuck);
        }
        if (tried.runs() > 0) {
            String steps = Counted.of(tried.runs(), "step");
            return new RunReport(Result.DONE, 0, steps + " could be undone now", List.of());
        }
        return dead.runs() == 0
                ? new RunReport(Result.NOTHING_TO_DO, 0, "nothing has failed with something left", List.of())
                : new RunReport(Result.DONE, 0, "what an earlier run had left is at an end", List.of());
    }

    /**
     * Records what a person says of steps whose undo failed. Nothing on the server is changed.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport resolve(Resolve asked, Duration lockPatience) {
        return guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            PatienceLeft left = left(lockPatience);
            return server.isEmpty()
                    ? resolved(new Resolution(ports, asked, left), asked, left)
                    : new RunReport(Result.REFUSED, 0, "nothing was recorded", server);
        });
    }

    /** Asks the person without the lock. */
    private RunReport resolved(Resolution resolution, Resolve asked, PatienceLeft patience) {
        RunReport looked = resolved(resolution, asked, patience, resolution::look);
        if (!resolution.asks()) {
            return looked;
        }
        return asked.confirmed().getAsBoolean()
                ? resolved(resolution, asked, patience, resolution::record)
                : resolution.declined();
    }

    private RunReport resolved(
            Resolution resolution,
            Resolve asked,
            PatienceLeft patience,
            BiFunction<Store.Lock, Recovery.Outcome, RunReport> work) {
        RunReport emergency = emergency();
        if (emergency != null) {
            return emergency;
        }
        Claims claims = Claims.of(List.of(Claim.plan(asked.what().plan())));
        Turn.Result result = turn("resolution of " + asked.what(), patience).come(() -> claims, true);
        return result instanceof Turn.Result.Stuck left
                ? resolution.barred(left.dead())
                : under(result, unlessInEmergency(work));
    }

    /**
     * Freezes the system by hand, until somebody thaws it. An emergency waits for nobody: what is at work hears of it
     * before its next statement.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport freeze(FreezeRequest request, Duration lockPatience) {
        return request.emergency()
                ? atOnce(left(lockPatience), "nothing was frozen", emergency -> emergency.declare(request))
                : byHand(left(lockPatience), "nothing was frozen", hand -> hand.freeze(request));
    }

    /**
     * Thaws whatever is frozen, by whomever; an emergency at once, whoever is at work.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport thaw(Duration lockPatience) {
        return guarded(() -> {
            PatienceLeft left = left(lockPatience);
            if (Emergency.standing(ports) == null) {
                return byHand(left, "nothing was thawed", HandFreeze::thaw);
            }
            RunReport over = atOnce(left, "nothing was thawed", Emergency::thaw);
            return over.result() == Result.DONE && Emergency.leftByDead(ports) ? thawAfter(over, left) : over;
        });
    }

    /** Brings the dead run to an end whose freeze is its own again, and with it that freeze. */
    private RunReport thawAfter(RunReport over, PatienceLeft patience) {
        RunReport thawed = byHand(patience, "nothing was thawed", HandFreeze::thaw);
        boolean ended = thawed.result() == Result.NOTHING_TO_DO;
        return new RunReport(
                ended ? Result.DONE : thawed.result(),
                ended ? over.run() : thawed.run(),
                "the emergency is over; " + thawed.detail(),
                thawed.problems());
    }

    /** Waits for nobody, brings nothing to an end before, and claims nothing. */
    private RunReport atOnce(PatienceLeft patience, String otherwise, Function<Emergency, RunReport> work) {
        return guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            if (!server.isEmpty()) {
                return new RunReport(Result.REFUSED, 0, otherwise, server);
            }
            Turn.Result result = turn("emergency", patience).comeAtOnce();
            if (result instanceof Turn.Result.Came came) {
                try (Store.Lock lock = came.lock()) {
                    begun.goesToWork();
                    return work.apply(new Emergency(ports, lock));
                }
            }
            return new RunReport(Result.REFUSED, 0, otherwise, List.of(((Turn.Result.Not) result).problem()));
        });
    }

    private RunReport byHand(PatienceLeft patience, String otherwise, Function<HandFreeze, RunReport> work) {
        return guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            return server.isEmpty()
                    ? under(
                            turn("freeze or thaw", patience).come(Claims::server, true),
                            (lock, dead) -> work.apply(new HandFreeze(ports, lock)))
                    : new RunReport(Result.REFUSED, 0, otherwise, server);
        });
    }

    /**
     * Does something under locks.
     *
     * @param name what it is, for those who wait for it
     * @param upon whether it begins also where dead runs could not be brought to an end
     */
    private RunReport locked(
            String name,
            PatienceLeft patience,
            Supplier<Claims> claims,
            boolean upon,
            BiFunction<Store.Lock, Recovery.Outcome, RunReport> work) {
        RunReport emergency = emergency();
        return emergency == null ? under(turn(name, patience).come(claims, upon), unlessInEmergency(work)) : emergency;
    }

    /** Somebody may have declared one while this command waited. */
    private BiFunction<Store.Lock, Recovery.Outcome, RunReport> unlessInEmergency(
            BiFunction<Store.Lock, Recovery.Outcome, RunReport> work) {
        return (lock, dead) -> {
            RunReport emergency = emergency();
            return emergency == null ? work.apply(lock, dead) : emergency;
        };
    }

    private @Nullable RunReport emergency() {
        Problem emergency = Emergency.standing(ports);
        return emergency == null ? null : new RunReport(Result.REFUSED, 0, "nothing was started", List.of(emergency));
    }

    private Turn turn(String name, PatienceLeft patience) {
        return new Turn(ports, name, priority, patience, leaves);
    }

    /** What is done under locks. */
    private interface Work {
        /**
         * Does it.
         *
         * @param dead what was done of dead runs just before
         * @param frozen why what nobody works on any more could not be thawed; empty where nothing of that is frozen
         */
        RunReport under(Store.Lock lock, Recovery.Outcome dead, List<Problem> frozen);
    }

    private RunReport under(Turn.Result result, BiFunction<Store.Lock, Recovery.Outcome, RunReport> work) {
        return under(result, (lock, dead, frozen) -> work.apply(lock, dead));
    }

    private RunReport under(Turn.Result result, Work work) {
        if (result instanceof Turn.Result.Came came) {
            try (Store.Lock lock = came.lock()) {
                try {
                    begun.goesToWork();
                    RunReport report = work.under(lock, came.dead(), stillFrozen(lock, came.dead()));
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

    /** Tries to thaw what nobody works on any more, unless that was tried just now. */
    private List<Problem> stillFrozen(Store.Lock lock, Recovery.Outcome dead) {
        if (!dead.frozen().isEmpty()) {
            return dead.frozen();
        }
        Problem frozen = new LeftFrozen(ports, lock).thaw();
        return frozen == null ? List.of() : List.of(frozen);
    }

    private RunReport guarded(Supplier<RunReport> work) {
        return guarded(false, work);
    }

    /**
     * A lost connection or lock ends the command; the journal has what the next one needs.
     *
     * @param asRun whether all that the command does is done in a run of its own
     */
    private RunReport guarded(boolean asRun, Supplier<RunReport> work) {
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
