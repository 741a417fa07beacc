package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/** A batch with an undo of its own, and what becomes of it. */
abstract class ScriptedBatch {
    static final String[] SCRIPT = {
        "RENAME TABLE core.works TO core.jobs",
        "ALTER TABLE core.users DROP COLUMN x",
        "DROP TABLE core.fresh",
        "DROP SCHEMA s"
    };
    /** The third statement of it is refused, whatever is there. */
    static final String[] REFUSED = {
        "DROP TABLE core.fresh", "RENAME TABLE core.works TO core.jobs", "ALTER TABLE core.users DROP COLUMN name"
    };
    /** Where the server refuses the third statement it breaks off when it has taken back parts of several steps. */
    static final String[] BREAKS_OFF = {
        "DROP TABLE core.fresh",
        "RENAME TABLE core.works TO core.jobs",
        "ALTER TABLE core.users DROP COLUMN x",
        "DROP SCHEMA s"
    };

    final World world = Examples.world();
    final String before = world.server().dump();

    static void steps(BatchText batch) {
        batch.step("make", "CREATE SCHEMA s", "CREATE TABLE core.new (id)")
                .step("name", "RENAME TABLE core.new TO core.fresh")
                .step("shape", "ALTER TABLE core.fresh ADD COLUMN y", "ALTER TABLE core.users ADD COLUMN x")
                .step("move", step -> step.sql("RENAME TABLE core.jobs TO core.works")
                        .undo("RENAME TABLE core.works TO core.jobs"));
    }

    static Plan plan(RollbackClass rollbackClass, String... script) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    steps(batch.rollback(rollbackClass));
                    batch.undo(script);
                })
                .build();
    }

    List<String> rolledBack(Plan plan) {
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
        int sent = world.sent().size();

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
        for (String step : List.of("make", "name", "shape", "move")) {
            assertThat(world.step("p", "b", step).status()).isEqualTo(StepStatus.ROLLED_BACK);
            assertThat(world.path("p.b." + step, report.run())).isEqualTo("idle rolling_back idle");
        }
        return world.sent().subList(sent, world.sent().size());
    }

    List<String> notes() {
        return world.events().stream()
                .map(event -> event instanceof RunEvent.Note note
                        ? note.message()
                        : event instanceof RunEvent.ScriptStopped script ? script.message() : "")
                .filter(message -> !message.isEmpty())
                .toList();
    }

    /** Rolls back what stops on its way; what a person is told. */
    String stuck(Plan plan) {
        RunReport report = world.run(plan);
        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        return stuck(world.rollback("p", "b"));
    }

    String stuck(RunReport report) {
        assertThat(report.result()).as("%s", report).isEqualTo(Result.BROKEN);
        assertThat(notes()).isEmpty();
        assertThat(world.unrest()).isEmpty();
        assertThat(world.store().batches("p").get(0).status()).isEqualTo(StepStatus.FAILED);
        return report.problems().get(0).message();
    }

    RunReport retry(World of) {
        return of.engine(Client.alive()).retry(new Address("p", "b", ""), Duration.ZERO);
    }

    void retried() {
        RunReport report = retry(world);
        assertThat(report.result()).as("%s", report).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
        assertThat(world.store().steps("p")).allMatch(step -> step.status() == StepStatus.ROLLED_BACK);
    }

    static Plan replacing(String... script) {
        return PlanText.plan("p")
                .batch("b", batch -> batch.step(
                                "swap",
                                "RENAME TABLE core.users TO core.was",
                                "CREATE TABLE core.users (id, name, KEY by_name)")
                        .step("more", "ALTER TABLE core.logs ADD COLUMN z")
                        .undo(script))
                .build();
    }
}
