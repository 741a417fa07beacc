package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.number;
import static org.lupomig.orchestrator.sim.Checks.post;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** What is dropped or emptied is set aside, and stays there until a person purges it. */
class HoldTest {
    private final World world = Examples.world();

    private static Plan plan(boolean fails, String... statements) {
        return PlanText.plan("p")
                .batch("b", batch -> {
                    batch.step("s", statements);
                    if (fails) {
                        batch.check(post("never", equal(number(1), 2)));
                    }
                })
                .build();
    }

    /** Runs it, takes it back, runs it so that it fails: all but the first leave everything as before. */
    private List<String> comesBack(String... statements) {
        String before = world.server().dump();
        RunReport ran = world.run(plan(false, statements));
        assertThat(ran.problems()).isEmpty();
        assertThat(ran.result()).isEqualTo(Result.DONE);
        List<String> held = world.server().held();

        RunReport back = world.rollback("p", "b");
        assertThat(back.problems()).isEmpty();
        assertThat(back.result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();

        assertThat(world.run(plan(true, statements)).result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
        return held;
    }

    private void refused(EngineMessage type, String message, String... statements) {
        String before = world.server().dump();

        RunReport report = world.run(plan(false, statements));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).extracting(problem -> problem.message()).containsExactly(message);
        assertThat(report.problems()).extracting(problem -> problem.type()).containsExactly(type);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void aDroppedTableComesBackWithItsRows() {
        assertThat(comesBack("DROP TABLE core.users"))
                .singleElement()
                .asString()
                .matches("h1_1_1_[0-9a-f]{8}_users");
    }

    @Test
    void aListIsSetAsideByOneRename() {
        assertThat(comesBack("DROP TABLE core.users, core.jobs, core.logs")).hasSize(3);
        assertThat(world.sent()).filteredOn(sql -> sql.startsWith("RENAME")).hasSize(4);
    }

    @Test
    void ofAListNothingGoesWhereOneIsNotThere() {
        refused(EngineMessage.NOT_THERE, "core.nothing does not exist", "DROP TABLE core.users, core.nothing");
    }

    @Test
    void whatIsNotThereIsNotRestored() {
        assertThat(comesBack("DROP TABLE IF EXISTS core.nothing")).isEmpty();
        assertThat(comesBack("DROP TABLE IF EXISTS core.nothing, core.jobs")).hasSize(1);
    }

    @Test
    void aParentIsRefusedAndGoesWithItsChildren() {
        world.server()
                .run("CREATE TABLE core.kids (id, FK kid REFERENCES core.users)", "INSERT INTO core.kids VALUES 1");

        refused(
                EngineMessage.NOT_HELD,
                "DROP TABLE core.users has no way back here: foreign keys refer to it: core.kids.kid",
                "DROP TABLE core.users");
        assertThat(comesBack("DROP TABLE core.kids")).hasSize(1);
        assertThat(comesBack("DROP TABLE core.users, core.kids")).hasSize(2);
        assertThat(comesBack("DROP TABLE core.kids", "DROP TABLE core.users")).hasSize(2);
    }

    @Test
    void triggersComeBackWithTheirTable() {
        world.server()
                .run("CREATE TRIGGER core.g ON core.users one", "CREATE TRIGGER core.h ON core.users two")
                .run("CREATE TABLE core.kids (id, FK kid REFERENCES core.logs)");

        assertThat(comesBack("DROP TABLE core.users, core.jobs")).hasSize(2);
        assertThat(comesBack("CREATE OR REPLACE TABLE core.users (other)", "CREATE TRIGGER core.g ON core.jobs three"))
                .hasSize(1);
        world.server().run("CREATE TRIGGER core.k ON core.kids one");
        assertThat(comesBack("TRUNCATE TABLE core.kids", "DROP TRIGGER core.k", "TRUNCATE TABLE core.users"))
                .hasSize(2);
        assertThat(comesBack("DROP SCHEMA core")).hasSize(4);
    }

    @Test
    void anEmptiedTableHasItsTriggers() {
        world.server().run("CREATE TRIGGER core.g ON core.users one", "CREATE TRIGGER core.h ON core.users two");
        String before = world.server().dump();

        world.run(plan(false, "TRUNCATE TABLE core.users"));

        assertThat(world.server().dump()).contains("triggers [g one, h two] rows []");
        world.server().run("INSERT INTO core.users VALUES 5");
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.REFUSED);
        world.server().run("DROP TRIGGER core.g");
        assertThat(world.rollback("p", "b").problems())
                .extracting(problem -> problem.message())
                .contains("trigger core.g has changed since the batch completed: it is gone");
        assertThat(before).contains("triggers [g one, h two]");
    }

    @Test
    void aTableIsNeverAtItsNameWithoutItsTriggers() {
        world.server().run("CREATE TRIGGER core.g ON core.users one");

        world.run(plan(false, "TRUNCATE TABLE core.users"));

        assertThat(world.sent())
                .filteredOn(sql -> sql.contains("TRIGGER") || sql.startsWith("RENAME"))
                .extracting(sql -> sql.replaceAll("[0-9_]+[0-9a-f]{8}_users", "_users"))
                .containsExactly(
                        "RENAME TABLE core.users TO core.lupomig_h_users",
                        "DROP TRIGGER core.g",
                        "CREATE TRIGGER core.g ON core.lupomig_e_users one",
                        "RENAME TABLE core.lupomig_e_users TO core.users, core.lupomig_h_users TO held.h_users");
    }

    @Test
    void aNameMayBeUsedAgainInTheSameBatch() {
        assertThat(comesBack(
                        "DROP TABLE core.users",
                        "CREATE TABLE core.users (id, other)",
                        "INSERT INTO core.users VALUES 7, 8",
                        "ALTER TABLE core.users ADD COLUMN x",
                        "RENAME TABLE core.users TO core.people",
                        "DROP TABLE core.people",
                        "CREATE TABLE core.people (id)",
                        "DROP TABLE core.people"))
                .hasSize(3);
    }

    @Test
    void anEmptiedTableComesBackWithItsRows() {
        assertThat(comesBack("TRUNCATE TABLE core.users"))
                .singleElement()
                .asString()
                .matches("h1_1_1_[0-9a-f]{8}_users");
    }

    @Test
    void theEmptyTableIsTheBatchsOwn() {
        assertThat(comesBack(
                        "TRUNCATE TABLE core.users",
                        "INSERT INTO core.users VALUES 1, 2",
                        "ALTER TABLE core.users ADD COLUMN x",
                        "INSERT INTO core.users VALUES 3",
                        "TRUNCATE TABLE core.users",
                        "INSERT INTO core.users VALUES 4",
                        "DROP TABLE core.users"))
                .hasSize(3);
    }

    @Test
    void foreignKeysAreTheEmptyTablesToo() {
        world.server()
                .run("CREATE TABLE core.kids (id, FK kid REFERENCES core.users)", "INSERT INTO core.kids VALUES 1");

        world.run(plan(false, "TRUNCATE TABLE core.kids"));

        assertThat(world.server().dump()).contains("core.kids", "CONSTRAINT `kid`");
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(comesBack("TRUNCATE TABLE core.kids", "DROP TABLE core.kids"))
                .hasSize(2);
        refused(
                EngineMessage.NOT_HELD,
                "TRUNCATE TABLE core.users has no way back here: foreign keys refer to it: core.kids.kid",
                "TRUNCATE TABLE core.users");
    }

    @Test
    void aReplacedTableComesBack() {
        assertThat(comesBack(
                        "CREATE OR REPLACE TABLE core.users (id, other)",
                        "INSERT INTO core.users VALUES 1",
                        "CREATE OR REPLACE TABLE core.users LIKE core.jobs",
                        "CREATE OR REPLACE TABLE core.fresh (id)",
                        "INSERT INTO core.fresh VALUES 1"))
                .hasSize(2);
    }

    @Test
    void aReplacementThatTheServerWouldNotMakeLeavesWhatIsThere() {
        String before = world.server().dump();

        RunReport report = world.run(plan(false, "CREATE OR REPLACE TABLE core.users (id, id)"));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.sent()).noneMatch(sql -> sql.startsWith("RENAME"));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void aReplacementMayReferToItself() {
        assertThat(comesBack("CREATE OR REPLACE TABLE core.users (id, FK me REFERENCES core.users)"))
                .hasSize(1);
    }

    @Test
    void aFilledTableIsTheBatchsOwn() {
        assertThat(comesBack(
                        "CREATE TABLE core.fresh SELECT 1, 2",
                        "INSERT INTO core.fresh VALUES 3",
                        "ALTER TABLE core.fresh ADD COLUMN x",
                        "CREATE TABLE IF NOT EXISTS core.users SELECT 9"))
                .isEmpty();
        assertThat(comesBack(
                        "CREATE OR REPLACE TABLE core.users SELECT 1, 2",
                        "INSERT INTO core.users VALUES 3",
                        "CREATE OR REPLACE TABLE core.fresh SELECT 1"))
                .hasSize(1);
    }

    @Test
    void whatOthersWroteToAFilledTableIsKept() {
        String before = world.server().dump();
        world.server().faults().strangerBefore("ADD COLUMN x", () -> world.server()
                .run("INSERT INTO core.fresh VALUES 5"));

        RunReport report =
                world.run(plan(true, "CREATE TABLE core.fresh SELECT 1, 2", "ALTER TABLE core.jobs ADD COLUMN x"));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).singleElement().asString().startsWith("k1_");
    }

    @Test
    void whatWasWrittenToAFilledTableSinceIsAConflict() {
        world.run(plan(false, "CREATE TABLE core.fresh SELECT 1, 2"));
        world.server().run("INSERT INTO core.fresh VALUES 5");

        assertThat(world.rollback("p", "b").problems())
                .extracting(problem -> problem.message())
                .containsExactly("core.fresh has changed since the batch completed: it has other rows");
    }

    @Test
    void aQueryThatFailsLeavesWhatIsThere() {
        String before = world.server().dump();

        RunReport report = world.run(plan(false, "CREATE OR REPLACE TABLE core.users SELECT 1, 1"));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.sent()).noneMatch(sql -> sql.startsWith("RENAME"));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void whatWasWrittenToTheEmptyTableSinceIsAConflict() {
        world.run(plan(false, "TRUNCATE TABLE core.users"));
        world.server().run("INSERT INTO core.users VALUES 5");

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems())
                .extracting(problem -> problem.message())
                .containsExactly("core.users has changed since the batch completed: it has other rows");
    }

    @Test
    void whatOthersWroteToTheEmptyTableIsKept() {
        String before = world.server().dump();
        world.server().faults().strangerBefore("ADD COLUMN x", () -> world.server()
                .run("INSERT INTO core.users VALUES 5"));

        RunReport report = world.run(plan(true, "TRUNCATE TABLE core.users", "ALTER TABLE core.jobs ADD COLUMN x"));

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).singleElement().asString().startsWith("k1_");
    }

    @Test
    void aDroppedSchemaComesBackWithItsTables() {
        world.server()
                .run(
                        "CREATE TABLE core.kids (id, FK kid REFERENCES core.users)",
                        "INSERT INTO core.kids VALUES 1",
                        "CREATE SCHEMA none",
                        "CREATE VIEW core.v core.users");

        assertThat(comesBack("DROP SCHEMA core", "DROP SCHEMA none", "DROP SCHEMA IF EXISTS nowhere"))
                .hasSize(4);
        assertThat(comesBack("DROP SCHEMA core", "CREATE SCHEMA core", "CREATE TABLE core.users (id)"))
                .hasSize(4);
        world.server().run("CREATE SCHEMA other", "CREATE TABLE other.kids (id, FK far REFERENCES core.users)");
        refused(
                EngineMessage.NOT_HELD,
                "DROP SCHEMA with core.users has no way back here: foreign keys refer to it: other.kids.far",
                "DROP SCHEMA core");
    }

    @Test
    void aSchemaOfTheSameNameIsAConflict() {
        world.run(plan(false, "DROP SCHEMA core"));
        world.server().run("CREATE SCHEMA core");

        assertThat(world.rollback("p", "b").problems())
                .extracting(problem -> problem.message())
                .containsExactly("schema core has changed since the batch completed: there is one of that name now");
    }

    @Test
    void whatCameInItsPlaceSinceIsAConflict() {
        world.run(plan(false, "DROP TABLE core.users"));
        world.server().run("CREATE TABLE core.users (id)", "INSERT INTO core.users VALUES 5");
        String now = world.server().dump();

        RunReport report = world.rollback("p", "b");

        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.problems())
                .extracting(problem -> problem.message())
                .containsExactly("core.users has changed since the batch completed: there is one of that name now");
        assertThat(world.server().dump()).isEqualTo(now);
        assertThat(world.server().held()).hasSize(1);
    }

    @Test
    void whatWasPurgedDoesNotComeBack() {
        world.run(plan(false, "DROP TABLE core.users"));
        String held = "held." + world.server().held().get(0);
        world.server().run("DROP TABLE " + held);

        RunReport report = world.rollback("p", "b");

        assertThat(report.problems())
                .extracting(problem -> problem.message())
                .containsExactly(held + " has changed since the batch completed: it is gone");
    }
}
