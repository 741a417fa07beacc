package org.lupomig.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.FreezeRequest;
import org.lupomig.orchestrator.PurgeRequest;
import org.lupomig.orchestrator.RollbackRequest;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.DeadRun;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;
import org.lupomig.testkit.model.ReferenceModel.Mode;

/**
 * Does a sequence of actions to a simulated world and to the model, and compares the two after each. What a killed
 * process has left stays until a command comes that brings it to an end: until then nothing is said of what it touches.
 */
final class Sequence {
    private final ReferenceModel model = new ReferenceModel();
    private final ModelWorld world;
    private final List<String> trace = new ArrayList<>();
    private final Commands commands;
    private final Strikes strikes;
    private final SecondRunners runners;

    /** @param counts of what happens, by name */
    Sequence(ModelWorld world, Counts counts) {
        this.world = world;
        this.commands = new Commands(model, world, counts, trace);
        this.strikes = new Strikes(model, world, commands);
        this.runners = new SecondRunners(model, world, commands);
    }

    /** Does them all. */
    void run(List<Action> actions) {
        for (Action action : actions) {
            String before = model.toString();
            boolean wasDead = model.dead != null;
            commands.begin(action.toString());
            commands.count(action.verb().name());
            String end = act(action, ReferenceModel.BATCHES.get(action.batch()));
            world.world().server().faults().clear();
            world.befalls();
            if (wasDead && commands.hasSettled()) {
                commands.count("settled by " + action.verb());
            }
            trace.add(action + ": " + end);
            assertAsModelled(
                    String.join("\n", trace) + "\nfrom " + before + "\nto " + model + "\n", leavesHeld(action));
        }
    }

    private void assertAsModelled(String where, boolean leavesHeld) {
        DeadRun dead = model.dead;
        String dump = world.world().server().dump();
        String looks = ModelWorld.looks(model);
        if (dead != null) {
            assertThat(ModelWorld.without(dump, dead::touches))
                    .as(where)
                    .isEqualTo(ModelWorld.without(looks, dead::touches));
            return;
        }
        assertThat(world.world().unrest())
                .as(where)
                .isEqualTo(model.mode == Mode.NORMAL ? "" : "the system is " + model.mode.word());
        assertThat(dump).as(where).isEqualTo(looks);
        long besides = world.world().heldUntold().size() - model.held();
        if (leavesHeld) {
            assertThat(besides).as(where).isNotNegative();
            model.besides = besides;
        }
        assertThat(besides).as("held besides: " + where).isEqualTo(model.besides);
    }

    /** Whether tables may be held since that nobody has a way back by, or some of these may be gone. */
    private boolean leavesHeld(Action action) {
        return switch (action.verb()) {
            case PURGE_BATCH, PURGE_EXPIRED, PURGE_KILLED, RESOLVE -> true;
            default -> commands.hasSettled();
        };
    }

    private String act(Action action, Batch batch) {
        List<String> names = List.copyOf(batch.names());
        String step = names.get(action.step() % names.size());
        if (model.mode == Mode.EMERGENCY && action.isBarred()) {
            return barred(action, batch);
        }
        String one = action.step() == 0 ? null : step;
        return switch (action.verb()) {
            case RUN -> ended(batch, null);
            case RUN_FAILING -> {
                commands.arm(() -> world.refuse(batch, step));
                yield ended(batch, step);
            }
            case RUN_KILLED ->
                strikes.killed(action.point(), DeadRun.Kind.RUN, batch, Commands.running(batch), List::of);
            case RUN_OVERTAKEN -> strikes.overtaken(action.point(), batch);
            case RUN_SILENT -> strikes.silent(action, batch);
            case RUN_BESIDE_ANOTHER -> runners.another(batch, step);
            case RUN_BESIDE_SAME -> runners.same(batch, step);
            case RUN_BESIDE_COMMON -> runners.common(batch, step);
            case RESTART -> commands.restarted();
            case ROLLBACK -> rolledBack(batch, null, action);
            case ROLLBACK_STEP -> rolledBack(batch, step, action);
            case ROLLBACK_KILLED ->
                strikes.killed(
                        action.point(),
                        DeadRun.Kind.ROLLBACK,
                        batch,
                        engine -> rollback(engine, batch, one, action),
                        () -> going(batch, one, action));
            case ROLLBACK_STUCK -> stuck(batch, step, action);
            case RETRY -> retried(batch);
            case RESOLVE -> resolved(batch, action);
            case PURGE_EXPIRED -> purged(null);
            case PURGE_BATCH -> purged(batch);
            case PURGE_KILLED ->
                strikes.killed(action.point() / 8, DeadRun.Kind.PURGE, batch, engine -> purge(engine, batch), List::of);
            case FREEZE -> frozen(Mode.FROZEN);
            case EMERGENCY -> frozen(Mode.EMERGENCY);
            case THAW -> thawed();
            case HOURS_PASS -> passed(13);
            case DAYS_PASS -> passed(24 * action.days());
            case OTHERS_WRITE -> written(batch);
        };
    }

    /** What is to go back, where others have not written into it, or that does not matter. */
    private List<String> going(Batch batch, @Nullable String step, Action action) {
        List<String> going = model.going(batch, step, action.dependents());
        return action.discards() || going.stream().noneMatch(model.theirs::contains) ? going : List.of();
    }

    /** Nothing of it begins; where there is nothing to do it may say that. */
    private String barred(Action action, Batch batch) {
        RunReport report = commands.give(
                switch (action.verb()) {
                    case ROLLBACK, ROLLBACK_STEP, ROLLBACK_KILLED, ROLLBACK_STUCK ->
                        engine -> rollback(engine, batch, null, action);
                    case RETRY, RESOLVE -> engine -> retry(engine, batch);
                    case PURGE_EXPIRED, PURGE_BATCH, PURGE_KILLED -> engine -> purge(engine, batch);
                    default -> Commands.running(batch);
                });
        return commands.same(report, report.result() == Result.NOTHING_TO_DO ? End.NOTHING : End.REFUSED);
    }

    private String frozen(Mode mode) {
        boolean already = model.mode == mode || model.mode == Mode.EMERGENCY;
        RunReport report = commands.give(engine -> engine.freeze(
                new FreezeRequest(List.of("core"), "it is tried", mode == Mode.EMERGENCY), Duration.ZERO));
        if (!already) {
            model.mode = mode;
        }
        return commands.same(report, !already ? End.DONE : model.mode == mode ? End.NOTHING : End.REFUSED);
    }

    private String thawed() {
        boolean normal = model.mode == Mode.NORMAL;
        model.mode = Mode.NORMAL;
        return commands.same(commands.give(engine -> engine.thaw(Duration.ZERO)), normal ? End.NOTHING : End.DONE);
    }

    private static RunReport rollback(Engine engine, Batch batch, @Nullable String step, Action action) {
        return engine.rollback(
                new RollbackRequest(
                        batch.name(), batch.name(), step, null, action.dependents(), action.discards(), false),
                Duration.ZERO);
    }

    private String ended(Batch batch, @Nullable String failing) {
        return commands.ranTo(batch, commands.give(Commands.running(batch)), failing);
    }

    private String rolledBack(Batch batch, @Nullable String step, Action action) {
        return rolledBack(commands.give(engine -> rollback(engine, batch, step, action)), batch, step, action);
    }

    private String rolledBack(RunReport report, Batch batch, @Nullable String step, Action action) {
        return commands.same(
                report,
                commands.wentBackBefore(batch, step)
                        ? End.DONE
                        : model.rollback(batch, step, action.dependents(), action.discards()));
    }

    /** The server refuses the way back of one step, once. */
    private String stuck(Batch batch, String step, Action action) {
        commands.arm(() -> world.refuseBack(batch, step));
        RunReport report = commands.give(engine -> rollback(engine, batch, null, action));
        List<String> going = going(batch, null, action);
        if (report.result() != Result.BROKEN || going.isEmpty()) {
            return rolledBack(report, batch, null, action);
        }
        commands.count("stuck");
        for (Batch each : ReferenceModel.BATCHES) {
            Set<String> failed = commands.standing(each, row -> row.state() == State.FAILED);
            Set<String> completed = commands.completed(each);
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
        RunReport report = commands.give(engine -> retry(engine, batch));
        model.stuckOf(batch).forEach(model::back);
        return commands.same(report, was || commands.hasSettled() ? End.DONE : End.NOTHING);
    }

    /** A person who sees that nothing of it has gone back says that it is complete, or takes what is stuck back. */
    private String resolved(Batch batch, Action action) {
        if (!model.isStuck(batch)) {
            return retried(batch);
        }
        boolean completes = !action.discards() && model.applied(batch).equals(batch.names());
        List<String> stuck = model.stuckOf(batch);
        if (!completes) {
            stuck.forEach(world::takeBackByHand);
        }
        Resolve.As as = completes ? Resolve.As.COMPLETED : Resolve.As.ROLLED_BACK;
        RunReport report = commands.give(engine -> engine.resolve(
                new Resolve(new Address(batch.name(), batch.name(), ""), as, "seen by a person", false, () -> true),
                Duration.ZERO));
        model.resolved(stuck, completes);
        commands.count("resolved as " + as.words());
        return commands.same(report, End.DONE);
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
        RunReport report = commands.give(engine -> purge(engine, batch));
        assertThat(report.result()).as("%s\n%s", trace, report).isIn(Result.DONE, Result.NOTHING_TO_DO, Result.REFUSED);
        model.purge(batch);
        return report.result() + ", " + report.detail() + " " + report.problems();
    }

    private String passed(int hours) {
        world.world().advance(Duration.ofHours(hours));
        model.hour += hours;
        return model.hour + " hours";
    }

    private String written(Batch batch) {
        String key = ReferenceModel.key(batch, "make");
        DeadRun dead = model.dead != null && model.dead.touches(batch) ? model.dead : null;
        boolean made = model.since.containsKey(key);
        boolean dying = dead != null && !made && !dead.written() && dead.kind() == DeadRun.Kind.RUN;
        if (dead != null && dying && world.isThere(key)) {
            if (!commands.answered(dead.id(), batch, "make")) {
                // Whose a table with rows is nobody can say where the answer was not heard: a person is asked.
                commands.count("not written into what may be anybody's");
                return "there is nothing to write into for certain";
            }
            model.dead = dead.writtenInto();
            commands.count("written into what a dead run made");
        } else if (!made
                || model.isStuck(batch)
                || (dead != null && dead.going().contains(key))
                || !model.theirs.add(key)) {
            return "there is nothing to write into";
        }
        world.world().server().run("INSERT INTO core." + key + " VALUES 99");
        return "a row in core." + key;
    }
}
