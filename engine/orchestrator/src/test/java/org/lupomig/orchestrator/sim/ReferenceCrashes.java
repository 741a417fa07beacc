package org.lupomig.orchestrator.sim;

import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.sim.CrashPlans.Case;
import org.lupomig.orchestrator.sim.PlanText.BatchText;

/**
 * What is killed of plans that make tables without foreign key checks: after those that refer to them, and in circles.
 */
public final class ReferenceCrashes {
    private static final String CHILD = "CREATE TABLE core.child (id, FK up REFERENCES core.parent)";
    private static final String PARENT = "CREATE TABLE core.parent (id)";

    private ReferenceCrashes() {}

    /** All of them are small enough to be killed twice. */
    public static List<Case> small() {
        return List.of(
                failing("a child before its parent", plan(true, ReferenceCrashes::family)),
                failing("a child in the step before its parent's", plan(true, ReferenceCrashes::steps)),
                failing("tables that refer to each other", plan(true, ReferenceCrashes::circle)),
                failing("rows that refer to nothing", plan(false, ReferenceCrashes::lost)),
                running("rows that refer to what comes after them", plan(false, ReferenceCrashes::steps)),
                rollingBack("a rollback of a child before its parent", plan(false, ReferenceCrashes::family)),
                rollingBack(
                        "a rollback of a child in the step before its parent's", plan(false, ReferenceCrashes::steps)),
                rollingBack("a rollback of tables that refer to each other", plan(false, ReferenceCrashes::circle)));
    }

    private static void family(BatchText batch) {
        batch.step("both", CHILD, PARENT, "INSERT INTO core.parent VALUES 1", "INSERT INTO core.child VALUES 1");
    }

    private static void steps(BatchText batch) {
        batch.step("child", CHILD, "INSERT INTO core.child VALUES 1");
        batch.step("parent", step -> step.requires("child").sql(PARENT, "INSERT INTO core.parent VALUES 1"));
    }

    private static void circle(BatchText batch) {
        batch.step(
                "circle",
                CHILD,
                "CREATE TABLE core.parent (id, FK down REFERENCES core.child)",
                "INSERT INTO core.parent VALUES 1",
                "INSERT INTO core.child VALUES 1");
        batch.step(
                "corner",
                "CREATE TABLE core.a (id, FK fa REFERENCES core.b)",
                "CREATE TABLE core.b (id, FK fb REFERENCES core.c)",
                "CREATE TABLE core.c (id, FK fc REFERENCES core.a, FK fs REFERENCES core.c)");
    }

    /** No check of the plan's own finds it. */
    private static void lost(BatchText batch) {
        batch.step("child", CHILD, "INSERT INTO core.child VALUES 1, 2");
        batch.step("parent", step -> step.requires("child").sql(PARENT, "INSERT INTO core.parent VALUES 1"));
    }

    private static Plan plan(boolean fails, Consumer<BatchText> steps) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    steps.accept(batch);
                    if (fails) {
                        batch.check(post("never", equal(number(1), 2)));
                    }
                })
                .build();
    }

    private static Case failing(String name, Plan plan) {
        return running(name, plan, true);
    }

    private static Case running(String name, Plan plan) {
        return running(name, plan, false);
    }

    private static Case running(String name, Plan plan, boolean fails) {
        return new Case(
                name,
                plan,
                ReferenceCrashes::unchecked,
                world -> {},
                engine -> engine.run(plan, RunOptions.plain()),
                fails);
    }

    private static Case rollingBack(String name, Plan plan) {
        return new Case(
                name,
                plan,
                ReferenceCrashes::unchecked,
                world -> world.run(plan),
                engine -> engine.rollback("p", "b", false, Duration.ZERO),
                false);
    }

    /** A server whose sessions check no foreign keys. */
    private static World unchecked() {
        World world = Examples.world();
        world.server().checkNoReferences();
        return world;
    }
}
