package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a step has altered of a table that it has made itself goes with the table, where nothing else needs it. */
class OwnTablesTest extends FailingBatch {
    private static final String BACK = "DROP COLUMN";

    @Test
    void theyGoAsTheyAre() {
        undone(failing(
                "CREATE SCHEMA q",
                "CREATE TABLE q.t (id)",
                "ALTER TABLE q.t ADD COLUMN c",
                "INSERT INTO q.t VALUES 1",
                "ALTER TABLE q.t ADD COLUMN d"));

        assertThat(world.sent()).noneMatch(sql -> sql.contains(BACK));
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }

    /** A view, for one, may come back only to columns as they were. */
    @Test
    void theyGoBackFirstWhereTheStepDoesMore() {
        undone(failing(
                "CREATE TABLE core.t (id)",
                "CREATE TABLE core.u (id)",
                "RENAME TABLE core.u TO core.v",
                "ALTER TABLE core.t ADD COLUMN c"));

        assertThat(world.sent()).anyMatch(sql -> sql.contains(BACK));
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void whatAnotherStepHasAlteredGoesBackFirst() {
        undone(failing(batch -> batch.step("s", "CREATE TABLE core.t (id)", "ALTER TABLE core.t ADD COLUMN c")
                .step("u", step -> step.requires("s").sql("ALTER TABLE core.t ADD COLUMN d"))));

        assertThat(world.sent().stream().filter(sql -> sql.contains(BACK)))
                .singleElement()
                .asString()
                .contains("d");
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }
}
