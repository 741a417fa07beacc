package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What an account lacks to keep aside what others wrote is said before anything is touched. */
class DiscardPrivilegesTest {
    private static final Address BATCH = new Address("p", "b", "");

    private static World ran(String batch, String since) {
        World world = Examples.world();
        assertThat(world.run(PlanText.plan("p")
                                .batch("b", step -> step.step("s", batch.split("; ")))
                                .build())
                        .result())
                .isEqualTo(Result.DONE);
        if (!since.isEmpty()) {
            world.server().run(since.split("; "));
        }
        return world;
    }

    private static RunReport rollback(Engine engine) {
        return engine.rollback(new RollbackRequest("p", "b", null, null, false, true, false), Duration.ZERO);
    }

    private static RunReport rollback(World world) {
        return rollback(world.engine(Client.alive()));
    }

    private static RunReport retry(World world) {
        return world.engine(Client.alive()).retryOverLaterWrites(BATCH, Duration.ZERO);
    }

    private static void refused(RunReport report, String what) {
        assertThat(report.result()).as(report.detail()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).extracting(Problem::arguments).containsExactly(List.of(what));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE core.users ADD COLUMN x | UPDATE core.users SET x = theirs WHERE id = 1 | a copy under a lock of core.users
                    UPDATE core.users SET name = ours WHERE id = 1 | UPDATE core.users SET name = theirs WHERE id = 1 | a copy of core.users
                    DROP TABLE core.jobs | CREATE TABLE core.jobs (theirs) | a move of core.jobs
                    """)
    void aRollbackThatLacksItIsNotBegun(String batch, String since, String lacks) {
        World world = ran(batch, since);
        String now = world.server().dump();
        long runs = world.store().runs(100).size();
        world.forbidden().add(lacks);

        refused(rollback(world), lacks);

        assertThat(world.server().dump()).isEqualTo(now);
        assertThat(world.server().held()).noneMatch(name -> name.startsWith("k"));
        assertThat(world.store().runs(100)).hasSize((int) runs);
        world.forbidden().clear();
        assertThat(rollback(world).result()).isEqualTo(Result.DONE);
    }

    /** Nothing that is kept aside: others wrote nothing, or into a table that is kept as it is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE core.users ADD COLUMN x                           | ''
                    UPDATE core.users SET name = ours WHERE id = 1                | ''
                    CREATE TABLE core.t (id); INSERT INTO core.t VALUES 1         | INSERT INTO core.t VALUES 99
                    CREATE TABLE core.t (id); ALTER TABLE core.t ADD COLUMN x     | INSERT INTO core.t VALUES 99
                    """)
    void oneThatKeepsNothingIsNotAsked(String batch, String since) {
        World world = ran(batch, since);
        for (String table : new String[] {"core.users", "core.t"}) {
            world.forbidden().add("a copy of " + table);
            world.forbidden().add("a copy under a lock of " + table);
            world.forbidden().add("a move of " + table);
        }

        RunReport report = rollback(world);

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
    }

    /** Rows that were changed are copied without a lock. */
    @Test
    void noMoreIsAskedThanIsDone() {
        World world = ran(
                "UPDATE core.users SET name = ours WHERE id = 1", "UPDATE core.users SET name = theirs WHERE id = 1");
        world.forbidden().add("a copy under a lock of core.users");

        assertThat(rollback(world).result()).isEqualTo(Result.DONE);
    }

    @Test
    void aRetryThatLacksItIsNotBegun() {
        World world = ran("ALTER TABLE core.users ADD COLUMN x; UPDATE core.users SET name = ours WHERE id = 1", "");
        world.server().faults().refuse("put rows back", 1030, 1);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.BROKEN);
        world.server().run("UPDATE core.users SET x = theirs WHERE id = 2");
        String now = world.server().dump();
        String alerts = world.store().others().toString();
        world.forbidden().add("a copy under a lock of core.users");

        RunReport report = retry(world);

        refused(report, "a copy under a lock of core.users");
        assertThat(report.detail()).isEqualTo("nothing was tried again");
        assertThat(world.server().dump()).isEqualTo(now);
        assertThat(world.store().others().toString()).isEqualTo(alerts);
        world.forbidden().clear();
        assertThat(retry(world).result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(Examples.world().server().dump());
        assertThat(world.server().dumpHeld()).contains("x=theirs");
    }
}
