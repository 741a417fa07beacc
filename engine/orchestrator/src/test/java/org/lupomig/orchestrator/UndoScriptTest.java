package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.sim.PlanText;

/** An author's undo: when it is taken, what it may take away, and that it is helped out where it does not lead back. */
class UndoScriptTest extends FailingBatch {
    @Test
    void theAuthorsWayIsTakenForAStepThatRanWhole() {
        undone(failing(batch -> batch.step("s", step -> step.sql("CREATE SCHEMA s", "CREATE TABLE s.a (id)")
                .undo("SELECT 1", "DROP TABLE IF EXISTS s.never", "DROP TABLE s.a", "DROP SCHEMA s"))));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.sent()).last().isEqualTo("DROP SCHEMA s");
        assertThat(world.events()).noneMatch(RunEvent.ScriptStopped.class::isInstance);
    }

    @Test
    void anAuthorsWayBackFromAForeignKeyIsTaken() {
        undone(failing(batch -> batch.step("s", step -> step.sql(
                        "CREATE TABLE core.child (id, FK f REFERENCES core.users)",
                        "ALTER TABLE core.users ADD COLUMN x")
                .undo("ALTER TABLE core.users DROP COLUMN x", "DROP TABLE core.child"))));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.events()).noneMatch(RunEvent.ScriptStopped.class::isInstance);
    }

    @Test
    void aStepThatBrokeOffIsTakenBackByWhatIsDerived() {
        world.server().faults().refuse("CREATE TABLE core.t", 1005, 1);
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step(
                                "s", step -> step.sql("ALTER TABLE core.users ADD COLUMN x", "CREATE TABLE core.t (id)")
                                        .undo("ALTER TABLE core.users DROP COLUMN y")))
                .build();

        undone(plan);

        assertThat(world.sent())
                .containsExactly(
                        "ALTER TABLE core.users ADD COLUMN x",
                        "CREATE TABLE core.t (id)",
                        "ALTER TABLE core.users DROP COLUMN x");
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aScriptThatDoesNotLeadBackIsHelpedOut() {
        undone(failing(batch -> batch.step(
                "s", step -> step.sql("ALTER TABLE core.users ADD COLUMN x", "RENAME TABLE core.jobs TO core.works")
                        .undo("RENAME TABLE core.works TO core.jobs", "ALTER TABLE core.users DROP COLUMN y"))));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.events()).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(RunEvent.ScriptStopped.class, script -> assertThat(script.message())
                        .contains("the undo script of p.b.s stopped")
                        .contains("y of core.users was not added by this step")));
    }

    @Test
    void aForeignKeyThatAScriptLeavesIsSeen() {
        RunReport report = world.run(failing(batch -> batch.step("s", step -> step.sql(
                        "ALTER TABLE core.users ADD COLUMN x", "ALTER TABLE core.logs ADD FK f REFERENCES core.jobs")
                .undo("ALTER TABLE core.users DROP COLUMN x"))));

        assertThat(report.result()).as("%s", report).isEqualTo(Result.BROKEN);
        assertThat(world.events()).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(RunEvent.ScriptStopped.class, script -> assertThat(script.message())
                        .contains("did not lead back: foreign key f of core.logs was not there and is now")));
    }

    @Test
    void aScriptFollowsTheTablesThatItRenames() {
        undone(failing(batch -> batch.step("s", step -> step.sql(
                        "CREATE TABLE core.t (id)", "INSERT INTO core.t VALUES 1", "RENAME TABLE core.t TO core.u")
                .undo("RENAME TABLE core.u TO core.t", "DROP TABLE core.t"))));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void aScriptDropsTheTableThatALaterStepHadRenamedAndFilled() {
        undone(failing(batch -> batch.step(
                        "s", step -> step.sql("CREATE TABLE core.t (id)").undo("DROP TABLE core.t"))
                .step(
                        "u",
                        "INSERT INTO core.t VALUES 1",
                        "RENAME TABLE core.t TO core.u",
                        "ALTER TABLE core.u ADD COLUMN c",
                        "INSERT INTO core.u VALUES 2")));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void aScriptThatDropsWhatItsBatchDidNotMakeIsStopped() {
        undone(failing(batch -> batch.step(
                "s", step -> step.sql("ALTER TABLE core.users ADD COLUMN x").undo("DROP TABLE core.jobs"))));

        assertThat(world.server().held()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aScriptDoesNotRenameATableThatItsStepOnlyAltered() {
        undone(failing(batch -> batch.step("s", step -> step.sql("ALTER TABLE core.users ADD COLUMN x")
                .undo("RENAME TABLE core.users TO core.gone"))));

        assertThat(world.sent()).noneMatch(sql -> sql.startsWith("RENAME"));
        stopped("core.users is not a table that this step created or renamed");
    }

    @Test
    void aScriptDoesNotRenameWhatBearsTheOldNameOfATableNow() {
        undone(failing(batch -> batch.step("s", step -> step.sql("RENAME TABLE core.jobs TO core.works")
                        .undo("RENAME TABLE core.jobs TO core.works"))
                .step("t", "CREATE TABLE core.jobs (id)")));

        stopped("core.jobs is not a table that this step created or renamed");
    }

    @Test
    void aScriptDoesNotGiveATableANameThatItNeverHad() {
        undone(failing(batch -> batch.step("s", step -> step.sql("RENAME TABLE core.jobs TO core.works")
                .undo("RENAME TABLE core.works TO core.elsewhere"))));

        stopped("core.works was never called core.elsewhere in this step");
    }

    @Test
    void aScriptSwapsNamesBackThroughAThird() {
        undone(failing(batch -> batch.step(
                "s", step -> step.sql("RENAME TABLE core.jobs TO core.t, core.logs TO core.jobs, core.t TO core.logs")
                        .undo("RENAME TABLE IF EXISTS core.none TO core.more, core.logs TO core.u,"
                                + " core.jobs TO core.logs, core.u TO core.jobs"))));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.events()).noneMatch(RunEvent.ScriptStopped.class::isInstance);
    }

    @Test
    void aScriptLeavesATableThatWasThereBefore() {
        undone(failing(batch -> batch.step("s", step -> step.sql("CREATE TABLE IF NOT EXISTS core.jobs (id)")
                .undo("DROP TABLE IF EXISTS core.jobs"))));

        assertThat(world.server().held()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aScriptLeavesAColumnThatWasThereBefore() {
        undone(failing(batch -> batch.step("s", step -> step.sql("ALTER TABLE core.users ADD COLUMN IF NOT EXISTS name")
                .undo("ALTER TABLE core.users DROP COLUMN name"))));

        assertThat(world.sent()).noneMatch(sql -> sql.contains("DROP COLUMN"));
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aScriptLeavesAColumnWhoseNameOnlyAKeyOfItsStepHas() {
        undone(failing(batch -> batch.step("s", step -> step.sql("ALTER TABLE core.users ADD INDEX name (name)")
                .undo("ALTER TABLE core.users DROP COLUMN name"))));

        assertThat(world.sent()).noneMatch(sql -> sql.contains("DROP COLUMN"));
        stopped("name of core.users was not added by this step");
    }

    @Test
    void aScriptDropsTheKeysThatTheServerNamed() {
        world.server().run("ALTER TABLE core.users ADD INDEX id");
        String now = world.server().dump();

        undone(failing(batch -> batch.step("s", step -> step.sql("ALTER TABLE core.users ADD INDEX (id)")
                .undo("ALTER TABLE core.users DROP INDEX id_2"))));

        assertThat(world.server().dump()).isEqualTo(now);
        assertThat(world.events()).noneMatch(RunEvent.ScriptStopped.class::isInstance);
    }

    @Test
    void aScriptDoesNotDropAKeyThatIsOnlyCalledLikeOneThatTheServerNamed() {
        world.server().run("ALTER TABLE core.users ADD INDEX id");

        world.run(failing(batch -> batch.step("s", step -> step.sql("ALTER TABLE core.users ADD INDEX (id)")
                .undo("ALTER TABLE core.users DROP INDEX id"))));

        assertThat(world.events()).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(RunEvent.ScriptStopped.class, script -> assertThat(script.message())
                        .contains("id of core.users was not added by this step")));
        assertThat(world.server().dump()).contains("keys=[by_name, id]");
    }
}
