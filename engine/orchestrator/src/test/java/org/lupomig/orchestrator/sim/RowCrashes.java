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

/** What is killed of plans that change rows of tables that were there, and that do what has no way back. */
public final class RowCrashes {
    private RowCrashes() {}

    /** Those that are killed once. */
    public static List<Case> all() {
        return List.of(
                of("a run that changes rows", changing(false), world -> {}, running(changing(false)), false),
                of("the same, whose check fails", changing(true), world -> {}, running(changing(true)), true),
                of(
                        "a rollback of changed rows",
                        changing(false),
                        world -> world.run(changing(false)),
                        engine -> engine.rollback("p", "b", false, Duration.ZERO),
                        false),
                of("a run that does something for good", waiving(false), world -> {}, running(waiving(false)), false));
    }

    /** Those that are small enough to be killed twice. */
    public static List<Case> small() {
        return List.of(
                of("a run that changes rows beside a trigger", one(), world -> {}, running(one()), true),
                of(
                        "a run that does something for good, whose check fails",
                        waiving(true),
                        world -> {},
                        running(waiving(true)),
                        true));
    }

    private static Case of(
            String name, Plan plan, Consumer<World> before, Function<Engine, RunReport> command, boolean fails) {
        return new Case(name, plan, RowCrashes::written, before, command, fails);
    }

    private static Function<Engine, RunReport> running(Plan plan) {
        return engine -> engine.run(plan, RunOptions.plain());
    }

    /** Tables with rows that differ in more than their keys, one with a trigger. */
    private static World written() {
        World world = Examples.world();
        world.server().update("core.users", "name", "old");
        world.server().run("UPDATE core.users SET name = other WHERE id = 3", "CREATE TRIGGER core.g ON core.logs one");
        return world;
    }

    private static Plan changing(boolean fails) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step(
                            "a",
                            "UPDATE core.users SET name = new WHERE id = 2",
                            "DELETE FROM core.logs WHERE id = 10",
                            "ALTER TABLE core.users ADD COLUMN x",
                            "UPDATE core.users SET name = last");
                    batch.step(
                            "b",
                            "RENAME TABLE core.jobs TO core.works",
                            "CREATE TABLE core.fresh (id)",
                            "INSERT INTO core.fresh VALUES 1, 2",
                            "UPDATE core.fresh SET id = 3 WHERE id = 2",
                            "DELETE FROM core.works");
                    if (fails) {
                        batch.check(post("never", equal(number(1), 2)));
                    }
                })
                .build();
    }

    private static Plan one() {
        return PlanText.plan("p")
                .batch("b", batch -> batch.step("a", "UPDATE core.logs SET line = new WHERE id = 11")
                        .check(post("never", equal(number(1), 2))))
                .build();
    }

    private static Plan waiving(boolean fails) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step(
                            "a", step -> step.sql("CREATE TABLE core.t (id)", "FLUSH core.jobs", "DROP TABLE core.jobs")
                                    .waived());
                    if (fails) {
                        batch.check(post("never", equal(number(1), 2)));
                    }
                })
                .build();
    }
}
