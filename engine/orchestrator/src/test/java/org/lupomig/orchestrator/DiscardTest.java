package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Crash;
import org.lupomig.orchestrator.sim.Crash.Point;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.SimulatedServer;
import org.lupomig.orchestrator.sim.World;

/** A rollback that goes on over what others wrote since keeps all of that aside. */
class DiscardTest {
    private final String before = Examples.world().server().dump();

    private static Plan plan(String... statements) {
        return PlanText.plan("p")
                .batch("b", batch -> batch.step("s", statements).step("t", "CREATE TABLE core.last (id)"))
                .build();
    }

    private static World ran(Plan plan, Consumer<World> since) {
        World world = Examples.world();
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        since.accept(world);
        return world;
    }

    private static void command(Engine engine) {
        engine.rollback(new RollbackRequest("p", "b", null, null, false, true, false), Duration.ZERO);
    }

    private static RunReport rollback(World world, boolean dryRun) {
        return world.engine(Client.alive())
                .rollback(new RollbackRequest("p", "b", null, null, false, true, dryRun), Duration.ZERO);
    }

    /** Refused without the option, and with it everything is as before the batch, and theirs is in the held schema. */
    private void goesBack(Plan plan, Consumer<World> since, String... theirs) {
        World world = ran(plan, since);
        String now = world.server().dump();
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.REFUSED);
        RunReport dry = rollback(world, true);
        assertThat(dry.detail()).contains("what has moved on would be kept aside: core.");
        assertThat(world.server().dump()).isEqualTo(now);

        RunReport report = rollback(world, false);

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        String kept = world.server().dumpHeld();
        for (String each : theirs) {
            assertThat(kept).contains(each);
        }
        assertThat(world.server().held()).allSatisfy(name -> assertThat(name).startsWith("k1_"));
        assertThat(world.store().others()).anySatisfy(write -> assertThat(write).isInstanceOf(Write.Alert.class));
        assertThat(world.unrest()).isEmpty();
        killed(() -> ran(plan, since), theirs);
    }

    /** Killed anywhere, and brought to its end by whatever command comes next: the same. */
    private void killed(Supplier<World> setUp, String... theirs) {
        String now = setUp.get().server().dump();
        for (Point point : Crash.points(setUp, DiscardTest::command)) {
            World world = setUp.get();
            Crash.kill(world, point, DiscardTest::command);
            RunReport recovered = world.recover();
            assertThat(recovered.problems()).as(point.toString()).isEmpty();
            String dump = world.server().dump();
            assertThat(dump).as(point.toString()).isIn(now, before);
            if (dump.equals(before)) {
                String kept = world.server().dumpHeld();
                for (String each : theirs) {
                    assertThat(kept).as(point.toString()).contains(each);
                }
            } else {
                assertThat(rollback(world, false).result()).as(point.toString()).isEqualTo(Result.DONE);
                assertThat(world.server().dump()).as(point.toString()).isEqualTo(before);
            }
            isTold(world, point);
            assertThat(world.unrest()).as(point.toString()).isEmpty();
        }
    }

    /** A person is told of each table that was moved aside, once; of a copy that was begun another one is made. */
    private static void isTold(World world, Point point) {
        List<String> alerts = world.store().others().stream()
                .filter(Write.Alert.class::isInstance)
                .map(alert -> ((Write.Alert) alert).message())
                .toList();
        assertThat(world.server().held().stream().filter(held -> !held.contains("_c_")))
                .as(point.toString())
                .allSatisfy(held -> assertThat(alerts)
                        .filteredOn(alert -> alert.contains(SimulatedServer.HELD + "." + held))
                        .hasSize(1));
    }

    @Test
    void rowsInATableThatTheBatchMade() {
        goesBack(
                plan("CREATE TABLE core.t (id)", "INSERT INTO core.t VALUES 1"),
                world -> world.server().run("INSERT INTO core.t VALUES 99"),
                "rows [{id=1}, {id=99}]");
    }

    @Test
    void rowsInATableThatTheBatchMadeAndAltered() {
        goesBack(
                plan("CREATE TABLE core.t (id)", "ALTER TABLE core.t ADD COLUMN x"),
                world -> {
                    world.server().run("INSERT INTO core.t VALUES 99");
                    world.server().update("core.t", "x", "theirs");
                },
                "{id=99, x=theirs}");
    }

    @Test
    void anotherDefinitionOfATableThatTheBatchMade() {
        goesBack(
                plan("CREATE TABLE core.t (id)", "ALTER TABLE core.t ADD COLUMN x"),
                world -> world.server().run("ALTER TABLE core.t ADD COLUMN theirs"),
                "theirs");
    }

    @Test
    void rowsInATableThatWasEmptied() {
        goesBack(
                plan("TRUNCATE TABLE core.users"),
                world -> world.server().run("INSERT INTO core.users VALUES 77"),
                "{id=77}");
    }

    @Test
    void aTableUnderANameThatWasDropped() {
        goesBack(
                plan("DROP TABLE core.jobs"),
                world -> world.server().run("CREATE TABLE core.jobs (id, theirs)", "INSERT INTO core.jobs VALUES 5"),
                "{id=5}");
    }

    @Test
    void aTableInASchemaThatTheBatchMade() {
        World world = ran(plan("CREATE SCHEMA s"), w -> w.server()
                .run("CREATE TABLE s.theirs (id)", "INSERT INTO s.theirs VALUES 5"));
        assertThat(rollback(world, false).result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().dumpHeld()).contains("{id=5}");
    }

    @Test
    void rowsThatTheBatchChangedAndOthersChangedSince() {
        goesBack(
                plan("UPDATE core.users SET name = ours WHERE id = 1"),
                world -> world.server().run("UPDATE core.users SET name = theirs WHERE id = 1"),
                "name=theirs");
    }

    @Test
    void valuesInAColumnThatTheBatchAdded() {
        goesBack(
                plan("ALTER TABLE core.users ADD COLUMN x"),
                world -> world.server().update("core.users", "x", "theirs"),
                "x=theirs");
    }

    @Test
    void valuesInAColumnThatTheBatchAddedBesideRowsThatItChanged() {
        goesBack(
                plan("ALTER TABLE core.users ADD COLUMN x", "UPDATE core.users SET name = ours WHERE id = 1"),
                world -> world.server().run("UPDATE core.users SET x = theirs WHERE id = 2"),
                "x=theirs");
    }

    @Test
    void rowsInATableThatTheBatchMadeAlteredAndRenamed() {
        goesBack(
                plan(
                        "CREATE TABLE core.t (id)",
                        "ALTER TABLE core.t ADD COLUMN x",
                        "RENAME TABLE core.t TO core.renamed"),
                world -> {
                    world.server().run("INSERT INTO core.renamed VALUES 99");
                    world.server().update("core.renamed", "x", "theirs");
                },
                "{id=99, x=theirs}");
    }

    @Test
    void oneThatFailsIsTakenUpByRecoverAsItWasBegun() {
        World world =
                ran(plan("UPDATE core.users SET name = ours WHERE id = 1", "DROP TABLE core.jobs"), w -> w.server()
                        .run("UPDATE core.users SET name = theirs WHERE id = 1", "CREATE TABLE core.jobs (theirs)"));
        world.server().faults().refuse("put rows back", 1030, 1);

        assertThat(rollback(world, false).result()).isEqualTo(Result.BROKEN);
        assertThat(world.recover().problems()).isEmpty();

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().dumpHeld()).contains("name=theirs", "columns=[theirs]");
        assertThat(world.unrest()).isEmpty();
    }

    /**
     * Whoever wrote in the moment between: the rest of a rollback that was begun without the option goes on with it.
     */
    @Test
    void theRestOfOneThatWasBegunWithoutGoesOnWhereThatIsAllowed() {
        Address batch = new Address("p", "b", "");
        Consumer<Engine> allowed = engine -> engine.retryOverLaterWrites(batch, Duration.ZERO);
        Supplier<World> halfway = () -> {
            World world = ran(
                    plan(
                            "ALTER TABLE core.users ADD COLUMN x",
                            "UPDATE core.users SET name = ours WHERE id = 1",
                            "CREATE TABLE core.t (id)"),
                    w -> w.server().faults().refuse("put rows back", 1030, 1));
            RunReport broken = world.rollback("p", "b");
            assertThat(broken.result()).isEqualTo(Result.BROKEN);
            assertThat(broken.problems().get(0).message())
                    .contains("undone so far: step t, 1 of 3 changes of step s; not yet: the rest of step s");
            world.server()
                    .run(
                            "UPDATE core.users SET name = theirs WHERE id = 1",
                            "UPDATE core.users SET x = theirs WHERE id = 2");
            return world;
        };
        World world = halfway.get();
        String stuck = world.server().dump();
        RunReport plain = world.engine(Client.alive()).retry(batch, Duration.ZERO);
        assertThat(plain.result()).isEqualTo(Result.BROKEN);
        assertThat(plain.problems().get(0).message())
                .contains("'lupomig retry p.b --discard-later-writes' goes on over that");
        assertThat(world.server().dump()).isEqualTo(stuck);
        assertThat(world.rollback("p", "b").problems().get(0).type()).isEqualTo(EngineMessage.NEEDS_A_PERSON);

        assertThat(world.engine(Client.alive())
                        .retryOverLaterWrites(batch, Duration.ZERO)
                        .problems())
                .isEmpty();

        goneBack(world, "allowed");
        for (Point point : Crash.points(halfway, allowed)) {
            World killed = halfway.get();
            Crash.kill(killed, point, allowed);
            if (!killed.recover().problems().isEmpty()) {
                // Killed before it was written down that it may.
                assertThat(killed.server().dump()).as(point.toString()).isEqualTo(stuck);
                allowed.accept(killed.engine(Client.alive()));
            }
            goneBack(killed, point.toString());
        }
    }

    private void goneBack(World world, String when) {
        assertThat(world.server().dump()).as(when).isEqualTo(before);
        assertThat(world.server().dumpHeld()).as(when).contains("name=theirs", "x=theirs");
        assertThat(world.store().others()).as(when).anySatisfy(write -> assertThat(write)
                .isInstanceOfSatisfying(Write.Alert.class, alert -> assertThat(alert.message())
                        .contains("has allowed the way back of p.b to go on over", "core.users")));
        assertThat(world.unrest()).as(when).isEmpty();
    }

    @Test
    void whatNothingHelpsAgainstIsSaidByName() {
        World world = ran(plan("ALTER TABLE core.users ADD COLUMN x", "CREATE TABLE core.t (id)"), w -> w.server()
                .run("ALTER TABLE core.users ADD COLUMN theirs", "INSERT INTO core.t VALUES 99"));
        String now = world.server().dump();

        RunReport report = rollback(world, false);

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems())
                .extracting(problem -> problem.message())
                .isEqualTo(List.of("core.users has changed since the batch completed: it has another definition;"
                        + " --discard-later-writes does not help against that"));
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.NOT_DISCARDED);
        assertThat(world.server().dump()).isEqualTo(now);
        assertThat(world.server().held()).isEmpty();
    }
}
