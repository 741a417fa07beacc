package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.Write;

/** A created table that has something of others is not dropped but kept, and where. */
class KeptTablesTest extends FailingBatch {
    @Test
    void aTableWithRowsOfOthersIsKept() {
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("INSERT INTO core.t VALUES 99"));

        undone(failing("CREATE TABLE core.t (id)", "INSERT INTO core.t VALUES 1", "CREATE SCHEMA s"));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).containsExactly("k1_1_1_f785e11e_t");
        assertThat(world.store().others()).anySatisfy(write -> assertThat(write)
                .isInstanceOfSatisfying(Write.Alert.class, alert -> assertThat(alert.message())
                        .isEqualTo("core.t is kept as held.k1_1_1_f785e11e_t: it has rows that this batch did not"
                                + " write")));
    }

    @Test
    void rowsThatOthersPutInBetweenAreNeverTakenForOurs() {
        world.server()
                .faults()
                .strangerBefore(
                        "INSERT INTO core.t VALUES 2", () -> world.server().run("INSERT INTO core.t VALUES 99"))
                .strangerBefore(
                        "ALTER TABLE core.u ADD COLUMN", () -> world.server().run("INSERT INTO core.u VALUES 98"));

        undone(failing(
                "CREATE TABLE core.t (id)",
                "INSERT INTO core.t VALUES 1",
                "INSERT INTO core.t VALUES 2",
                "CREATE TABLE core.u (id)",
                "INSERT INTO core.u VALUES 1",
                "ALTER TABLE core.u ADD COLUMN c"));

        assertThat(world.server().dump()).isEqualTo(before);
        kept("k1_1_1_.*_t", "k1_1_4_.*_u");
    }

    @Test
    void valuesThatOthersWroteInBetweenAreNeverTakenForOurs() {
        world.server()
                .faults()
                .strangerBefore(
                        "INSERT INTO core.t VALUES 2", () -> world.server().update("core.t", "n", "theirs"))
                .strangerBefore(
                        "ALTER TABLE core.u ADD COLUMN", () -> world.server().update("core.u", "n", "theirs"));

        undone(failing(
                "CREATE TABLE core.t (id, n)",
                "INSERT INTO core.t VALUES 1",
                "INSERT INTO core.t VALUES 2",
                "CREATE TABLE core.u (id, n)",
                "INSERT INTO core.u VALUES 1",
                "ALTER TABLE core.u ADD COLUMN c"));

        assertThat(world.server().dump()).isEqualTo(before);
        kept("k1_1_1_.*_t", "k1_1_4_.*_u");
    }

    @Test
    void valuesThatOthersWroteWhileATableIsTakenBackAreNeverTakenForOurs() {
        world.server().faults().strangerBefore("DROP COLUMN c", () -> world.server()
                .update("core.t", "n", "theirs"));

        undone(failing(batch -> batch.step("s", "CREATE TABLE core.t (id, n)", "INSERT INTO core.t VALUES 1")
                .step("u", step -> step.requires("s").sql("ALTER TABLE core.t ADD COLUMN c"))));

        assertThat(world.server().dump()).isEqualTo(before);
        kept("k1_1_1_.*_t");
    }

    /** What the step that made it has altered goes with it. */
    @Test
    void valuesThatOthersWroteBeforeAnAlteredTableIsDroppedAreNeverTakenForOurs() {
        world.server().faults().strangerBefore("DROP TABLE core.t", () -> world.server()
                .update("core.t", "n", "theirs"));

        undone(failing(
                "CREATE TABLE core.t (id, n)", "INSERT INTO core.t VALUES 1", "ALTER TABLE core.t ADD COLUMN c"));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.sent()).noneMatch(sql -> sql.contains("DROP COLUMN"));
        kept("k1_1_1_.*_t");
    }

    @Test
    void tablesWhoseNamesAreCutToTheSameAreHeldApart() {
        String name = "t".repeat(63);
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("INSERT INTO core." + name + "a VALUES 1", "INSERT INTO core." + name + "b VALUES 2"));

        undone(failing(batch -> batch.step("s", step -> step.sql(
                                "CREATE TABLE core." + name + "a (id)", "CREATE TABLE core." + name + "b (id)")
                        .undo("DROP TABLE core." + name + "a, core." + name + "b"))
                .step("more", "CREATE SCHEMA s")));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held())
                .hasSize(2)
                .allSatisfy(held -> assertThat(held).hasSize(64).matches("k1_1_[12]_[0-9a-f]{8}_t+"));
    }

    @Test
    void oneStatementThatDropsTablesOfAnotherStepHoldsThemApart() {
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("INSERT INTO core.t VALUES 1", "INSERT INTO core.u VALUES 2"));

        undone(failing(batch -> batch.step("tables", "CREATE TABLE core.t (id)", "CREATE TABLE core.u (id)")
                .step("s", step -> step.sql("CREATE SCHEMA s").undo("DROP TABLE core.t, core.u", "DROP SCHEMA s"))));

        assertThat(world.server().dump()).isEqualTo(before);
        kept("k1_2_u1_0_.*_t", "k1_2_u1_1_.*_u");
    }

    @Test
    void whatAnEarlierStoreHeldIsNotMetAgain() {
        world.server()
                .run(
                        "CREATE SCHEMA held",
                        "CREATE TABLE held.k1_1_1_f785e11e_t (old)",
                        "CREATE TABLE held.r1_1_1_f785e11e_t (old)",
                        "INSERT INTO held.r1_1_1_f785e11e_t VALUES 7");
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("INSERT INTO core.t VALUES 99"));

        undone(failing("CREATE TABLE core.t (id)", "CREATE SCHEMA s"));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held())
                .containsExactly("k1_1_1_f785e11e_2_t", "k1_1_1_f785e11e_t", "r1_1_1_f785e11e_t");
    }

    @Test
    void aTableThatOthersMadeWhereOursWasIsLeftAlone() {
        leftAlone("DROP TABLE core.t");
    }

    @Test
    void aTableThatOthersMadeWhereOursWasMovedAwayIsLeftAlone() {
        world.forbidden().add("LOCK TABLES");
        leftAlone("RENAME TABLE core.t TO held");
    }

    private void leftAlone(String gone) {
        world.server()
                .faults()
                .strangerAfter(
                        gone, () -> world.server().run("CREATE TABLE core.t (theirs)", "INSERT INTO core.t VALUES 5"))
                .loseAfter(gone);

        world.run(failing("CREATE TABLE core.t (id)"));
        RunReport report = world.recover();

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(0).message())
                .contains("after the undo it is not as before: core.t was not there and is now");
        assertThat(world.server().dump())
                .contains("core.t Parts[columns=[theirs]")
                .contains("{theirs=5}");
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void aReferenceThatIsNotSeenKeepsATableFromBeingDropped() {
        world.server().hideReferences();
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("CREATE TABLE core.theirs (id, FK f REFERENCES core.t)"));

        broken(
                failing("CREATE TABLE core.t (id)", "CREATE SCHEMA s"),
                "core.t could not be moved aside: foreign keys refer to it, of tables that this account does not see");

        assertThat(world.server().held()).isEmpty();
        assertThat(world.server().dump()).contains("REFERENCES `t`");
        world.server().run("DROP TABLE core.theirs");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aTableThatOthersChangedIsKeptThoughItIsEmpty() {
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("ALTER TABLE core.t ADD COLUMN theirs"));

        undone(failing("CREATE TABLE core.t (id)", "CREATE SCHEMA s"));

        assertThat(world.server().held()).singleElement().satisfies(held -> assertThat(held)
                .matches("k1_1_1_.*_t"));
    }

    @Test
    void longNamesAreCutWhereTheyAreHeld() {
        String name = "t".repeat(64);
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("INSERT INTO core." + name + " VALUES 1"));

        undone(failing("CREATE TABLE core." + name + " (id)", "CREATE SCHEMA s"));

        assertThat(world.server().held())
                .singleElement()
                .satisfies(held -> assertThat(held).hasSize(64).matches("k1_1_1_[0-9a-f]{8}_t+"));
    }
}
