package org.lupomig.orchestrator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.purge.Purge;
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
    private final Command command;

    /** An engine over these ports, for one command. */
    public Engine(EnginePorts ports) {
        this(ports, new Command(ports, 0, () -> false, null));
    }

    private Engine(EnginePorts ports, Command command) {
        this.ports = ports;
        this.command = command;
    }

    /**
     * The same whose command has another place among those that wait.
     *
     * @param priority from {@link LockRequest#LOWEST} to {@link LockRequest#HIGHEST}: the higher, the sooner
     * @param leaves asked while it waits: true takes it out of the queue
     */
    public Engine queued(int priority, BooleanSupplier leaves) {
        return new Engine(ports, command.queued(priority, leaves));
    }

    /**
     * The same for a command that waits elsewhere, too: what is left of its patience goes before what each call says.
     */
    public Engine sharing(PatienceLeft patience) {
        return new Engine(ports.having(patience), command.sharing(patience));
    }

    /** Runs what of {@code plan} has not completed. */
    public RunReport run(Plan plan, RunOptions options) {
        List<Problem> unfit = Fitness.ofPlan(plan);
        if (!unfit.isEmpty()) {
            return new RunReport(Result.REFUSED, 0, "plan " + plan.name() + " was not started", unfit);
        }
        return command.guarded(true, () -> {
            List<Problem> server = Fitness.ofServer(ports);
            if (!server.isEmpty()) {
                return new RunReport(Result.REFUSED, 0, "plan " + plan.name() + " was not started", server);
            }
            RunReport finished = PlanRun.finished(plan, options.to(), ports);
            if (finished != null) {
                return finished;
            }
            return options.dryRun()
                    ? new DryRun(ports).run(plan, options.to(), options.ahead())
                    : command.locked(
                            "run of plan " + plan.name(),
                            command.left(options.lockPatience()),
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
        return command.guarded(() -> {
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
        return command.guarded(true, () -> {
            List<Problem> server = Fitness.ofServer(ports);
            return server.isEmpty()
                    ? command.locked(
                            "rollback of " + request.name(),
                            command.left(lockPatience),
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
        return command.guarded(true, () -> {
            List<Problem> server = Fitness.ofServer(ports);
            return server.isEmpty()
                    ? command.locked(
                            "purge",
                            command.left(lockPatience),
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
        return command.guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            if (!server.isEmpty()) {
                return new RunReport(Result.REFUSED, 0, "nothing was recovered", server);
            }
            PatienceLeft left = command.left(lockPatience);
            new Recovery(ports, left).settle();
            FailedUndos undos = new FailedUndos(ports, plan == null ? null : new Address(plan, "", ""));
            return command.under(command.turn("recovery", left).come(undos::claims, true), (lock, dead, frozen) -> {
                RunReport report = new LeftFrozen(ports, lock).kept(left, () -> recover(plan, undos, lock, dead));
                return frozen.isEmpty() ? report : Endings.stillFrozen(report, frozen);
            });
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
        return command.guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            if (!server.isEmpty()) {
                return new RunReport(Result.REFUSED, 0, "nothing was tried again", server);
            }
            FailedUndos undos = new FailedUndos(ports, what);
            if (overLaterWrites) {
                undos.overLaterWrites();
            }
            return command.locked(
                    "retry", command.left(lockPatience), undos::claims, true, (lock, dead) -> retry(undos, lock, dead));
        });
    }

    private static RunReport retry(FailedUndos undos, Store.Lock lock, Recovery.Outcome dead) {
        List<Problem> lacking = undos.lacking();
        if (!lacking.isEmpty()) {
            return Endings.untried(lacking, dead);
        }
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
                ? new RunReport(Result.NOTHING_TO_DO, 0, undos.nothing(), List.of())
                : new RunReport(Result.DONE, 0, "what an earlier run had left is at an end", List.of());
    }

    /**
     * Records what a person says of steps whose undo failed. Nothing on the server is changed.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport resolve(Resolve asked, Duration lockPatience) {
        return command.guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            PatienceLeft left = command.left(lockPatience);
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
        RunReport emergency = command.emergency();
        if (emergency != null) {
            return emergency;
        }
        Claims claims = Claims.of(List.of(Claim.plan(asked.what().plan())));
        Turn.Result result =
                command.turn("resolution of " + asked.what(), patience).come(() -> claims, true);
        return result instanceof Turn.Result.Stuck left
                ? resolution.barred(left.dead())
                : command.under(result, command.unlessInEmergency(work));
    }

    /**
     * Freezes the system by hand, until somebody thaws it. An emergency waits for nobody: what is at work hears of it
     * before its next statement.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport freeze(FreezeRequest request, Duration lockPatience) {
        return request.emergency()
                ? atOnce(command.left(lockPatience), "nothing was frozen", emergency -> emergency.declare(request))
                : byHand(command.left(lockPatience), "nothing was frozen", hand -> hand.freeze(request));
    }

    /**
     * Thaws whatever is frozen, by whomever; an emergency at once, whoever is at work.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport thaw(Duration lockPatience) {
        return command.guarded(() -> {
            PatienceLeft left = command.left(lockPatience);
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
        return command.guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            if (!server.isEmpty()) {
                return new RunReport(Result.REFUSED, 0, otherwise, server);
            }
            Turn.Result result = command.turn("emergency", patience).comeAtOnce();
            if (result instanceof Turn.Result.Came came) {
                try (Store.Lock lock = came.lock()) {
                    command.goesToWork();
                    return work.apply(new Emergency(ports, lock));
                }
            }
            return new RunReport(Result.REFUSED, 0, otherwise, List.of(((Turn.Result.Not) result).problem()));
        });
    }

    private RunReport byHand(PatienceLeft patience, String otherwise, Function<HandFreeze, RunReport> work) {
        return command.guarded(() -> {
            List<Problem> server = Fitness.ofServer(ports);
            return server.isEmpty()
                    ? command.under(
                            command.turn("freeze or thaw", patience).come(Claims::server, true),
                            (lock, dead) -> work.apply(new HandFreeze(ports, lock)))
                    : new RunReport(Result.REFUSED, 0, otherwise, server);
        });
    }
}
