package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** An alert whose cause is over is resolved, with when and by what; others stay. */
class AlertsOverIT {
    private static final TestDatabase SERVER = TestDatabase.get();

    @RegisterExtension
    private final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.users (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.users VALUES (1)",
            "CREATE PROCEDURE shop.meddle() BEGIN DECLARE n INT DEFAULT 0; WHILE n < 1 DO SET n = n + 1;"
                    + " UPDATE shop.users SET note = 'mine'; INSERT INTO shop.made VALUES (99); END WHILE; END");

    /** One step meets a value that is not the batch's, and another one rows that it did not write. */
    @BeforeEach
    void anUndoThatFails() throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change {
                    step grow { sql \"""ALTER TABLE shop.users ADD COLUMN note VARCHAR(9)\""" }
                    step make requires grow { sql \"""CREATE TABLE shop.made (id INT PRIMARY KEY)\""" }
                    step meddle requires make {
                      sql \"""CALL shop.meddle()\"""
                      undo none because "it is only a note"
                    }
                    step last requires meddle { sql \"""CREATE TABLE shop.more (id INT, id INT)\""" }
                  }
                }
                """);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(open()).containsExactlyInAnyOrder("table kept", "undo failed", "batch failed");
    }

    private static List<String> open() throws SQLException {
        return SERVER.query("SELECT title FROM lupomig_orchestration.migration_alerts WHERE status <> 'resolved'"
                + " ORDER BY migration_alert_id");
    }

    private static String message(String title) throws SQLException {
        return message(title, "");
    }

    private static String message(String title, String begins) throws SQLException {
        return SERVER.query("SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = '" + title
                        + "' AND message LIKE '" + begins + "%'")
                .get(0);
    }

    @Test
    void whatAPersonHasResolvedIsOver() throws Exception {
        assertThat(project.run("resolve", "change", "--as", "rolled-back", "--because", "mended it", "--yes")
                        .status())
                .isZero();

        assertThat(open()).containsExactlyInAnyOrder("table kept", "resolved by hand");
        assertThat(message("undo failed"))
                .contains("resolved by lupomig, ", ": resolved as rolled back by ", ": mended it");
        assertThat(message("batch failed")).contains("resolved by lupomig, ", ": mended it");
    }

    @Test
    void whatIsUndoneAfterAllIsOver() throws Exception {
        SERVER.execute("UPDATE shop.users SET note = NULL");
        assertThat(project.run("retry").status()).isZero();

        assertThat(open()).containsExactly("table kept");
        assertThat(message("batch failed")).contains("resolved by lupomig, ", ": everything is as before it");
    }

    /** A run has several batches, and what becomes of one says nothing of the others. */
    @Test
    void ofAnotherBatchOfTheSameRunItStaysOpen() throws Exception {
        String plan = """
                plan many version 1 {
                  database main = mariadb
                  batch first { step one { sql $CREATE TABLE shop.one (id INT PRIMARY KEY)$ } }
                  batch second { step two { sql $CREATE TABLE shop.two (id INT, %s INT)$ } }
                }
                """.replace("$", "\"\"\"");
        project.write("many.lupomig", plan.formatted("id"));
        assertThat(project.run("run", "many.lupomig").status()).isNotZero();
        assertThat(message("batch failed", "many.")).startsWith("many.second: ");

        assertThat(project.run("rollback", "many.first").err()).isEmpty();

        assertThat(message("batch failed", "many.")).doesNotContain("resolved by lupomig");
        project.write("many.lupomig", plan.formatted("n"));
        assertThat(project.run("run", "many.lupomig").err()).isEmpty();
        assertThat(message("batch failed", "many.")).contains("resolved by lupomig, ", ": it has completed in run ");
        assertThat(open()).as("nothing was done about that plan").contains("undo failed", "batch failed");
    }

    @Test
    void whatIsKeptIsToldUntilItIsPurged() throws Exception {
        SERVER.execute("UPDATE shop.users SET note = NULL");
        assertThat(project.run("retry").status()).isZero();
        assertThat(project.run("purge", "--yes").status()).isZero();
        assertThat(open()).as("nobody has asked for that batch").containsExactly("table kept");

        assertThat(project.run("purge", "change", "--yes").status()).isZero();

        assertThat(open()).isEmpty();
        assertThat(message("table kept")).contains("resolved by lupomig, ", ": it was removed by run ");
    }
}
