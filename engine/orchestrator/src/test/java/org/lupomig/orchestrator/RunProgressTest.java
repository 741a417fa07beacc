package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** How far a run is said to be, and how long the rest is said to take. */
class RunProgressTest {
    private static final Plan PLAN = PlanText.plan("p")
            .batch("b", batch -> batch.step("quick", "CREATE SCHEMA s")
                    .step("slow", "CREATE TABLE s.a (id)", "CREATE TABLE s.b (id)")
                    .step("last", "CREATE TABLE s.c (id)"))
            .build();

    private final World world = Examples.world();

    /** What each statement takes, in seconds. */
    private void run(int first, int second, int third, int fourth) {
        takes("CREATE SCHEMA s", first);
        takes("CREATE TABLE s.a (id)", second);
        takes("CREATE TABLE s.b (id)", third);
        takes("CREATE TABLE s.c (id)", fourth);
        assertThat(world.run(PLAN).result()).isEqualTo(RunReport.Result.DONE);
    }

    private void takes(String sql, int seconds) {
        world.server().faults().strangerBefore(sql, () -> world.advance(Duration.ofSeconds(seconds)));
    }

    private List<String> written() {
        return world.store().others().stream()
                .filter(Write.Progress.class::isInstance)
                .map(Write.Progress.class::cast)
                .map(now -> now.phase() + " " + now.stepsDone() + "/" + now.stepsTotal() + " " + now.percent() / 100
                        + "% " + now.secondsLeft())
                .toList();
    }

    @Test
    void withoutAnythingMeasuredStatementsCount() {
        run(10, 10, 10, 10);
        assertThat(written())
                .containsExactly(
                        "preparing 0/3 0% null",
                        "migrating 0/3 0% null",
                        "migrating 0/3 25% 31",
                        "preparing 1/3 25% 31",
                        "migrating 1/3 25% 31",
                        "migrating 1/3 50% 21",
                        "migrating 1/3 75% 11",
                        "preparing 2/3 75% 11",
                        "migrating 2/3 75% 11",
                        "migrating 2/3 99% 0",
                        "completing 3/3 100% 0",
                        "completed 3/3 100% 0");
    }

    @Test
    void aWayBackSaysHowFarItIsWhileItGoesOn() {
        run(0, 0, 0, 0);
        int before = written().size();
        takes("DROP TABLE s.b", 10);
        takes("DROP TABLE s.a", 10);

        world.rollback("p", "b");

        assertThat(written().subList(before, written().size()))
                .containsExactly(
                        "rolling_back 0/3 0% null",
                        "rolling_back 1/3 50% 11", "rolling_back 1/3 75% 7", "rolled_back 3/3 100% null");
    }

    @Test
    void whatAStepTookTheLastTimeCounts() {
        run(1, 30, 30, 39);
        world.rollback("p", "b");
        int before = written().size();

        run(1, 30, 30, 39);

        List<String> again = written().subList(before, written().size());
        assertThat(again.get(0)).isEqualTo("preparing 0/3 0% 101");
        assertThat(again)
                .anyMatch(line -> line.startsWith("migrating 1/3 30% ") || line.startsWith("migrating 1/3 31% "));
    }

    @Test
    void listenersAreTold() {
        run(10, 10, 10, 10);
        assertThat(world.events().stream()
                        .filter(RunEvent.Progressed.class::isInstance)
                        .map(event -> ((RunEvent.Progressed) event).percent() / 100))
                .startsWith(25, 50, 75);
    }

    @Test
    void aRunThatTakesNoTimeWritesNoMoreThanItsPhases() {
        run(0, 0, 0, 0);
        assertThat(written()).hasSize(8);
    }
}
