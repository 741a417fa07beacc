package org.lupomig.orchestrator;

import java.util.List;
import java.util.function.Consumer;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.StepText;
import org.lupomig.orchestrator.sim.World;

/** Plans that load a dump without foreign key checks, of which a table comes before the one that its rows refer to. */
final class DumpLoads {
    static final String CHILD = "CREATE TABLE core.child (id, FK up REFERENCES core.parent)";
    static final String PARENT = "CREATE TABLE core.parent (id)";

    static World unchecked() {
        World world = Examples.world();
        world.server().checkNoReferences();
        return world;
    }

    static Plan plan(RollbackClass rollbackClass, Consumer<BatchText> more) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.rollback(rollbackClass).step("child", CHILD, "INSERT INTO core.child VALUES 1, 2");
                    more.accept(batch);
                })
                .build();
    }

    /** With a parent for as many of the two rows. */
    static Plan loads(RollbackClass rollbackClass, int parents) {
        return plan(rollbackClass, batch -> batch.step("parent", step -> parent(step, parents))
                .step("more", "ALTER TABLE core.users ADD COLUMN x"));
    }

    static StepText parent(StepText step, int parents) {
        return step.requires("child").sql(PARENT, "INSERT INTO core.parent VALUES " + (parents == 1 ? "1" : "1, 2"));
    }

    static List<String> checks(World world) {
        return world.store().others().stream()
                .filter(Write.Validated.class::isInstance)
                .map(Write.Validated.class::cast)
                .map(made -> made.target().step() + " " + made.outcome())
                .toList();
    }

    private DumpLoads() {}
}
