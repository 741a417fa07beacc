package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.PlanText.BatchText;
import org.lupomig.orchestrator.sim.World;

/** What goes back, how, and what is left alone because it is somebody else's. */
class UndoTest {
    private final World world = Examples.world();
    private final String before = world.server().dump();

    /** A batch whose check fails when all of its steps have run. */
    private static Plan failing(Consumer<BatchText> with) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    with.accept(batch);
                    batch.check(post("never", equal(number(1), 2)));
                })
                .build();
    }

    private static Plan failing(String... sql) {
        return failing(batch -> batch.step("s", sql));
    }

    private RunReport undone(Plan plan) {
        RunReport report = world.run(plan);
        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.unrest()).isEmpty();
        return report;
    }

    private void broken(Plan plan, String reason) {
        RunReport report = world.run(plan);
        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(1).message()).contains(reason);
        assertThat(world.store().others()).anySatisfy(write -> assertThat(write)
                .isInstanceOfSatisfying(
                        Write.Alert.class, alert -> assertThat(alert.level()).isEqualTo(Write.Alert.Level.CRITICAL)));
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void theAuthorsWayIsTakenForAStepThatRanWhole() {
        undone(failing(batch -> batch.step("s", step -> step.sql("CREATE SCHEMA s", "CREATE TABLE s.a (id)")
                .undo("SELECT 1", "DROP TABLE IF EXISTS s.never", "DROP TABLE s.a", "DROP SCHEMA s"))));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.sent()).last().isEqualTo("DROP SCHEMA s");
        assertThat(world.events()).noneMatch(RunEvent.Note.class::isInstance);
    }

    @Test
    void aTableThatWasFirstLookedAtWhenAForeignKeyReferredToItIsAsBefore() {
        undone(failing(
                "CREATE TABLE core.child (id, FK f REFERENCES core.users)", "ALTER TABLE core.users ADD COLUMN x"));

        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aTableThatWasRenamedWhenAForeignKeyReferredToItIsAsBefore() {
        undone(failing(
                "CREATE TABLE core.child (id, FK f REFERENCES core.users)", "RENAME TABLE core.users TO core.people"));

        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aTableWhoseForeignKeyFollowedARenameIsAsBefore() {
        world.server().run("CREATE TABLE core.child (id, FK f REFERENCES core.users)");
        String withChild = world.server().dump();

        undone(failing("RENAME TABLE core.users TO core.people", "ALTER TABLE core.child ADD COLUMN x"));

        assertThat(world.server().dump()).isEqualTo(withChild);
    }

    @Test
    void anAuthorsWayBackFromAForeignKeyIsTaken() {
        undone(failing(batch -> batch.step("s", step -> step.sql(
                        "CREATE TABLE core.child (id, FK f REFERENCES core.users)",
                        "ALTER TABLE core.users ADD COLUMN x")
                .undo("ALTER TABLE core.users DROP COLUMN x", "DROP TABLE core.child"))));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.events()).noneMatch(RunEvent.Note.class::isInstance);
    }

    @Test
    void aStepThatBrokeOffIsTakenBackByWhatIsDerived() {
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step("s", step -> step.sql(
                                        "ALTER TABLE core.users ADD COLUMN x", "CREATE TABLE core.users (id)")
                                .undo("ALTER TABLE core.users DROP COLUMN y")))
                .build();

        undone(plan);

        assertThat(world.sent())
                .containsExactly("ALTER TABLE core.users ADD COLUMN x", "ALTER TABLE core.users DROP COLUMN x");
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aScriptThatDoesNotLeadBackIsHelpedOut() {
        undone(failing(batch -> batch.step(
                "s", step -> step.sql("ALTER TABLE core.users ADD COLUMN x", "RENAME TABLE core.jobs TO core.works")
                        .undo("RENAME TABLE core.works TO core.jobs", "ALTER TABLE core.users DROP COLUMN y"))));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.events()).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(RunEvent.Note.class, note -> assertThat(note.message())
                        .contains("the undo script of p.b.s stopped")
                        .contains("y of core.users was not added by this step")));
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

    /** Stopped for this, and undone by what is derived. */
    private void stopped(String reason) {
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.events()).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(
                        RunEvent.Note.class, note -> assertThat(note.message()).contains(reason)));
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
        assertThat(world.events()).noneMatch(RunEvent.Note.class::isInstance);
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
        assertThat(world.events()).noneMatch(RunEvent.Note.class::isInstance);
    }

    @Test
    void aScriptDoesNotDropAKeyThatIsOnlyCalledLikeOneThatTheServerNamed() {
        world.server().run("ALTER TABLE core.users ADD INDEX id");

        world.run(failing(batch -> batch.step("s", step -> step.sql("ALTER TABLE core.users ADD INDEX (id)")
                .undo("ALTER TABLE core.users DROP INDEX id"))));

        assertThat(world.events()).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(RunEvent.Note.class, note -> assertThat(note.message())
                        .contains("id of core.users was not added by this step")));
        assertThat(world.server().dump()).contains("keys=[by_name, id]");
    }

    @Test
    void aTableThatTheServerRefusedToMakeIsKnownNotToBeOurs() {
        world.server().faults().refuse("CREATE TABLE core.t", 1030, 1);

        undone(failing("ALTER TABLE core.users ADD COLUMN x", "CREATE TABLE core.t (id)"));

        assertThat(world.store().journal(1))
                .filteredOn(entry -> entry.kind() == JournalEntry.Kind.DONE)
                .extracting(entry -> entry.data().get("effect"))
                .containsExactly(true, false);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void whatWasThereIsNotTakenBack() {
        world.server().run("CREATE SCHEMA s");
        String now = world.server().dump();

        undone(failing(
                "CREATE SCHEMA IF NOT EXISTS s",
                "CREATE TABLE IF NOT EXISTS core.users (x)",
                "ALTER TABLE IF EXISTS core.none ADD COLUMN x",
                "ALTER TABLE core.users ADD COLUMN IF NOT EXISTS name, ADD COLUMN IF NOT EXISTS x",
                "ALTER TABLE core.users ADD INDEX IF NOT EXISTS by_name",
                "RENAME TABLE IF EXISTS core.none TO core.more, core.jobs TO core.works",
                "CREATE SCHEMA IF NOT EXISTS fresh",
                "CREATE TABLE IF NOT EXISTS fresh.t (id)"));

        assertThat(world.server().dump()).isEqualTo(now);
        assertThat(world.sent()).contains("RENAME TABLE core.jobs TO core.works", "CREATE SCHEMA  fresh");
    }

    @Test
    void plainFormsOfWhatIsThereAreRefusedBeforeTheyAreSent() {
        assertThat(undone(failing("CREATE SCHEMA core")).problems().get(0).message())
                .isEqualTo("schema core exists already");
        assertThat(undone(failing("CREATE TABLE core.users (id)"))
                        .problems()
                        .get(0)
                        .message())
                .isEqualTo("core.users exists already");
        assertThat(undone(failing("RENAME TABLE core.none TO core.x"))
                        .problems()
                        .get(0)
                        .message())
                .isEqualTo("core.none does not exist");
        assertThat(undone(failing("RENAME TABLE core.jobs TO core.logs"))
                        .problems()
                        .get(0)
                        .type())
                .isEqualTo(EngineMessage.ALREADY_THERE);
        assertThat(undone(failing("ALTER TABLE core.none ADD COLUMN x"))
                        .problems()
                        .get(0)
                        .type())
                .isEqualTo(EngineMessage.NOT_THERE);
        assertThat(world.sent()).isEmpty();
    }

    @Test
    void rowsOfATableThatIsTooLargeAreNotChanged() {
        assertThat(undone(failing("INSERT INTO core.users VALUES 9"))
                        .problems()
                        .get(0)
                        .type())
                .isEqualTo(EngineMessage.ROWS_NOT_KEPT);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aSwapOfNamesGoesBack() {
        undone(failing(
                "RENAME TABLE core.users TO core.tmp, core.logs TO core.users, core.tmp TO core.logs",
                "CREATE TABLE core.tmp (id)",
                "INSERT INTO core.tmp VALUES 7",
                "RENAME TABLE core.jobs TO core.old, core.tmp TO core.jobs"));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }

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

    @Test
    void unqualifiedNamesMeanTheSchemaInUse() {
        undone(failing("USE core", "SET NAMES utf8mb4", "CREATE TABLE t (id)", "INSERT INTO t VALUES 1", "SELECT 1"));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.sent()).contains("CREATE TABLE t (id)", "INSERT INTO t VALUES 1");
    }

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

    /** The names of the tables that are held, each as a pattern, in order. */
    private void kept(String... patterns) {
        assertThat(world.server().held()).hasSize(patterns.length);
        for (int i = 0; i < patterns.length; i++) {
            assertThat(world.server().held().get(i)).matches(patterns[i]);
        }
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

        undone(failing(
                "CREATE TABLE core.t (id, n)", "INSERT INTO core.t VALUES 1", "ALTER TABLE core.t ADD COLUMN c"));

        assertThat(world.server().dump()).isEqualTo(before);
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
        world.server()
                .faults()
                .strangerAfter("RENAME TABLE core.t TO held", () -> world.server()
                        .run("CREATE TABLE core.t (theirs)", "INSERT INTO core.t VALUES 5"))
                .loseAfter("RENAME TABLE core.t TO held");

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

    /** A CREATE whose answer is lost, and somebody who takes its name before the next command. */
    private RunReport afterAnUnansweredCreate(String... theirs) {
        Client killed = Client.killedAt(callOf("CREATE TABLE core.t (id)"), Client.Moment.BEFORE);
        Plan plan = failing("CREATE TABLE core.t (id)");
        assertThatThrownBy(() -> world.engine(killed).run(plan, RunOptions.plain()))
                .isInstanceOf(Client.Killed.class);
        world.server().run(theirs);
        return world.recover();
    }

    private static int callOf(String what) {
        Client client = Client.alive();
        Examples.world().engine(client).run(failing("CREATE TABLE core.t (id)"), RunOptions.plain());
        for (int i = 0; i < client.calls().size(); i++) {
            if (client.calls().get(i).what().equals(what)) {
                return i;
            }
        }
        throw new AssertionError("no call " + what);
    }

    @Test
    void anEmptyTableThatOthersMadeUnderTheNameOfOursStays() {
        RunReport report = afterAnUnansweredCreate("CREATE TABLE core.t (theirs)");

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(0).message())
                .contains("core.t may be somebody else's: nothing is known of how its CREATE ended, and it is not what"
                        + " that makes");
        assertThat(world.server().dump()).contains("core.t Parts[columns=[theirs]");
        assertThat(world.server().held()).isEmpty();
        world.server().run("RENAME TABLE core.t TO core.theirs");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
    }

    @Test
    void aTableWithRowsUnderTheNameOfOursStays() {
        RunReport report = afterAnUnansweredCreate("CREATE TABLE core.t (id)", "INSERT INTO core.t VALUES 5");

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(0).message()).contains("it has rows that this batch did not write");
        assertThat(world.server().dump()).contains("{id=5}");
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void anUnansweredCreateOfWhichNothingCameIsUndone() {
        assertThat(afterAnUnansweredCreate().result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
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
    void aColumnThatOthersAddedAtTheSameTimeIsNotDropped() {
        world.server().faults().strangerAfter("ADD COLUMN x", () -> world.server()
                .run("ALTER TABLE core.users ADD COLUMN theirs"));

        RunReport report = world.run(failing("ALTER TABLE core.users ADD COLUMN x"));

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.NOT_AS_EXPECTED);
        assertThat(report.problems().get(0).message())
                .isEqualTo("after alter table core.users the server does not show what it should: it differs from"
                        + " before by more than the statement adds");
        assertThat(world.server().dump()).contains("columns=[id, name, x, theirs]");
        world.server().run("ALTER TABLE core.users DROP COLUMN theirs");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void anUndoThatDoesNotLeadBackIsSaid() {
        world.server().faults().strangerAfter("DROP COLUMN x", () -> world.server()
                .run("ALTER TABLE core.users ADD COLUMN theirs"));

        broken(
                failing("ALTER TABLE core.users ADD COLUMN x"),
                "after the undo it is not as before: core.users has another definition now");
    }

    @Test
    void aSchemaWithTablesOfOthersStays() {
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("CREATE TABLE s.theirs (id)"));

        broken(failing("CREATE SCHEMA s"), "schema s is not empty: it has table theirs");

        world.server().run("RENAME TABLE s.theirs TO core.theirs");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).doesNotContain("schema s");
    }

    @Test
    void aSchemaIntoWhichOthersPutATableInTheLastMomentStays() {
        world.server().faults().strangerBefore("DROP SCHEMA s", () -> world.server()
                .run("CREATE TABLE s.theirs (id)", "INSERT INTO s.theirs VALUES 7"));

        broken(failing("CREATE SCHEMA s"), "1010 not empty: [table theirs]");

        assertThat(world.server().dump()).contains("s.theirs").contains("{id=7}");
    }

    @Test
    void aTableThatOthersAlteredIsNotAlteredBack() {
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("ALTER TABLE core.users ADD COLUMN theirs"));

        broken(
                failing("ALTER TABLE core.users ADD COLUMN x", "CREATE SCHEMA s"),
                "what is there now is neither what was there before nor what it made");

        assertThat(world.server().dump()).contains("columns=[id, name, x, theirs]");
        world.server().run("ALTER TABLE core.users DROP COLUMN theirs");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void whatOthersMadeInTheLastMomentIsTheirs() {
        world.server().faults().strangerBefore("CREATE SCHEMA s", () -> world.server()
                .run("CREATE SCHEMA s"));
        undone(failing("CREATE SCHEMA s"));
        assertThat(world.server().dump()).contains("schema s");

        world.server().faults().strangerBefore("CREATE TABLE core.t", () -> world.server()
                .run("CREATE TABLE core.t (x)"));
        undone(failing("CREATE TABLE core.t (id)"));
        assertThat(world.server().dump()).contains("core.t Parts[columns=[x]");

        world.server().faults().strangerBefore("ALTER TABLE core.jobs", () -> world.server()
                .run("ALTER TABLE core.jobs ADD COLUMN " + "c"));
        undone(failing("ALTER TABLE core.jobs ADD COLUMN c"));
        assertThat(world.server().dump()).contains("core.jobs Parts[columns=[id, c]");

        world.server().faults().strangerBefore("RENAME TABLE core.logs", () -> world.server()
                .run("CREATE TABLE core.l (x)"));
        undone(failing("RENAME TABLE core.logs TO core.l"));
        assertThat(world.server().dump()).contains("core.l Parts[columns=[x]").contains("core.logs");
    }

    @Test
    void aReferenceOfOthersKeepsATableFromBeingMovedAside() {
        world.server().faults().strangerAfter("CREATE SCHEMA s", () -> world.server()
                .run("CREATE TABLE core.theirs (id, FK f REFERENCES core.t)"));

        broken(
                failing("CREATE TABLE core.t (id)", "CREATE SCHEMA s"),
                "core.t could not be moved aside: foreign keys refer to it: core.theirs.f");
    }

    @Test
    void aTriggerKeepsATableWhereItIs() {
        world.server().trigger("core.jobs", "on_insert");
        world.server().run("CREATE SCHEMA s");
        String now = world.server().dump();

        RunReport report = undone(failing("RENAME TABLE core.jobs TO s.jobs"));

        assertThat(report.problems().get(0).message()).contains("1435");
        assertThat(world.server().dump()).isEqualTo(now);
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
