package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.PlanText;

/** Tables that look alike and change places are told apart when they go back. */
class LookAlikeTablesTest extends FailingBatch {
    private void twoAlike() {
        world.server()
                .run(
                        "CREATE TABLE core.blue (id)",
                        "INSERT INTO core.blue VALUES 1",
                        "CREATE TABLE core.green (id)",
                        "INSERT INTO core.green VALUES 2");
    }

    @Test
    void tablesThatLookAlikeGoBackToTheirPlaces() {
        twoAlike();
        String now = world.server().dump();

        undone(failing("RENAME TABLE core.blue TO core.t, core.green TO core.blue, core.t TO core.green"));

        assertThat(world.server().dump()).isEqualTo(now);
    }

    /** The way back of an ALTER builds its table anew, so that ids do not tell any more where it was. */
    @Test
    void tablesThatLookAlikeGoBackThoughTheyHaveOtherIds() {
        twoAlike();
        String now = world.server().dump();

        undone(failing(
                "RENAME TABLE core.blue TO core.t, core.green TO core.blue, core.t TO core.green",
                "ALTER TABLE core.blue ADD COLUMN x",
                "ALTER TABLE core.green ADD COLUMN x"));

        assertThat(world.server().dump()).isEqualTo(now);
    }

    /** Somebody may have moved them since the batch was committed. */
    @Test
    void tablesThatLookAlikeAreNotMovedWhereIdsDoNotTellAndOthersMayHave() {
        twoAlike();
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step(
                                "s",
                                "RENAME TABLE core.blue TO core.t, core.green TO core.blue, core.t TO core.green",
                                "ALTER TABLE core.blue ADD COLUMN x",
                                "ALTER TABLE core.green ADD COLUMN x"))
                .build();
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);

        RunReport report = world.engine(Client.alive()).rollback("p", "b", false, Duration.ZERO);

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().toString()).contains("their ids on the server do not tell any more");
    }

    @Test
    void tablesThatLookAlikeGoBackThoughAScriptLeavesThem() {
        twoAlike();
        String now = world.server().dump();

        undone(failing(batch -> batch.step(
                "s", step -> step.sql("RENAME TABLE core.blue TO core.t, core.green TO core.blue, core.t TO core.green")
                        .undo("SELECT 1"))));

        assertThat(world.server().dump()).isEqualTo(now);
    }

    @Test
    void aScriptThatDiedDoesNotMoveTablesThatLookAlikeTwice() {
        twoAlike();
        String now = world.server().dump();
        world.server().faults().loseAfter("RENAME TABLE core.green TO core.u");

        world.run(failing(batch -> batch.step(
                "s", step -> step.sql("RENAME TABLE core.blue TO core.t, core.green TO core.blue, core.t TO core.green")
                        .undo("RENAME TABLE core.green TO core.u, core.blue TO core.green, core.u TO core.blue"))));
        assertThat(world.recover().result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump()).isEqualTo(now);
    }

    @Test
    void tablesThatLookAlikeAreNotMovedTwice() {
        twoAlike();
        String now = world.server().dump();
        world.server().faults().loseAfter("RENAME TABLE core.green TO core.t");

        world.run(failing("RENAME TABLE core.blue TO core.t, core.green TO core.blue, core.t TO core.green"));
        assertThat(world.recover().result()).isEqualTo(Result.DONE);

        assertThat(world.server().dump()).isEqualTo(now);
    }

    @Test
    void tablesThatLookAlikeGoBackWithTheForeignKeysToOneOfThem() {
        twoAlike();
        world.server().run("CREATE TABLE core.kid (id, FK f REFERENCES core.blue)");
        String now = world.server().dump();

        undone(failing("RENAME TABLE core.blue TO core.t, core.green TO core.blue, core.t TO core.green"));

        assertThat(world.server().dump()).isEqualTo(now);
    }

    @Test
    void tablesThatLookAlikeGoBackWithTheirForeignKeysThoughTheAnswerWasLost() {
        twoAlike();
        world.server().run("CREATE TABLE core.kid (id, FK f REFERENCES core.blue)");
        String now = world.server().dump();
        world.server().faults().loseAfter("RENAME TABLE core.blue TO core.t");

        world.run(failing("RENAME TABLE core.blue TO core.t, core.green TO core.blue, core.t TO core.green"));
        world.recover();

        assertThat(world.server().dump()).isEqualTo(now);
    }

    @Test
    void tablesThatCannotBeToldApartDoNotChangePlaces() {
        twoAlike();
        world.server().hideTableIds();
        String now = world.server().dump();

        RunReport report =
                undone(failing("RENAME TABLE core.blue TO core.t, core.green TO core.blue, core.t TO core.green"));

        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.PLACES_UNTOLD);
        assertThat(report.problems().get(0).message())
                .endsWith(" changes the places of tables that look the same, and the server does not show the ids that"
                        + " tell them apart");
        assertThat(world.sent()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(now);
    }
}
