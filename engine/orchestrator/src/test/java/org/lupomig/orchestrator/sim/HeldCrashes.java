package org.lupomig.orchestrator.sim;

import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.sim.CrashPlans.Case;

/** What is killed of plans that set aside tables with triggers, and fill tables from queries. */
public final class HeldCrashes {
    private HeldCrashes() {}

    /** Those that are killed once. */
    public static List<Case> all() {
        return List.of(
                of("a run that sets aside what has triggers", watching(false), world -> {}, running(false), false),
                of("the same, whose check fails", watching(true), world -> {}, running(true), true),
                of(
                        "a rollback of what had triggers",
                        watching(false),
                        world -> world.run(watching(false)),
                        engine -> engine.rollback("p", "b", false, Duration.ZERO),
                        false));
    }

    /** Those that are small enough to be killed twice. */
    public static List<Case> small() {
        return List.of(of(
                "a run that empties what has triggers, and fills a table",
                filling(),
                world -> {},
                engine -> engine.run(filling(), RunOptions.plain()),
                true));
    }

    private static Case of(
            String name, Plan plan, Consumer<World> before, Function<Engine, RunReport> command, boolean fails) {
        return new Case(name, plan, HeldCrashes::watched, before, command, fails);
    }

    private static Function<Engine, RunReport> running(boolean fails) {
        return engine -> engine.run(watching(fails), RunOptions.plain());
    }

    /** Tables with triggers, and a view. */
    private static World watched() {
        World world = Examples.world();
        world.server()
                .run(
                        "DROP TABLE core.jobs",
                        "CREATE TRIGGER core.g ON core.users one",
                        "CREATE TRIGGER core.h ON core.logs two",
                        "CREATE VIEW core.v core.logs");
        return world;
    }

    private static Plan watching(boolean fails) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step("a", "TRUNCATE TABLE core.users", "CREATE OR REPLACE TABLE core.users SELECT 1");
                    batch.step("b", "CREATE TABLE core.fresh SELECT 1, 2", "DROP SCHEMA core");
                    if (fails) {
                        batch.check(post("never", equal(number(1), 2)));
                    }
                })
                .build();
    }

    private static Plan filling() {
        return PlanText.plan("p")
                .batch("b", batch -> batch.step("a", "TRUNCATE TABLE core.users", "CREATE TABLE core.fresh SELECT 1")
                        .check(post("never", equal(number(1), 2))))
                .build();
    }
}
