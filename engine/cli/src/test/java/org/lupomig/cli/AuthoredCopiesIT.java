package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Copies of columns that an author's undo has made, where the columns go without it in the end. */
class AuthoredCopiesIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.plain (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.plain VALUES (1), (2)",
            "CREATE TABLE shop.gate (id INT) ENGINE=InnoDB");

    /** Copied, and then the server refuses the ALTER, also to the derived undo: a person takes the column away. */
    @Test
    void areTold() throws Exception {
        database.execute(
                "CREATE USER clerk@'%' IDENTIFIED BY 'pw'",
                "GRANT PROCESS ON *.* TO clerk@'%'",
                "GRANT ALL ON shop.* TO clerk@'%'",
                "GRANT ALL ON `lupomig\\_%`.* TO clerk@'%'");
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step stamp { sql $ALTER TABLE shop.plain ADD COLUMN created_at DATETIME DEFAULT NOW()$
                    undo $ALTER TABLE shop.plain DROP COLUMN created_at$ }
                  step gate requires stamp { sql $ALTER TABLE shop.gate ADD COLUMN n INT$ }
                } }
                """.replace("$", "\"\"\""));
        try (Connection gate = database.connect();
                Statement keeper = gate.createStatement()) {
            keeper.execute("LOCK TABLES shop.gate WRITE");
            var run = CompletableFuture.supplyAsync(() -> project.as("clerk", "pw", "run", "shop.lupomig"));
            WaitingCommand.session(database, run);
            database.execute(
                    "INSERT INTO shop.plain VALUES (3, '2001-02-03')", "REVOKE ALTER ON shop.* FROM clerk@'%'");
            keeper.execute("ALTER TABLE shop.gate ADD COLUMN n INT");
            keeper.execute("UNLOCK TABLES");
            assertThat(run.join().err()).contains("LM5020", "1142");
        }
        assertThat(kept()).hasSize(2);
        database.execute("GRANT ALTER ON shop.* TO clerk@'%'", "ALTER TABLE shop.plain DROP COLUMN created_at");

        TestShell.Result retry = project.as("clerk", "pw", "retry", "shop");

        assertThat(retry.status()).as(retry.out() + retry.err()).isZero();
        List<String> alerts =
                database.query("SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'");
        assertThat(alerts).hasSize(2);
        for (String copy : kept()) {
            assertThat(database.query("SELECT id FROM lupomig_held.`" + copy + "` WHERE created_at LIKE '2001%'"))
                    .containsExactly("3");
            assertThat(alerts).anySatisfy(alert -> assertThat(alert)
                    .contains("column created_at of shop.plain, with the keys of its 3 rows", copy));
        }
    }

    /** Rows without a value in the last column count as they did before it was there: that is no proof of anything. */
    @Test
    void areMadeWhereOthersHaveTakenEachValueAway() throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step stamp { sql $ALTER TABLE shop.plain ADD COLUMN created_at DATETIME DEFAULT NOW();
                      ALTER TABLE shop.plain ADD COLUMN until DATETIME DEFAULT NOW()$
                    undo $ALTER TABLE shop.plain DROP COLUMN until; ALTER TABLE shop.plain DROP COLUMN created_at$ }
                  step gate requires stamp { sql $ALTER TABLE shop.gate ADD COLUMN n INT$ }
                } }
                """.replace("$", "\"\"\""));
        try (Connection gate = database.connect();
                Statement keeper = gate.createStatement()) {
            keeper.execute("LOCK TABLES shop.gate WRITE");
            var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            WaitingCommand.session(database, run);
            database.execute("UPDATE shop.plain SET until = NULL");
            keeper.execute("ALTER TABLE shop.gate ADD COLUMN n INT");
            keeper.execute("UNLOCK TABLES");
            assertThat(run.join().err()).doesNotContain("LM5020");
        }
        assertThat(database.query("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'shop'"
                        + " AND TABLE_NAME = 'plain'"))
                .containsExactly("id");
        assertThat(kept()).hasSize(1);
        assertThat(database.query("SELECT COUNT(*) FROM lupomig_held.`" + kept().get(0) + "` WHERE until IS NULL"))
                .containsExactly("2");
    }

    private List<String> kept() throws Exception {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'");
    }
}
