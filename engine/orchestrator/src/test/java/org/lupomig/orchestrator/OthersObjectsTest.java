package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.RunReport.Result;

/** What others made, altered or filled meanwhile is theirs: it is left alone, or the undo waits for a person. */
class OthersObjectsTest extends FailingBatch {
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
}
