package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Statements that are texts first: read when they are prepared, judged before they are sent. */
class LateTest {
    private final World world = Examples.world();

    @Test
    void isDoneAndUndoneAsTheStatementThatItIs() {
        world.server().knows("q", "ALTER TABLE core.users ADD COLUMN x");
        String before = world.server().dump();
        RunReport report = world.run(plan("PREPARE p FROM q", "EXECUTE p", "ALTER TABLE core.nothing ADD COLUMN y"));
        assertThat(report.result()).isEqualTo(RunReport.Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void isRefusedBeforeItIsSent() {
        world.server().knows("made", "CREATE TABLE core.t (id)").knows("q", "GRANT ALL");
        String before = world.server().dump();
        RunReport report = world.run(plan("PREPARE p FROM made", "EXECUTE p", "PREPARE p FROM q", "EXECUTE p"));
        assertThat(report.problems().get(0).message())
                .contains("this version does not run GRANT, the text of EXECUTE: it has no way back");
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void needsAText() {
        RunReport report = world.run(plan("PREPARE p FROM nowhere"));
        assertThat(report.problems().get(0).message()).contains("nowhere is NULL, and no statement");
    }

    @Test
    void needsAName() {
        RunReport report = world.run(plan("EXECUTE p"));
        assertThat(report.problems().get(0).message()).isEqualTo("nothing is prepared as p");
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.NOT_PREPARED);
    }

    @Test
    void touchesNoRecordsOfTheEngine() {
        world.server().knows("q", "ALTER TABLE lupomig_orchestration.x ADD COLUMN x");
        RunReport report = world.run(plan("PREPARE p FROM q", "EXECUTE p"));
        assertThat(report.problems().get(0).message()).contains("in which Lupomig keeps its own records");
    }

    private static Plan plan(String... sql) {
        return PlanText.plan("p").batch("b", batch -> batch.step("s", sql)).build();
    }
}
