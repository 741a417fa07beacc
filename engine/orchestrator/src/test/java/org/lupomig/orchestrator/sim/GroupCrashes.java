package org.lupomig.orchestrator.sim;

import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.port.Turns;
import org.lupomig.orchestrator.sim.CrashPlans.Case;
import org.lupomig.orchestrator.sim.PlanText.BatchText;

/** What is killed of plans whose steps are walked as a group: as many as make one. */
public final class GroupCrashes {
    private static final int STEPS = 8;

    private GroupCrashes() {}

    /** Those that are killed once. */
    public static List<Case> all() {
        return Stream.concat(one().stream(), two().stream()).toList();
    }

    /** Of one group. */
    public static List<Case> one() {
        return List.of(
                of("a group of tables", tables(false), world -> {}, running(tables(false)), false),
                of("the same, whose check fails", tables(true), world -> {}, running(tables(true)), true),
                new Case(
                        "a group that fails in the middle",
                        tables(false),
                        () -> refusing(4, Examples.world()),
                        world -> {},
                        running(tables(false)),
                        true),
                of("a group that fills its tables", filled(false), world -> {}, running(filled(false)), false),
                of("the same, whose check fails", filled(true), world -> {}, running(filled(true)), true),
                waiting("a group of which one waits for a lock", filled(false), "ALTER TABLE core.t3", false),
                waiting("the same, whose check fails", tables(true), "CREATE TABLE core.t3", true),
                back("a rollback of a group", inserted(), world -> {}),
                back("the same, of which one waits for a lock", inserted(), world -> world.server()
                        .faults()
                        .lockWait("DROP TABLE core.t5", 2)),
                back("a rollback of steps that are taken back one by one", filled(false), world -> {}));
    }

    /** Of two groups that take turns: each has several times the points of one, and each point costs more. */
    public static List<Case> two() {
        return List.of(
                beside("two groups, the second one looked at first", SteadyTurns.before(), besides(false), false),
                beside("two groups, statements sent behind the look", SteadyTurns.behind(), besides(false), false),
                beside("the same, whose check fails", SteadyTurns.behind(), besides(true), true),
                besideRefused("two groups, of which the first fails", SteadyTurns.before(), 4),
                besideRefused("the same, found out behind the look", SteadyTurns.behind(), 4),
                besideRefused("two groups, of which the second fails", SteadyTurns.behind(), 12),
                locked("two groups, of which the first waits for a lock", "ALTER TABLE core.t3"),
                locked("two groups, of which the second waits for a lock", "CREATE TABLE core.t11"),
                backBeside("a rollback of two groups", SteadyTurns.before(), world -> {}),
                backBeside("the same, with statements sent behind the look", SteadyTurns.behind(), world -> {}),
                backBeside("the same, of which one waits for a lock", SteadyTurns.behind(), world -> world.server()
                        .faults()
                        .lockWait("DROP TABLE core.t13", 2)));
    }

    private static Case waiting(String name, Plan plan, String statement, boolean fails) {
        return of(name, plan, world -> world.server().faults().lockWait(statement, 2), running(plan), fails);
    }

    private static Case beside(String name, Turns turns, Plan plan, boolean fails) {
        return new Case(name, plan, () -> taking(turns), world -> {}, running(plan), fails);
    }

    private static Case besideRefused(String name, Turns turns, int number) {
        Plan plan = besides(false);
        return new Case(name, plan, () -> refusing(number, taking(turns)), world -> {}, running(plan), true);
    }

    private static Case locked(String name, String statement) {
        Plan plan = besides(false);
        return new Case(
                name,
                plan,
                () -> taking(SteadyTurns.behind()),
                world -> world.server().faults().lockWait(statement, 2),
                running(plan),
                false);
    }

    private static World taking(Turns turns) {
        World world = Examples.world();
        world.takesTurnsBy(turns);
        return world;
    }

    /** Two groups, of which the second waits for nothing of the first. */
    public static Plan besides(boolean fails) {
        return besides(fails, (number, step) -> {});
    }

    /** The same, of which each step says more. */
    public static Plan besides(boolean fails, BiConsumer<Integer, StepText> more) {
        return plan(
                2 * STEPS,
                fails,
                (batch, number) -> batch.step("s" + number, step -> {
                    String table = "core.t" + number;
                    more.accept(number, step);
                    if (number > STEPS) {
                        step.in("core");
                    }
                    step.sql("CREATE TABLE " + table + " (id)");
                    if (number % 3 == 0) {
                        step.sql("ALTER TABLE " + table + " ADD COLUMN a", "INSERT INTO " + table + " VALUES 1, 2");
                    }
                }));
    }

    private static Case back(String name, Plan plan, Consumer<World> before) {
        Consumer<World> ran = world -> world.run(plan);
        return of(name, plan, ran.andThen(before), engine -> engine.rollback("p", "b", false, Duration.ZERO), false);
    }

    private static Case backBeside(String name, Turns turns, Consumer<World> before) {
        Plan plan = twoToTakeBack();
        Consumer<World> ran = world -> world.run(plan);
        return new Case(
                name,
                plan,
                () -> taking(turns),
                ran.andThen(before),
                engine -> engine.rollback("p", "b", false, Duration.ZERO),
                false);
    }

    /** Two groups that are taken back together each. */
    public static Plan twoToTakeBack() {
        return plan(
                2 * STEPS,
                false,
                (batch, number) -> batch.step("s" + number, step -> {
                    if (number > STEPS) {
                        step.in("core");
                    }
                    step.sql("CREATE TABLE core.t" + number + " (id)");
                    if (number % 4 == 0) {
                        step.sql("INSERT INTO core.t" + number + " VALUES 1, 2");
                    }
                }));
    }

    private static Case of(
            String name, Plan plan, Consumer<World> before, Function<Engine, RunReport> command, boolean fails) {
        return new Case(name, plan, Examples::world, before, command, fails);
    }

    private static Function<Engine, RunReport> running(Plan plan) {
        return engine -> engine.run(plan, RunOptions.plain());
    }

    /** Steps that make a table each. */
    public static Plan tables(boolean fails) {
        return plan(fails, GroupCrashes::table);
    }

    private static void table(BatchText batch, int number) {
        batch.step("s" + number, "CREATE TABLE core.t" + number + " (id)");
    }

    private static Plan filled(boolean fails) {
        return plan(
                fails,
                (batch, number) -> batch.step(
                        "s" + number,
                        "CREATE TABLE core.t" + number + " (id)",
                        "ALTER TABLE core.t" + number + " ADD COLUMN a",
                        "INSERT INTO core.t" + number + " VALUES 1, 2"));
    }

    private static Plan inserted() {
        return plan(
                false,
                (batch, number) -> batch.step(
                        "s" + number,
                        "CREATE TABLE core.t" + number + " (id)",
                        "INSERT INTO core.t" + number + " VALUES 1, 2"));
    }

    /** A world in which the server never makes that table. */
    private static World refusing(int number, World world) {
        world.server().faults().refuse("CREATE TABLE core.t" + number + " (", 1005, 1_000);
        return world;
    }

    private interface Steps {
        void add(BatchText batch, int number);
    }

    private static Plan plan(boolean fails, Steps steps) {
        return plan(STEPS, fails, steps);
    }

    private static Plan plan(int last, boolean fails, Steps steps) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    for (int number = 1; number <= last; number++) {
                        steps.add(batch, number);
                    }
                    if (fails) {
                        batch.check(post("never", equal(number(1), 2)));
                    }
                })
                .build();
    }
}
