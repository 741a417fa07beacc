package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.journal.JournalEntry;

/** What goes back, and how. */
class UndoTest extends FailingBatch {
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

    @Test
    void unqualifiedNamesMeanTheSchemaInUse() {
        undone(failing("USE core", "SET NAMES utf8mb4", "CREATE TABLE t (id)", "INSERT INTO t VALUES 1", "SELECT 1"));

        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.sent()).contains("CREATE TABLE t (id)", "INSERT INTO t VALUES 1");
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
    void aTriggerKeepsATableWhereItIs() {
        world.server().trigger("core.jobs", "on_insert");
        world.server().run("CREATE SCHEMA s");
        String now = world.server().dump();

        RunReport report = undone(failing("RENAME TABLE core.jobs TO s.jobs"));

        assertThat(report.problems().get(0).message()).contains("1435");
        assertThat(world.server().dump()).isEqualTo(now);
    }
}
