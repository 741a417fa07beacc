package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Tables with triggers that are dropped, emptied or replaced, and tables from queries, with others at work. */
class HeldObjectsIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "CREATE TABLE shop.t (id INT AUTO_INCREMENT PRIMARY KEY, stamped INT) ENGINE=InnoDB",
            "CREATE TRIGGER shop.stamp BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.stamped = 1",
            "INSERT INTO shop.t (stamped) VALUES (0), (0)",
            "CREATE SEQUENCE shop.numbers",
            "CREATE TABLE shop.numbered (id BIGINT DEFAULT NEXTVAL(shop.numbers), n INT) ENGINE=InnoDB");

    private long count(String from) throws SQLException {
        return Long.parseLong(database.query("SELECT COUNT(*) FROM " + from).get(0));
    }

    /** Inserts into the table until it is told to stop; rows that were refused do not count. */
    private final class Writer extends Thread {
        final AtomicBoolean stop = new AtomicBoolean();
        final AtomicInteger written = new AtomicInteger();

        @Override
        public void run() {
            try (Connection connection =
                            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                    Statement statement = connection.createStatement()) {
                while (!stop.get()) {
                    try {
                        written.addAndGet(statement.executeUpdate("INSERT INTO shop.t (stamped) VALUES (0)"));
                    } catch (SQLException e) {
                        Thread.onSpinWait(); // the table is away
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE TABLE shop.t",
                "DROP TABLE shop.t",
                "CREATE OR REPLACE TABLE shop.t AS SELECT 7 AS id, 1 AS stamped"
            })
    void nothingIsWrittenPastTheTriggersAndNothingIsLost(String sql) throws Exception {
        project.checkedPlan(sql + ";", false);
        Writer writer = new Writer();
        writer.start();
        for (int i = 0; i < 5; i++) {
            TestShell.Result run = project.run("run", "shop.lupomig");
            assertThat(run.err()).contains("LM5010");
            assertThat(run.status()).isEqualTo(1);
        }
        writer.stop.set(true);
        writer.join();

        long rows = count("shop.t");
        long unstamped = count("shop.t WHERE stamped <> 1");
        for (String kept : database.query("SHOW TABLES IN lupomig_held")) {
            boolean replacement =
                    count("lupomig_held." + kept + " WHERE id = 7 AND stamped = 1") == 1 && sql.startsWith("CREATE");
            rows += count("lupomig_held." + kept) - (replacement ? 1 : 0);
            // a table that replaced the other has no triggers, as the author wanted it
            unstamped += sql.startsWith("CREATE") ? 0 : count("lupomig_held." + kept + " WHERE stamped <> 1");
            assertThat(kept).startsWith("k");
        }
        assertThat(unstamped).isZero();
        assertThat(rows).isEqualTo(2 + writer.written.get());
        assertThat(count("information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = 'shop' AND EVENT_OBJECT_TABLE = 't'"))
                .isEqualTo(1);
    }

    @Test
    void aTableFromAQueryGoesWithItsRows() throws Exception {
        project.checkedPlan(
                "CREATE TABLE shop.copy (PRIMARY KEY (id)) AS SELECT id, stamped FROM shop.t;"
                        + " INSERT INTO shop.copy VALUES (9, 9); ALTER TABLE shop.copy ADD COLUMN x INT;",
                true);
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT id FROM shop.copy ORDER BY id")).containsExactly("1", "2", "9");
        database.execute("INSERT INTO shop.copy VALUES (10, 1, 1)");

        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err()).contains("LM5024", "shop.copy has changed since the batch completed: it has other rows");

        database.execute("DELETE FROM shop.copy WHERE id = 10");
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DROP TABLE shop.t | LM5041 | DROP TABLE shop.t has no way back here: it has trigger shop.stamp, and it was made when the schema had collation utf8mb4_general_ci, and would be made with latin1_swedish_ci | drop the trigger first; or do it by other means, before or after.
                    DROP SCHEMA shop | LM5041 | DROP SCHEMA with shop.t has no way back here: it has trigger shop.stamp, and it was made when the schema had collation utf8mb4_general_ci, and would be made with latin1_swedish_ci | drop the trigger first; or do it by other means, before or after.
                    CREATE OR REPLACE TABLE shop.numbered SELECT 1 AS id FROM shop.numbered | LM5041 | CREATE OR REPLACE TABLE shop.numbered has no way back here: the query reads the table that it replaces | give it another name; or do it by other means, before or after.
                    CREATE TABLE shop.tree (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES shop.tree (id)) SELECT 1 AS id | LM5019 | this version does not run CREATE TABLE … SELECT: its rows would be held against a table that does not have its name yet | do it by other means, before or after; where only its way back is in doubt, undo none because "…" runs it.
                    INSERT INTO shop.numbered (n) VALUES (1) | LM5019 | this version does not run INSERT of shop.numbered: a default of its columns draws on a sequence, which does not go back | do it by other means, before or after; where only its way back is in doubt, undo none because "…" runs it.
                    """)
    void isRefusedWithTheWayOut(String sql, String code, String message, String help) throws Exception {
        project.checkedPlan(sql + ";", true);
        database.execute("ALTER SCHEMA shop DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci");
        String before = project.dump();

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(code, message, help);
        assertThat(project.dump()).isEqualTo(before);
    }
}
