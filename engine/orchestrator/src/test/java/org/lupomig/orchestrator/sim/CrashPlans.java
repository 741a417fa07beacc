package org.lupomig.orchestrator.sim;

import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.sim.PlanText.BatchText;

/** What is killed: plans small enough to be killed everywhere, twice. */
public final class CrashPlans {
    private CrashPlans() {}

    /**
     * A command that is killed.
     *
     * @param untouchedWorld makes a world in which nothing of the plan has run
     * @param before what happens before the command is given
     * @param fails whether the plan does not run to its end
     */
    public record Case(
            String name,
            Plan plan,
            Supplier<World> untouchedWorld,
            Consumer<World> before,
            Function<Engine, RunReport> command,
            boolean fails) {
        /** A world in which nothing of the plan has run. */
        public World untouched() {
            return untouchedWorld.get();
        }

        /** The world in which the command is given. */
        public World world() {
            World world = untouched();
            before.accept(world);
            return world;
        }

        /** Gives the command. */
        public RunReport give(Engine engine) {
            return command.apply(engine);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case running(String name, Plan plan, boolean fails) {
        return new Case(
                name, plan, Examples::world, world -> {}, engine -> engine.run(plan, RunOptions.plain()), fails);
    }

    private static Case rollingBack(String name, Plan plan) {
        return new Case(
                name,
                plan,
                Examples::world,
                world -> world.run(plan),
                engine -> engine.rollback(plan.name(), plan.batches().get(0).name(), false, Duration.ZERO),
                false);
    }

    private static Case recovering(String name, Plan plan, Consumer<World> brokenBy) {
        return new Case(
                name,
                plan,
                Examples::world,
                brokenBy.andThen(world -> world.run(plan)),
                engine -> engine.recover(Duration.ZERO),
                false);
    }

    /** The same for an account that may not lock tables. */
    private static Case lockless(Case example) {
        return new Case(
                example.name() + ", without locks",
                example.plan(),
                () -> {
                    World world = example.untouched();
                    world.forbidden().add("LOCK TABLES");
                    return world;
                },
                example.before(),
                example.command(),
                example.fails());
    }

    /** All of them. */
    public static List<Case> all() {
        Plan everything = Examples.everyKind().build();
        return Stream.concat(
                        Stream.of(
                                running("a run of every kind of statement", everything, false),
                                running("a run of two batches, the second refused", refused(), true),
                                rollingBack("a rollback of every kind of statement", everything),
                                lockless(rollingBack("a rollback of every kind of statement", everything)),
                                new Case(
                                        "a rollback of what two runs applied",
                                        plan(CrashPlans::more),
                                        Examples::world,
                                        world -> {
                                            world.run(scripted(false));
                                            world.run(plan(CrashPlans::more));
                                        },
                                        engine -> engine.rollback("p", "b", false, Duration.ZERO),
                                        false)),
                        small().stream())
                .toList();
    }

    /** Those that are small enough to be killed twice, everywhere. */
    public static List<Case> small() {
        return List.of(
                inShop(
                        "a run that changes what is no table",
                        world -> {},
                        engine -> engine.run(objects(true), RunOptions.plain()),
                        true),
                inShop(
                        "a rollback of what is no table",
                        world -> world.run(objects(false)),
                        engine -> engine.rollback("p", "b", false, Duration.ZERO),
                        false),
                running("a run whose check fails", miscounted(), true),
                lockless(running("a run whose check fails", miscounted(), true)),
                texts("a run of texts", false),
                texts("a run of texts, whose check fails", true),
                running("a run that undoes by a script", scripted(true), true),
                setAside(
                        "a run that sets tables aside",
                        dropping(false),
                        false,
                        plan -> engine -> engine.run(plan, RunOptions.plain())),
                setAside(
                        "a run that sets tables aside, whose check fails",
                        dropping(true),
                        true,
                        plan -> engine -> engine.run(plan, RunOptions.plain())),
                new Case(
                        "a run that is tried again",
                        patient(),
                        Examples::world,
                        world -> world.others(true, new Target.OtherSession(7, "shop@10.0.0.7"))
                                .server()
                                .faults()
                                .refuse("ADD COLUMN x", 1637, 1),
                        engine -> engine.run(patient(), RunOptions.plain()),
                        false),
                rollingBack("a rollback by a script", scripted(false)),
                new Case(
                        "a rollback of what was set aside",
                        dropping(false),
                        CrashPlans::family,
                        world -> world.run(dropping(false)),
                        engine -> engine.rollback("p", "b", false, Duration.ZERO),
                        false),
                recovering("a recovery of an undo that failed", scripted(false), world -> world.server()
                        .faults()
                        .refuse("ALTER TABLE s.a ADD COLUMN x", 1114, 1)
                        .refuse("ALTER TABLE core.users DROP COLUMN x", 1030, 1)),
                recovering("a recovery of records that were refused", scripted(false), world -> world.storeFaults()
                        .refuse(Write.Tracked.class::isInstance, 1)));
    }

    private static Case setAside(
            String name, Plan plan, boolean fails, Function<Plan, Function<Engine, RunReport>> command) {
        return new Case(name, plan, CrashPlans::family, world -> {}, command.apply(plan), fails);
    }

    /** A table with a foreign key to another. */
    private static World family() {
        World world = Examples.world();
        world.server()
                .run("CREATE TABLE core.kids (id, FK kid REFERENCES core.users)", "INSERT INTO core.kids VALUES 1");
        return world;
    }

    private static Plan dropping(boolean fails) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step(
                            "drop",
                            "TRUNCATE TABLE core.kids",
                            "DROP TABLE IF EXISTS core.nothing, core.users, core.kids",
                            "CREATE TABLE core.users (id)",
                            "INSERT INTO core.users VALUES 9",
                            "ALTER TABLE core.users ADD COLUMN x");
                    batch.step(
                            "again",
                            "RENAME TABLE core.users TO core.people",
                            "DROP TABLE core.people, core.jobs",
                            "CREATE OR REPLACE TABLE core.logs (id)",
                            "INSERT INTO core.logs VALUES 1",
                            "DROP SCHEMA core");
                    if (fails) {
                        batch.check(post("never", equal(number(1), 2)));
                    }
                })
                .build();
    }

    private static Case texts(String name, boolean fails) {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step(
                            "texts",
                            "PREPARE one FROM made",
                            "EXECUTE one",
                            "PREPARE one FROM filled",
                            "EXECUTE one",
                            "PREPARE two FROM altered",
                            "EXECUTE two",
                            "PREPARE one FROM asked",
                            "EXECUTE one");
                    if (fails) {
                        batch.check(post("never", equal(number(1), 2)));
                    }
                })
                .build();
        return new Case(
                name,
                plan,
                () -> {
                    World world = Examples.world();
                    world.server()
                            .knows("made", "CREATE TABLE core.t (id)")
                            .knows("filled", "INSERT INTO core.t VALUES 1")
                            .knows("altered", "ALTER TABLE core.users ADD COLUMN x")
                            .knows("asked", "SELECT 1");
                    return world;
                },
                world -> {},
                engine -> engine.run(plan, RunOptions.plain()),
                fails);
    }

    private static Plan miscounted() {
        return PlanText.plan("p")
                .batch("b", batch -> batch.freeze("core")
                        .step(
                                "make",
                                "CREATE SCHEMA s",
                                "CREATE TABLE s.a (id)",
                                "INSERT INTO s.a VALUES 1, 2",
                                "ALTER TABLE s.a ADD COLUMN x",
                                "INSERT INTO s.a VALUES 3")
                        .step(
                                "move",
                                "RENAME TABLE s.a TO s.b, core.jobs TO s.a",
                                "ALTER TABLE s.b ADD COLUMN y",
                                "ALTER TABLE s.a ADD COLUMN z")
                        .check(post("never", equal(number(1), 2))))
                .build();
    }

    private static Case inShop(
            String name, Consumer<World> before, Function<Engine, RunReport> command, boolean fails) {
        return new Case(
                name,
                objects(fails),
                () -> {
                    World world = Examples.world();
                    world.server()
                            .run(
                                    "CREATE VIEW core.v core.jobs",
                                    "CREATE VIEW core.w core.logs",
                                    "CREATE TRIGGER core.g ON core.logs old");
                    return world;
                },
                before,
                command,
                fails);
    }

    private static Plan objects(boolean fails) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step(
                            "one",
                            "CREATE TRIGGER core.h ON core.users new",
                            "ALTER TABLE core.users ADD COLUMN x",
                            "RENAME TABLE core.jobs TO core.works",
                            "CREATE VIEW core.u core.works");
                    batch.step(
                            "two",
                            "CREATE OR REPLACE VIEW core.v core.works",
                            "CREATE OR REPLACE TRIGGER core.g ON core.logs new",
                            "DROP VIEW core.w, core.u",
                            "DROP TRIGGER core.g",
                            "ALTER TABLE core.logs ADD COLUMN y");
                    if (fails) {
                        batch.check(post("never", equal(number(1), 2)));
                    }
                })
                .build();
    }

    private static Plan patient() {
        return PlanText.plan("p")
                .batch("b", batch -> batch.freeze("core").step("s", step -> step.retry(1)
                        .sql(
                                "CREATE TABLE IF NOT EXISTS core.logs (id)",
                                "ALTER TABLE core.users ADD COLUMN x",
                                "CREATE TABLE core.t (id)")))
                .build();
    }

    private static Plan refused() {
        return PlanText.plan("p")
                .batch("one", batch -> batch.step("a", "CREATE TABLE core.a (id)", "INSERT INTO core.a VALUES 1"))
                .batch("two", batch -> batch.step("b", "CREATE TABLE core.b (id, FK f REFERENCES core.users)")
                        .step("c", "ALTER TABLE core.a ADD COLUMN c", "RENAME TABLE core.a TO nowhere.a"))
                .build();
    }

    private static Plan scripted(boolean fails) {
        return plan(batch -> {
            if (fails) {
                batch.check(post("never", equal(number(1), 2)));
            }
        });
    }

    private static void more(BatchText batch) {
        batch.step(
                "more",
                "ALTER TABLE s.jobs ADD COLUMN more",
                "RENAME TABLE s.jobs TO s.works",
                "CREATE TABLE s.b (id)",
                "INSERT INTO s.b VALUES 1");
    }

    private static Plan plan(Consumer<BatchText> with) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step("make", step -> step.sql(
                                    "CREATE SCHEMA s", "CREATE TABLE s.a (id)", "INSERT INTO s.a VALUES 1, 2")
                            .undo("DROP TABLE s.a", "DROP SCHEMA s"));
                    batch.step("change", step -> step.sql(
                                    "ALTER TABLE core.users ADD COLUMN x, ADD INDEX by_x",
                                    "ALTER TABLE s.a ADD COLUMN x",
                                    "RENAME TABLE core.jobs TO s.jobs")
                            .undo(
                                    "RENAME TABLE s.jobs TO core.jobs",
                                    "ALTER TABLE s.a DROP COLUMN x",
                                    "ALTER TABLE core.users DROP COLUMN x, DROP INDEX by_x"));
                    with.accept(batch);
                })
                .build();
    }
}
