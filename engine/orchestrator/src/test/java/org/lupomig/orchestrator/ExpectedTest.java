package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** After every statement the server is looked at, and a run ends where it does not show what the statement says. */
class ExpectedTest {
    private final World world = Examples.world();

    private void stops(String sql, String stranger, String message) {
        world.server().faults().strangerAfter(sql, () -> world.server().run(stranger));

        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", sql, "CREATE SCHEMA never"))
                .build());

        assertThat(report.result()).isNotEqualTo(Result.DONE);
        Problem first = report.problems().get(0);
        assertThat(first.type()).isEqualTo(EngineMessage.NOT_AS_EXPECTED);
        assertThat(first.message()).isEqualTo(message);
        assertThat(world.sent()).doesNotContain("CREATE SCHEMA never");
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void aSchemaThatIsGone() {
        stops(
                "CREATE SCHEMA s",
                "DROP SCHEMA s",
                "after create schema s the server does not show what it should: schema s is not there");
    }

    @Test
    void aTableThatIsGone() {
        stops(
                "CREATE TABLE core.t (id)",
                "DROP TABLE core.t",
                "after create table core.t the server does not show what it should: core.t is not there");
    }

    @Test
    void anAlteredTableThatIsGone() {
        stops(
                "ALTER TABLE core.jobs ADD COLUMN x",
                "DROP TABLE core.jobs",
                "after alter table core.jobs the server does not show what it should: core.jobs is not there");
    }

    @Test
    void anOldNameThatIsTakenAgain() {
        stops(
                "RENAME TABLE core.jobs TO core.works",
                "CREATE TABLE core.jobs (id)",
                "after rename core.jobs to core.works the server does not show what it should: core.jobs is not"
                        + " what it should be");
    }
}
