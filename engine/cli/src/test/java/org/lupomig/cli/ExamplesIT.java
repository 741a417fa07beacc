package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.UndoForecast.Strategy;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/** The examples do what their pages say, and what is undone is equal to what was, rows included. */
class ExamplesIT {
    private static final Path EXAMPLES =
            Path.of("../../examples").toAbsolutePath().normalize();
    private static final String[] SCHEMAS = {"lupopedia", "lupopedia_orchestration", "lupopedia_ephemeral"};

    private final TestDatabase database = TestDatabase.get();

    @BeforeEach
    void freshServer() throws SQLException {
        database.clear();
    }

    @Test
    void phaseAMovesThirtyFourTablesAndComesBack() throws SQLException {
        done(run("01-phase-a", "run", "build_core.lupomig"));
        assertThat(tables("lupopedia")).isEqualTo("111");
        String before = SchemaDump.of(database, SCHEMAS);

        done(run("01-phase-a", "run", "phase_a.lupomig"));
        assertThat(tables("lupopedia")).isEqualTo("77");
        assertThat(tables("lupopedia_orchestration")).isEqualTo("22");
        assertThat(tables("lupopedia_ephemeral")).isEqualTo("12");
        String after = SchemaDump.of(database, SCHEMAS);

        assertThat(run("01-phase-a", "run", "phase_a.lupomig").out()).contains("nothing to do: ");
        assertThat(SchemaDump.of(database, SCHEMAS)).isEqualTo(after);

        done(run("01-phase-a", "rollback", "phase_a.federate"));
        assertThat(SchemaDump.of(database, SCHEMAS)).isEqualTo(before);

        done(run("01-phase-a", "run", "phase_a.lupomig"));
        assertThat(SchemaDump.of(database, SCHEMAS)).isEqualTo(after);
    }

    @Test
    void aMiscountedPlanPutsEverythingBack() throws SQLException {
        done(run("02-miscounted", "run", "build_core.lupomig"));
        String before = SchemaDump.of(database, SCHEMAS);

        TestShell.Result result = run("02-miscounted", "run", "phase_a.lupomig");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("LM5010");
        assertThat(SchemaDump.of(database, SCHEMAS)).isEqualTo(before);
        assertThat(database.query("SELECT mode_count FROM (SELECT COUNT(*) AS mode_count FROM"
                        + " lupomig_orchestration.migration_system_state WHERE state <> 'normal') AS frozen"))
                .containsExactly("0");
        assertThat(database.query("SELECT lifecycle FROM lupomig_orchestration.lupo_migration_states"
                        + " WHERE plan_name = 'phase_a_miscounted' AND step_name = 'move_ephemeral'"
                        + " AND lifecycle IS NOT NULL ORDER BY migration_state_id"))
                .containsExactly("pre_migration", "validation", "execution", "verification", "rolled_back");
    }

    @Test
    void everyWayBackLeadsBack() throws SQLException {
        done(run("04-every-way-back", "run", "build_bookshop.lupomig"));
        String before = SchemaDump.of(database, "bookshop");
        String roles = "SELECT COUNT(*) FROM mysql.user WHERE user = 'bookshop_reader'";

        TestShell.Result plan = run("04-every-way-back", "plan", "every_way_back.lupomig");
        for (Strategy strategy : Strategy.values()) {
            // files are SQLite's, and without any way back `check` refuses
            if (strategy != Strategy.FILE_COPY && strategy != Strategy.NONE) {
                assertThat(plan.out())
                        .contains(
                                strategy == Strategy.AUTHORED
                                        ? "undo once it ran whole: "
                                        : "undo: " + strategy.word() + ", ");
            }
        }
        done(run("04-every-way-back", "run", "every_way_back.lupomig"));
        assertThat(SchemaDump.of(database, "bookshop")).isNotEqualTo(before);
        assertThat(database.query(roles)).containsExactly("1");

        done(run("04-every-way-back", "rollback", "every_way_back.change"));
        assertThat(SchemaDump.of(database, "bookshop")).isEqualTo(before);
        assertThat(database.query(roles)).containsExactly("0");
    }

    private TestShell.Result run(String example, String... args) {
        return new ServerProject(EXAMPLES.resolve(example)).run(args);
    }

    private static void done(TestShell.Result result) {
        assertThat(result.status()).as(result.out() + result.err()).isZero();
    }

    private String tables(String schema) throws SQLException {
        return database.query("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + schema + "'")
                .get(0);
    }
}
