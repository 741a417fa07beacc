package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** A rollback that is refused names the later batches that have changed what it would take back. */
class ChangedLaterTest {
    private static final String MOVED = "core.t has changed since the batch completed: it has another definition";
    private static final String AT = ", at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC";
    private static final Plan FIRST = PlanText.plan("p")
            .batch("early", batch -> batch.step("e", "ALTER TABLE core.users ADD COLUMN early"))
            .batch("base", batch -> batch.step("a", "CREATE SCHEMA s", "CREATE TABLE core.t (id)")
                    .step("u", "ALTER TABLE core.users ADD COLUMN base"))
            .batch("beside", batch -> batch.step("b", "ALTER TABLE core.logs ADD COLUMN beside"))
            .batch("later", batch -> batch.step("c", "ALTER TABLE core.t ADD COLUMN x"))
            .build();
    private static final Plan SECOND = PlanText.plan("q")
            .batch("far", batch -> batch.step("d", "ALTER TABLE core.t ADD COLUMN y")
                    .step("f", "CREATE TABLE s.made (id)"))
            .build();

    private static World ran(Plan... plans) {
        World world = Examples.world();
        for (Plan plan : plans) {
            assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        }
        return world;
    }

    private static Problem refused(World world) {
        RunReport report = world.rollback("p", "base");
        assertThat(report.result()).isEqualTo(Result.REFUSED);
        return report.problems().get(0);
    }

    @Test
    void theNewestFirst() {
        World world = ran(FIRST, SECOND);

        Problem problem = refused(world);

        assertThat(problem.type()).isEqualTo(EngineMessage.MOVED_ON);
        assertThat(problem.message())
                .matches(MOVED + "; it was changed by batch q\\.far" + AT + "; batch p\\.later" + AT);
        assertThat(problem.help()).startsWith("roll back q.far, then p.later first, or keep the batch");
        assertThat(world.rollback("q", "far").problems()).isEmpty();
        assertThat(refused(world).message()).matches(MOVED + "; it was changed by batch p\\.later" + AT);
        assertThat(world.rollback("p", "later").problems()).isEmpty();
        assertThat(world.rollback("p", "base").problems()).isEmpty();
    }

    @Test
    void whatIsNewInASchemaIsOfTheBatchThatMadeIt() {
        World world = ran(FIRST, SECOND);
        world.server().run("CREATE TABLE s.theirs (id)");

        assertThat(world.rollback("p", "base").problems())
                .extracting(Problem::message)
                .anyMatch(
                        message -> message.matches("schema s has changed since the batch completed: it has table made;"
                                + " it was changed by batch q\\.far" + AT))
                .contains("schema s has changed since the batch completed: it has table theirs");
    }

    @Test
    void whatCannotBeKeptAsideSaysItToo() {
        RunReport report = ran(FIRST, SECOND)
                .engine(Client.alive())
                .rollback(new RollbackRequest("p", "base", null, null, false, true, false), Duration.ZERO);

        assertThat(report.problems())
                .filteredOn(problem -> problem.type() == EngineMessage.NOT_DISCARDED)
                .allSatisfy(problem -> assertThat(problem.message()).contains("it was changed by batch q.far"));
    }

    @Test
    void neitherAnEarlierBatchNorOneThatDidSomethingElse() {
        World world = ran(FIRST);
        assertThat(world.rollback("p", "later").problems()).isEmpty();
        world.server().run("ALTER TABLE core.t ADD COLUMN theirs", "ALTER TABLE core.users ADD COLUMN theirs");

        assertThat(world.rollback("p", "base").problems())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        MOVED, "core.users has changed since the batch completed: it has another definition");
    }

    @Test
    void oneThatCannotGoBackIsNoWay() {
        World world = ran(
                FIRST,
                PlanText.plan("q")
                        .batch(
                                "far",
                                batch -> batch.step("d", "ALTER TABLE core.t ADD COLUMN y", "DROP TABLE core.jobs"))
                        .build());
        assertThat(world.engine(Client.alive())
                        .purge(PurgeRequest.of("q", "far", false), Duration.ZERO)
                        .result())
                .isEqualTo(Result.DONE);

        Problem problem = refused(world);

        assertThat(problem.message()).contains("it was changed by batch q.far, at ");
        assertThat(problem.help()).startsWith("take it back yourself first, or keep the batch");
    }
}
