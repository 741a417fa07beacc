package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Each failure point has its class and its alert; those of epochs happen. */
class FailurePointTest {
    private final World world = Examples.world();

    private static PlanText plan(String name, long from, long to) {
        return PlanText.plan(name).epoch(from, to);
    }

    private static Plan one(String name, long from, long to) {
        return plan(name, from, to)
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA " + name))
                .build();
    }

    private static Plan two(long from, long to, String second) {
        return plan("p", from, to)
                .batch("b", batch -> batch.rollback(RollbackClass.B)
                        .step("s", "CREATE SCHEMA s")
                        .step("t", second))
                .build();
    }

    private List<Write.Alert> alerts() {
        return world.store().others().stream()
                .filter(Write.Alert.class::isInstance)
                .map(Write.Alert.class::cast)
                .toList();
    }

    private void refused(RunReport report, FailurePoint point, String title) {
        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.type())
                .isEqualTo(point.message()));
        assertThat(alerts().get(alerts().size() - 1)).satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(point.level());
            assertThat(alert.title()).isEqualTo(title);
            assertThat(alert.message())
                    .isEqualTo(report.problems().get(0).message() + " (class " + point.rollbackClass() + ")");
        });
        assertThat(world.store().runs(1).get(0).status()).isEqualTo(RunStatus.FAILED);
        assertThat(world.unrest()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MIXED_EPOCHS, A, CRITICAL, LM5160",
        "TIMESTAMP_REGRESSION, A, CRITICAL, LM5006",
        "HEADER_FAILURE, D, WARNING, LM5161",
        "AUTHORITY_UNRESOLVED, C, ERROR, LM5162",
        "ORPHANS, C, ERROR, LM5163"
    })
    void hasItsClass(FailurePoint point, RollbackClass rollbackClass, Write.Alert.Level level, String code) {
        assertThat(point.rollbackClass()).isEqualTo(rollbackClass);
        assertThat(point.level()).isEqualTo(level);
        assertThat(point.message().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void raisesOneAlert(FailurePoint point) {
        Problem problem = Problem.of(point.message(), "a", "b", "c");
        Problem other = Problem.of(EngineMessage.STOPPED, "on request");

        assertThat(FailurePoint.alerts(List.of(problem, other), 1))
                .singleElement()
                .satisfies(write -> {
                    assertThat(((Write.Alert) write).level()).isEqualTo(point.level());
                    assertThat(((Write.Alert) write).message()).startsWith(problem.message());
                });
    }

    @Test
    void timestampRegression() {
        world.run(one("p", 10, 20));

        refused(world.run(one("q", 15, 30)), FailurePoint.TIMESTAMP_REGRESSION, "timestamp regression");

        world.rollback("p", "b");
        assertThat(world.run(one("q", 15, 30)).result()).isEqualTo(Result.DONE);
    }

    @Test
    void timestampRegressionWithinOnePlan() {
        world.run(one("p", 10, 20));
        Plan longer = plan("p", 5, 15)
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA p"))
                .batch("c", batch -> batch.step("t", "CREATE SCHEMA t"))
                .build();

        refused(world.run(longer), FailurePoint.TIMESTAMP_REGRESSION, "timestamp regression");
    }

    @Test
    void anEpochMayGoOn() {
        world.run(one("p", 10, 20));
        Plan longer = plan("p", 20, 30)
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA p"))
                .batch("c", batch -> batch.step("t", "CREATE SCHEMA t"))
                .build();

        assertThat(world.run(longer).result()).isEqualTo(Result.DONE);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void mixedEpochs() {
        assertThat(world.run(two(10, 20, "CREATE TABLE core.broken (id, id)")).result())
                .isEqualTo(Result.UNDONE);
        String before = world.server().dump();

        refused(world.run(two(20, 30, "CREATE SCHEMA t")), FailurePoint.MIXED_EPOCHS, "mixed epochs");

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.run(two(10, 20, "CREATE SCHEMA t")).result()).isEqualTo(Result.DONE);
    }

    @Test
    void aRollbackGivesTheEpochBack() {
        world.run(two(10, 20, "CREATE TABLE core.broken (id, id)"));
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);

        assertThat(world.run(two(5, 8, "CREATE SCHEMA t")).result()).isEqualTo(Result.DONE);
    }
}
