package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.rows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/**
 * Any sequence of runs, kills, rollbacks, recoveries, and changes by others, over a few plans: the world is always what
 * a model says that knows only which batches hold.
 */
class RandomActionsTest {
    private static final int ACTIONS = 40;

    /** The plans; a batch of the second needs the first, and the third never ends well. */
    private static final List<Plan> PLANS = List.of(
            PlanText.plan("a")
                    .batch("one", batch -> batch.freeze("core")
                            .step("s", "CREATE SCHEMA s", "CREATE TABLE s.t (id)", "INSERT INTO s.t VALUES 1")
                            .step("u", step -> step.sql("ALTER TABLE s.t ADD COLUMN x", "INSERT INTO s.t VALUES 2")
                                    .undo("ALTER TABLE s.t DROP COLUMN x")))
                    .batch("two", batch -> batch.requires("one").step("m", "RENAME TABLE core.jobs TO s.jobs"))
                    .build(),
            PlanText.plan("b")
                    .batch(
                            "three",
                            batch -> batch.step("r", step -> step.requires("a.two.m")
                                    .sql("ALTER TABLE s.jobs ADD COLUMN y, ADD INDEX by_y")))
                    .build(),
            PlanText.plan("c")
                    .batch("four", batch -> batch.step("w", "CREATE TABLE core.w (id)", "INSERT INTO core.w VALUES 5")
                            .step("v", "ALTER TABLE core.logs ADD COLUMN z")
                            .check(post("an impossible count", equal(rows("core.w"), 7))))
                    .build());

    private final World world = new World();
    private final TreeSet<String> holding = new TreeSet<>();
    private final TreeSet<String> strangers = new TreeSet<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leaveTheWorldAsTheModelSays(long seed) {
        world.server()
                .run(
                        "CREATE SCHEMA core",
                        "CREATE TABLE core.jobs (id)",
                        "INSERT INTO core.jobs VALUES 20",
                        "CREATE TABLE core.logs (id)",
                        "INSERT INTO core.logs VALUES 30");
        Random random = new Random(seed);
        List<String> done = new ArrayList<>();
        for (int i = 0; i < ACTIONS; i++) {
            done.add(act(random));
            List<String> last = done.subList(Math.max(0, done.size() - 6), done.size());
            assertThat(world.server().dump()).as("%s", last).isEqualTo(modelled());
            assertThat(world.unrest()).as("%s", last).isEmpty();
            assertThat(world.server().held()).as("%s", last).isEmpty();
        }
    }

    private String act(Random random) {
        Plan plan = PLANS.get(random.nextInt(PLANS.size()));
        return switch (random.nextInt(6)) {
            case 0, 1 -> run(plan);
            case 2 -> killed("run " + plan.name(), random, engine -> engine.run(plan, RunOptions.plain()));
            case 3 -> rollback(plan, random);
            case 4 ->
                killed(
                        "rollback " + plan.name(),
                        random,
                        engine -> engine.rollback(plan.name(), batch(plan, random), false, Duration.ZERO));
            default -> stranger(random);
        };
    }

    private static String batch(Plan plan, Random random) {
        return plan.batches().get(random.nextInt(plan.batches().size())).name();
    }

    private String run(Plan plan) {
        RunReport report = world.run(plan);
        boolean can = plan.name().equals("a") || (plan.name().equals("b") && holding.contains("two"));
        boolean had = plan.batches().stream().allMatch(batch -> holding.contains(batch.name()));
        // The second plan is finished where it holds, though what it rests on could not be taken from under it.
        assertThat(report.result())
                .as("run %s with %s", plan.name(), holding)
                .isEqualTo(had ? Result.NOTHING_TO_DO : can ? Result.DONE : Result.UNDONE);
        if (can) {
            plan.batches().forEach(batch -> holding.add(batch.name()));
        }
        return "run " + plan.name() + " " + report.result();
    }

    private String rollback(Plan plan, Random random) {
        String batch = batch(plan, random);
        RunReport report = world.rollback(plan.name(), batch);
        boolean free = !(batch.equals("one") && holding.contains("two"))
                && !(batch.equals("two") && holding.contains("three"))
                && !(batch.equals("one") && strangers.contains("s"));
        assertThat(report.result())
                .as("rollback %s with %s", batch, holding)
                .isEqualTo(holding.contains(batch) && free ? Result.DONE : Result.REFUSED);
        if (report.result() == Result.DONE) {
            holding.remove(batch);
        }
        return "rollback " + batch + " " + report.result();
    }

    /** Kills it somewhere, perhaps kills the recovery too, and lets the next command bring it to an end. */
    private String killed(String name, Random random, Consumer<Engine> command) {
        String where =
                kill(random, command) + (random.nextInt(3) == 0 ? kill(random, e -> e.recover(Duration.ZERO)) : "");
        RunReport report = world.recover();
        assertThat(report.result())
                .as("%s %s: %s", name, where, report.problems())
                .isIn(Result.DONE, Result.NOTHING_TO_DO);
        holding.clear();
        for (String plan : world.store().plans()) {
            for (BatchRecord batch : world.store().batches(plan)) {
                if (batch.status() == StepStatus.COMPLETED) {
                    holding.add(batch.batch());
                }
            }
        }
        return name + " " + where;
    }

    private String kill(Random random, Consumer<Engine> command) {
        Client.Moment[] moments = Client.Moment.values();
        Crash.Point point = new Crash.Point(random.nextInt(120), moments[random.nextInt(moments.length)], "random");
        try {
            Crash.kill(world, point, command);
        } catch (AssertionError e) {
            return "not killed";
        }
        return point.toString();
    }

    /** Somebody else makes a table, or drops one that he made. */
    private String stranger(Random random) {
        String schema = random.nextBoolean() && holding.contains("one") ? "s" : "core";
        if (strangers.remove(schema)) {
            world.server().run("DROP TABLE " + schema + ".theirs");
            return "a stranger drops " + schema + ".theirs";
        }
        world.server().run("CREATE TABLE " + schema + ".theirs (n)");
        strangers.add(schema);
        return "a stranger makes " + schema + ".theirs";
    }

    /** The world, made by hand from what holds. */
    private String modelled() {
        World model = new World();
        boolean two = holding.contains("two");
        String jobs = two ? "s.jobs" : "core.jobs";
        model.server().run("CREATE SCHEMA core", "CREATE TABLE core.logs (id)", "INSERT INTO core.logs VALUES 30");
        if (holding.contains("one")) {
            model.server().run("CREATE SCHEMA s", "CREATE TABLE s.t (id, x)", "INSERT INTO s.t VALUES 1, 2");
        }
        model.server()
                .run(
                        "CREATE TABLE " + jobs + (holding.contains("three") ? " (id, y, KEY by_y)" : " (id)"),
                        "INSERT INTO " + jobs + " VALUES 20");
        strangers.forEach(schema -> model.server().run("CREATE TABLE " + schema + ".theirs (n)"));
        return model.server().dump();
    }
}
