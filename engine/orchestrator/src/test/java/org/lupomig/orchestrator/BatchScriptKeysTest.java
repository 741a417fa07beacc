package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.PlanText;

/** An author's undo of a whole batch is held against the foreign keys that were there before it. */
class BatchScriptKeysTest extends ScriptedBatch {
    @Test
    void aForeignKeyThatItLeavesIsSeen() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("one", "ALTER TABLE core.users ADD COLUMN x")
                        .step("two", "ALTER TABLE core.logs ADD FK f REFERENCES core.jobs")
                        .undo("ALTER TABLE core.users DROP COLUMN x"))
                .build();

        assertThat(stuck(plan)).contains("did not lead back: foreign key f of core.logs was not there and is now;");

        world.server().run("ALTER TABLE core.logs DROP FK f");
        retried();
    }

    @Test
    void aForeignKeyThatItDoesNotBringBackIsSeen() {
        world.server().run("ALTER TABLE core.logs ADD FK f REFERENCES core.jobs");
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("one", "ALTER TABLE core.users ADD COLUMN x")
                        .step("two", "ALTER TABLE core.logs DROP FK f")
                        .undo("ALTER TABLE core.users DROP COLUMN x"))
                .build();

        assertThat(stuck(plan)).contains("foreign key f of core.logs was there and is not now");
    }

    @Test
    void aForeignKeyThatTheBatchHadMadeBeforeItLookedIsNoDifference() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step(
                                "one",
                                "ALTER TABLE core.logs ADD FK f REFERENCES core.jobs",
                                "RENAME TABLE core.logs TO core.lines")
                        .step("two", "ALTER TABLE core.jobs ADD COLUMN x")
                        .undo(
                                "ALTER TABLE core.jobs DROP COLUMN x",
                                "RENAME TABLE core.lines TO core.logs",
                                "ALTER TABLE core.logs DROP FK f"))
                .build();
        world.run(plan);

        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(notes()).isEmpty();
    }

    @Test
    void whatATableRefersToIsKnownByTheNameThatItHad() {
        world.server().run("ALTER TABLE core.logs ADD FK f REFERENCES core.jobs");
        String with = world.server().dump();
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("one", "RENAME TABLE core.jobs TO core.works")
                        .step("two", "ALTER TABLE core.logs ADD COLUMN x")
                        .undo("ALTER TABLE core.logs DROP COLUMN x", "RENAME TABLE core.works TO core.jobs"))
                .build();
        world.run(plan);

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(with);
        assertThat(notes()).isEmpty();
    }
}
