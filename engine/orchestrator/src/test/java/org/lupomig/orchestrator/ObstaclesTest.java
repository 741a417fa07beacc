package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lupomig.orchestrator.sim.Checks.as;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/** What a plan would run into on the server as it is stops it in {@code validating_pre}, before anything is changed. */
class ObstaclesTest {
    private final World world = Examples.world();
    private final String before = world.server().dump();

    private static Plan plan(Consumer<BatchText> with) {
        return PlanText.plan("p").batch("b", with).build();
    }

    /** A step that could run, and behind it these. */
    private static Plan second(String... sql) {
        return plan(batch -> batch.step("first", "CREATE TABLE core.fresh (id)").step("second", sql));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE TABLE core.users (id)               | core.users exists already
                    CREATE TABLE none.t (id)                   | schema none does not exist
                    CREATE SCHEMA core                         | schema core exists already
                    DROP SCHEMA none                           | schema none does not exist
                    DROP TABLE core.none                       | core.none does not exist
                    ALTER TABLE core.none ADD COLUMN x         | core.none does not exist
                    ALTER TABLE core.users ADD COLUMN name     | column name of core.users exists already
                    ALTER TABLE core.users DROP COLUMN none    | column none of core.users does not exist
                    RENAME TABLE core.none TO core.some        | core.none does not exist
                    RENAME TABLE core.jobs TO core.users       | core.users exists already
                    CREATE TABLE core.fresh (id)               | core.fresh exists already
                    """)
    void nothingIsDoneThen(String sql, String why) {
        RunReport report = world.run(second(sql));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo(why);
            assertThat(problem.location()).isEqualTo(PlanText.HERE);
        });
        assertThat(world.sent()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.path("p.b.first", report.run())).isEqualTo(Examples.REFUSED);
        assertThat(world.unrest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void itIsSaidOnceHoweverManyAreBegunTogether(int jobs) {
        Plan plan = plan(batch -> {
            for (int i = 1; i <= 10; i++) {
                batch.step("s" + i, "CREATE TABLE core." + (i == 7 ? "users" : "t" + i) + " (id)");
            }
        });

        RunReport report = world.engine(Client.alive())
                .run(plan, new RunOptions(false, Duration.ZERO, RunOptions.IMAGE_LIMIT, jobs, () -> false));

        assertThat(report.problems()).hasSize(1);
        assertThat(world.path("p.b.s2", report.run())).isEmpty();
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aDryRunSaysItToo() {
        assertThat(world.dryRun(second("CREATE TABLE core.users (id)")).problems())
                .extracting(problem -> (Object) problem.type())
                .containsExactly(EngineMessage.ALREADY_THERE);
    }

    @Test
    void aDryRunSaysHowMuchItWouldStop() {
        Plan plan = plan(batch -> batch.rollback(RollbackClass.B)
                .step("first", "CREATE TABLE core.fresh (id)")
                .step("second", "CREATE TABLE core.users (id)")
                .step("third", step -> step.requires("second").sql("CREATE TABLE core.third (id)")));

        RunReport report = world.dryRun(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.detail())
                .isEqualTo("dry run: batch b would fail in second, and third not be run, before anything is changed"
                        + " there; its other steps would run; nothing was changed");
        assertThat(world.dryRun(second("CREATE TABLE core.users (id)")).detail())
                .isEqualTo("dry run: it would fail before anything is changed; nothing was changed");
        Plan all = plan(batch -> batch.rollback(RollbackClass.B).step("only", "CREATE TABLE core.users (id)"));
        assertThat(world.dryRun(all).detail()).contains("it would fail before anything is changed");
        Plan strong = plan(batch -> batch.rollback(RollbackClass.B)
                .step("first", "CREATE TABLE core.fresh (id)")
                .step("second", step -> step.rollback(RollbackClass.A).sql("CREATE TABLE core.users (id)")));
        assertThat(world.dryRun(strong).detail())
                .isEqualTo("dry run: batch b would fail in second, and all of it be taken back; nothing was changed");
    }

    @Test
    void whatAStepBeforeItHasTakenBackIsNotInTheWay() {
        Plan plan = plan(batch -> batch.rollback(RollbackClass.B)
                .step("first", step -> step.sql("CREATE TABLE core.fresh (id)")
                        .check(as(RollbackClass.B, post("never", equal(number(1), 2)))))
                .step("second", "CREATE TABLE core.fresh (id, other)"));

        RunReport report = world.run(plan);

        assertThat(report.problems())
                .extracting(problem -> (Object) problem.type())
                .containsExactly(EngineMessage.CHECK_FAILED);
        assertThat(world.step("p", "b", "second").status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.server().dump()).contains("core.fresh ");
    }

    @Test
    void whatADeadRunHasMadeIsNoneOfThem() {
        Plan plan = plan(batch -> batch.step("s", "CREATE TABLE core.t (id)", "CREATE TABLE core.u (id)"));
        world.server().faults().strangerBefore("CREATE TABLE core.u", () -> {
            throw new Client.Killed();
        });
        assertThatThrownBy(() -> world.run(plan)).isInstanceOf(Client.Killed.class);

        assertThat(world.dryRun(plan).problems()).isEmpty();
    }

    @Test
    void aStepThatIsRefusedChangesNothingForThoseThatGoOnWithoutIt() {
        Plan plan = plan(batch -> batch.rollback(RollbackClass.B)
                .step("move", "RENAME TABLE core.none TO core.b")
                .step("make", "CREATE TABLE core.b (id)"));

        RunReport report = world.run(plan);

        assertThat(report.problems()).hasSize(1);
        assertThat(world.server().dump()).contains("core.b ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE TABLE IF NOT EXISTS core.users (id)          | SELECT 1
                    DROP TABLE IF EXISTS core.none                      | SELECT 1
                    ALTER TABLE core.users ADD COLUMN IF NOT EXISTS name | SELECT 1
                    ALTER TABLE core.fresh ADD COLUMN x                 | ALTER TABLE core.fresh ADD COLUMN y
                    RENAME TABLE core.users TO core.people              | CREATE TABLE core.users (id)
                    DROP TABLE core.jobs                                | CREATE TABLE core.jobs (id)
                    CREATE SCHEMA s                                     | CREATE TABLE s.t (id)
                    RENAME TABLE core.jobs TO core.works                | ALTER TABLE core.works ADD COLUMN id2
                    """)
    void whatStepsBeforeItLeaveIsMinded(String sql, String then) {
        RunReport report = world.run(second(sql, then));

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
    }

    @Test
    void whatAStepWithAConditionDoesIsNotCertain() {
        Plan plan = plan(batch -> batch.step(
                        "perhaps", step -> step.when(equal(number(1), 1)).sql("RENAME TABLE core.users TO core.people"))
                .step("then", "CREATE TABLE core.users (id)"));

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
    }

    @Test
    void inAClassOfSingleStepsOnlyTheOneThatRunsIntoItStops() {
        Plan plan = plan(batch -> batch.rollback(RollbackClass.B)
                .step("first", "CREATE TABLE core.fresh (id)")
                .step("second", "CREATE TABLE core.users (id)"));

        RunReport report = world.run(plan);

        assertThat(report.problems())
                .extracting(problem -> (Object) problem.type())
                .contains(EngineMessage.ALREADY_THERE);
        assertThat(world.step("p", "b", "first").status()).isEqualTo(StepStatus.COMPLETED);
        assertThat(world.path("p.b.second", report.run())).isEqualTo(Examples.REFUSED);
        assertThat(world.sent()).containsExactly("CREATE TABLE core.fresh (id)");
    }

    @Test
    void whenItIsOutOfTheWayThePlanRuns() {
        Plan plan = second("CREATE TABLE core.extra (id)");
        world.server().run("CREATE TABLE core.extra (id)");
        assertThat(world.run(plan).result()).isEqualTo(Result.UNDONE);
        world.server().run("DROP TABLE core.extra");

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
    }
}
