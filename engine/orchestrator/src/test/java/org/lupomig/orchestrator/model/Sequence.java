package org.lupomig.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.FreezeRequest;
import org.lupomig.orchestrator.PurgeRequest;
import org.lupomig.orchestrator.RollbackRequest;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;
import org.lupomig.testkit.model.ReferenceModel.Mode;

/** Does a sequence of actions to a simulated world and to the model, and compares the two after each. */
final class Sequence {
    private static final Map<End, Set<Result>> RESULTS = Map.of(
            End.DONE, Set.of(Result.DONE),
            End.NOTHING, Set.of(Result.NOTHING_TO_DO),
            End.UNDONE, Set.of(Result.UNDONE),
            End.REFUSED, Set.of(Result.REFUSED, Result.UNDONE),
            End.STUCK, Set.of(Result.BROKEN, Result.REFUSED));

    private final ReferenceModel model = new ReferenceModel();
    private final ModelWorld world = new ModelWorld();
    private final List<String> trace = new ArrayList<>();

    /** Batches whose steps may all have completed without their batch: the next run asks its checks, and ends it. */
    private final Set<String> openEnded = new HashSet<>();

    /** How each action ended. */
    List<String> trace() {
        return trace;
    }

    /** Does them all. */
    void run(List<Action> actions) {
        for (Action action : actions) {
            String before = model.toString();
            String end = act(action, ReferenceModel.BATCHES.get(action.batch()));
            world.world().server().faults().clear();
            trace.add(action + ": " + end);
            String where = String.join("\n", trace) + "\nfrom " + before + "\nto " + model + "\n";
            assertThat(world.world().unrest())
                    .as(where)
                    .isEqualTo(model.mode == Mode.NORMAL ? "" : "the system is " + model.mode.word());
            assertThat(world.world().server().dump()).as(where).isEqualTo(ModelWorld.looks(model));
            assertThat((long) world.world().heldUntold().size()).as(where).isEqualTo(model.held());
        }
    }

    private String act(Action action, Batch batch) {
        List<String> names = List.copyOf(batch.names());
        String step = names.get(action.step() % names.size());
        if (model.mode == Mode.EMERGENCY && action.isBarred()) {
            return barred(action, batch);
        }
        return switch (action.verb()) {
            case RUN -> ended(batch, null);
            case RUN_FAILING -> {
                world.refuse(batch, step);
                yield ended(batch, step);
            }
            case RUN_KILLED -> killed(action, Client.Fault.KILL, batch, running(batch), null);
            case RUN_OVERTAKEN -> killed(action, Client.Fault.OVERTAKING, batch, running(batch), null);
            case RUN_BESIDE_ANOTHER -> besideAnother(batch, step);
            case ROLLBACK -> rolledBack(batch, null, action);
            case ROLLBACK_STEP -> rolledBack(batch, step, action);
            case ROLLBACK_KILLED -> {
                String one = action.step() == 0 ? null : step;
                yield killed(action, Client.Fault.KILL, batch, engine -> rollback(engine, batch, one, action), one);
            }
            case ROLLBACK_STUCK -> stuck(batch, step, action);
            case RETRY -> retried(batch);
            case RESOLVE -> resolved(batch);
            case PURGE_EXPIRED -> purged(null);
            case PURGE_BATCH -> purged(batch);
            case PURGE_KILLED -> purgeKilled(action, batch);
            case FREEZE -> frozen(Mode.FROZEN);
            case EMERGENCY -> frozen(Mode.EMERGENCY);
            case THAW -> thawed();
            case HOURS_PASS -> passed(13);
            case DAYS_PASS -> passed(24 * action.days());
            case OTHERS_WRITE -> written(batch);
        };
    }

    /** Nothing of it begins; where there is nothing to do it may say that. */
    private String barred(Action action, Batch batch) {
        RunReport report = give(
                switch (action.verb()) {
                    case ROLLBACK, ROLLBACK_STEP, ROLLBACK_KILLED, ROLLBACK_STUCK ->
                        engine -> rollback(engine, batch, null, action);
                    case RETRY, RESOLVE -> engine -> retry(engine, batch);
                    case PURGE_EXPIRED, PURGE_BATCH, PURGE_KILLED -> engine -> purge(engine, batch);
                    default -> running(batch);
                });
        return same(report, report.result() == Result.NOTHING_TO_DO ? End.NOTHING : End.REFUSED);
    }

    private String frozen(Mode mode) {
        boolean already = model.mode == mode || model.mode == Mode.EMERGENCY;
        RunReport report = give(engine -> engine.freeze(
                new FreezeRequest(List.of("core"), "it is tried", mode == Mode.EMERGENCY), Duration.ZERO));
        if (!already) {
            model.mode = mode;
        }
        return same(report, !already ? End.DONE : model.mode == mode ? End.NOTHING : End.REFUSED);
    }

    private String thawed() {
        boolean normal = model.mode == Mode.NORMAL;
        model.mode = Mode.NORMAL;
        return same(give(engine -> engine.thaw(Duration.ZERO)), normal ? End.NOTHING : End.DONE);
    }

    private static Function<Engine, RunReport> running(Batch batch) {
        return engine -> engine.run(ModelWorld.plan(batch), RunOptions.plain());
    }

    private static RunReport rollback(Engine engine, Batch batch, @Nullable String step, Action action) {
        return engine.rollback(
                new RollbackRequest(
                        batch.name(), batch.name(), step, null, action.dependents(), action.discards(), false),
                Duration.ZERO);
    }

    private RunReport give(Function<Engine, RunReport> command) {
        return command.apply(world.world().engine(Client.alive()));
    }

    private String ended(Batch batch, @Nullable String failing) {
        return ranTo(batch, give(running(batch)), failing);
    }

    private String ranTo(Batch batch, RunReport report, @Nullable String failing) {
        End end = model.run(batch, failing);
        boolean open = openEnded.remove(batch.name());
        return end == End.NOTHING && open && report.result() == Result.DONE
                ? "its last step had completed before it was killed"
                : same(report, end);
    }

    private String same(RunReport report, End end) {
        assertThat(report.result()).as("%s\n%s\n%s", trace, report, model).isIn(RESULTS.get(end));
        return report.result() + ", " + report.detail();
    }

    private String rolledBack(Batch batch, @Nullable String step, Action action) {
        RunReport report = give(engine -> rollback(engine, batch, step, action));
        return same(report, model.rollback(batch, step, action.dependents(), action.discards()));
    }

    private String besideAnother(Batch batch, String step) {
        Batch other = ReferenceModel.next(batch);
        List<RunReport> beside = new ArrayList<>();
        world.after(batch, step, () -> beside.add(give(running(other))));
        RunReport report = give(running(batch));
        for (RunReport one : beside) {
            if (one.result() != Result.REFUSED) {
                ranTo(other, one, null);
            }
        }
        return ranTo(batch, report, null) + ", beside it " + beside;
    }

    /** Something happens to the process, and the next one brings everything to an end. */
    private String killed(
            Action action,
            Client.Fault fault,
            Batch batch,
            Function<Engine, RunReport> command,
            @Nullable String step) {
        boolean runs = action.verb() != Action.Verb.ROLLBACK_KILLED;
        List<String> going = runs ? List.of() : model.going(batch, step, action.dependents());
        boolean free = action.discards() || going.stream().noneMatch(model.theirs::contains);
        ReferenceModel.End end = null;
        String said = world.strike(action.point(), fault, command);
        if (said.isEmpty()) {
            end = End.NOTHING;
        }
        RunReport recovery = world.world().recover();
        assertThat(recovery.result()).as("%s\n%s", trace, recovery).isIn(Result.DONE, Result.NOTHING_TO_DO);
        Set.copyOf(model.stuck).forEach(model::back);
        if (runs) {
            openEnded.add(batch.name());
            boolean ended = world.world().store().batches(batch.name()).stream()
                    .anyMatch(row -> row.status() == StepStatus.COMPLETED);
            model.ranUpTo(batch, completed(batch), ended);
        } else {
            model.wentBack(free ? going : List.of(), this::completed);
        }
        return end == null ? said : "not killed";
    }

    private Set<String> completed(Batch batch) {
        return standing(batch, step -> step.status() == StepStatus.COMPLETED);
    }

    private Set<String> standing(Batch batch, java.util.function.Predicate<StepRecord> how) {
        Set<String> out = new HashSet<>();
        for (StepRecord row : world.world().store().steps(batch.name())) {
            if (how.test(row)) {
                out.add(row.address().step());
            }
        }
        return out;
    }

    /** The server refuses the way back of one step, once. */
    private String stuck(Batch batch, String step, Action action) {
        List<String> going = model.going(batch, null, action.dependents());
        boolean free = action.discards() || going.stream().noneMatch(model.theirs::contains);
        world.refuseBack(batch, step);
        RunReport report = give(engine -> rollback(engine, batch, null, action));
        if (report.result() != Result.BROKEN || going.isEmpty() || !free) {
            return same(report, model.rollback(batch, null, action.dependents(), action.discards()));
        }
        for (Batch each : ReferenceModel.BATCHES) {
            Set<String> failed = standing(each, row -> row.state() == State.FAILED);
            Set<String> completed = completed(each);
            for (String name : model.applied(each)) {
                String key = ReferenceModel.key(each, name);
                if (model.stuck.contains(key)) {
                    continue;
                }
                if (failed.contains(name)) {
                    assertThat(going).as("%s", trace).contains(key);
                    model.stuck.add(key);
                } else if (!completed.contains(name)) {
                    assertThat(going).as("%s", trace).contains(key);
                    model.back(key);
                }
            }
        }
        assertThat(model.stuck).as("%s", trace).isNotEmpty();
        return "stuck are " + model.stuck;
    }

    private String retried(Batch batch) {
        boolean was = model.isStuck(batch);
        RunReport report = give(engine -> retry(engine, batch));
        batch.names().stream()
                .map(step -> ReferenceModel.key(batch, step))
                .filter(Set.copyOf(model.stuck)::contains)
                .forEach(model::back);
        return same(report, was ? End.DONE : End.NOTHING);
    }

    /** A person who sees that nothing of it has gone back says that it is complete. */
    private String resolved(Batch batch) {
        boolean nothingWent = model.applied(batch).equals(batch.names());
        if (!model.isStuck(batch) || !nothingWent) {
            return retried(batch);
        }
        RunReport report = give(engine -> engine.resolve(
                new Resolve(
                        new Address(batch.name(), batch.name(), ""),
                        Resolve.As.COMPLETED,
                        "nothing has gone back",
                        false,
                        () -> true),
                Duration.ZERO));
        batch.names().forEach(step -> model.stuck.remove(ReferenceModel.key(batch, step)));
        return same(report, End.DONE);
    }

    private static RunReport retry(Engine engine, Batch batch) {
        return engine.retry(new Address(batch.name(), "", ""), Duration.ZERO);
    }

    private static RunReport purge(Engine engine, @Nullable Batch batch) {
        return engine.purge(
                batch == null ? PurgeRequest.expired(false) : PurgeRequest.of(batch.name(), batch.name(), false),
                Duration.ZERO);
    }

    private String purged(@Nullable Batch batch) {
        RunReport report = give(engine -> purge(engine, batch));
        assertThat(report.result()).as("%s\n%s", trace, report).isIn(Result.DONE, Result.NOTHING_TO_DO, Result.REFUSED);
        model.purge(batch);
        return report.result() + ", " + report.detail() + " " + report.problems();
    }

    private String purgeKilled(Action action, Batch batch) {
        world.strike(action.point() / 8, Client.Fault.KILL, engine -> purge(engine, batch));
        assertThat(world.world().recover().result()).isIn(Result.DONE, Result.NOTHING_TO_DO);
        Set.copyOf(model.stuck).forEach(model::back);
        return purged(batch);
    }

    private String passed(int hours) {
        world.world().advance(Duration.ofHours(hours));
        model.hour += hours;
        return model.hour + " hours";
    }

    private String written(Batch batch) {
        String key = ReferenceModel.key(batch, "make");
        if (!model.since.containsKey(key) || model.isStuck(batch) || !model.theirs.add(key)) {
            return "there is nothing to write into";
        }
        world.world().server().run("INSERT INTO core." + key + " VALUES 99");
        return "a row in core." + key;
    }
}
