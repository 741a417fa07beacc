package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/**
 * A step that ties a foreign key to a table of an earlier one, or renames what one refers to, changes how that table
 * looks: that is the batch's own doing, also where each step passes a commit point of its own.
 */
class TiedTablesTest {
    private final World world = Examples.world();
    private final String before = world.server().dump();

    private static Plan plan(RollbackClass rollbackClass, boolean renames) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.rollback(rollbackClass)
                            .step("parent", "CREATE TABLE core.parent (id)")
                            .step("child", step -> step.requires("parent")
                                    .sql("CREATE TABLE core.child (id, FK up REFERENCES core.parent)"));
                    if (renames) {
                        batch.step(
                                "renamed", step -> step.requires("child").sql("RENAME TABLE core.parent TO core.real"));
                    }
                })
                .build();
    }

    private void comesBack(Plan plan) {
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);

        RunReport report = world.rollback("p", "b");

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.unrest()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RollbackClass.class)
    void aTableThatALaterStepRefersToGoesBack(RollbackClass rollbackClass) {
        comesBack(plan(rollbackClass, false));
    }

    @ParameterizedTest
    @EnumSource(RollbackClass.class)
    void soDoesOneThatRefersToWhatALaterStepRenames(RollbackClass rollbackClass) {
        comesBack(plan(rollbackClass, true));
    }

    @Test
    void whatOthersTieToItIsTheirs() {
        world.run(plan(RollbackClass.B, false));
        world.server().run("CREATE TABLE core.theirs (id, FK theirs REFERENCES core.parent)");

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.REFUSED);
    }
}
