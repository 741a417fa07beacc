package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What an administrator changes while a statement waits for the same table is not overwritten. */
class OvertakenIT {
    private static final String WAITS = "STATE LIKE '%metadata lock%'";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, a VARCHAR(9)) ENGINE=InnoDB",
            "INSERT INTO shop.t VALUES (1, 'one')",
            "CREATE TABLE shop.kid (id INT PRIMARY KEY) ENGINE=InnoDB");

    /**
     * Runs a plan of one statement while two tables are locked, changes them under the lock, and lets go.
     *
     * @param late whether the statement is given up once in between, and sent again
     */
    private TestShell.Result whileItWaits(String sql, String theirs, boolean late) throws SQLException, IOException {
        project.planOfScript("shop", sql + ";\n");
        try (Connection other = database.connect();
                Statement administrator = other.createStatement()) {
            administrator.execute("LOCK TABLES shop.t WRITE, shop.kid WRITE");
            var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            while (!waiting() && !run.isDone()) {
                sleep();
            }
            for (String each : theirs.split("; ", -1)) {
                while (!did(administrator, each)) {
                    sleep();
                }
            }
            if (late) {
                untilNoMoreWaitThan(0);
            }
            administrator.execute("UNLOCK TABLES");
            return run.join();
        }
    }

    /** A statement that waits for a table may hold the name of its trigger, until it is given up. */
    private static boolean did(Statement administrator, String sql) throws SQLException {
        try {
            administrator.execute(sql);
            return true;
        } catch (SQLTransactionRollbackException e) {
            return false;
        }
    }

    private boolean waiting() throws SQLException {
        return sessions(WAITS) > 0;
    }

    /** Until so many wait: one that the server calls busy may not have looked at the table yet. */
    private void untilThereWait(int waiters) throws SQLException {
        while (sessions(WAITS) < waiters) {
            sleep();
        }
    }

    /** Until no more than so many wait: of one that is busy the server cannot say at the moment whether it does. */
    private void untilNoMoreWaitThan(int waiters) throws SQLException {
        while (sessions(WAITS + " OR COMMAND = 'Busy'") > waiters) {
            sleep();
        }
    }

    private int sessions(String where) throws SQLException {
        return database.query("SELECT 1 FROM information_schema.PROCESSLIST WHERE " + where)
                .size();
    }

    private static void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void overtaken(TestShell.Result run) {
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(run.out() + run.err()).contains("LM5071", "shop.t has another definition now");
    }

    @Test
    void aTriggerThatTheyReplaced() throws SQLException, IOException {
        database.execute("CREATE TRIGGER shop.g BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.a = 'before'");

        overtaken(whileItWaits(
                "CREATE OR REPLACE TRIGGER shop.g BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.a = 'ours'",
                "CREATE OR REPLACE TRIGGER shop.g BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.a = 'theirs'",
                true));

        assertThat(database.query("SHOW CREATE TRIGGER shop.g").toString() + project.dump())
                .contains("theirs")
                .doesNotContain("ours");
    }

    @Test
    void aTableThatTheyAltered() throws SQLException, IOException {
        overtaken(whileItWaits("TRUNCATE TABLE shop.t", "ALTER TABLE shop.t ADD COLUMN theirs INT DEFAULT 7", true));

        assertThat(database.query("SELECT CONCAT_WS(' ', id, a, theirs) FROM shop.t"))
                .containsExactly("1 one 7");
    }

    @Test
    void aColumnThatTheyMadeLongerIsNotCut() throws SQLException, IOException {
        overtaken(whileItWaits(
                "SET sql_mode = '';\nALTER TABLE shop.t MODIFY a VARCHAR(12)",
                "ALTER TABLE shop.t MODIFY a VARCHAR(40) DEFAULT 'something that is longer than that'",
                true));

        assertThat(project.dump()).contains("varchar(40)");
    }

    /** The longer value comes with the longer column: it is refused by the server, and not cut as the mode would. */
    @ParameterizedTest
    @ValueSource(strings = {"MODIFY a VARCHAR(12)", "CHANGE a b VARCHAR(12)"})
    void aLongerValueIsNotCut(String action) throws SQLException, IOException {
        String theirs = "INSERT INTO shop.t VALUES (2, REPEAT('x', 40))";

        TestShell.Result run = whileItWaits(
                "SET sql_mode = '';\nALTER TABLE shop.t " + action,
                "ALTER TABLE shop.t MODIFY a VARCHAR(40); " + theirs,
                false);

        assertThat(run.err()).contains("LM5011", "the server says 1265 ");
        assertThat(database.query("SELECT LENGTH(a) FROM shop.t WHERE id = 2")).containsExactly("40");
    }

    /** The same on the way back of an ALTER whose lost values are kept. */
    @Test
    void aLongerValueIsNotCutOnTheWayBack() throws Exception {
        database.execute("INSERT INTO shop.t VALUES (7, 'seven')", "CREATE TABLE shop.gate (id INT) ENGINE=InnoDB");
        project.planOfScript("shop", """
                SET sql_mode = '';
                ALTER TABLE shop.t MODIFY a VARCHAR(4);
                ALTER TABLE shop.gate ADD COLUMN n INT;
                """);
        try (Connection gate = database.connect();
                Statement keeper = gate.createStatement();
                Connection other = database.connect();
                Statement administrator = other.createStatement()) {
            keeper.execute("LOCK TABLES shop.gate WRITE");
            var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            WaitingCommand.session(database, run);
            administrator.execute("LOCK TABLES shop.t WRITE");
            keeper.execute("ALTER TABLE shop.gate ADD COLUMN n INT");
            keeper.execute("UNLOCK TABLES");
            WaitingCommand.session(database, run, "LOCK TABLES");
            administrator.execute("ALTER TABLE shop.t MODIFY a VARCHAR(40)");
            administrator.execute("INSERT INTO shop.t VALUES (2, REPEAT('x', 40))");
            administrator.execute("UNLOCK TABLES");

            assertThat(run.join().err()).contains("LM5020", " definition ");
        }
        assertThat(database.query("SELECT LENGTH(a) FROM shop.t WHERE id = 2")).containsExactly("40");
    }

    @Test
    void aTableThatTheyAlterWhenItIsTheirTurn() throws SQLException, IOException {
        project.planOfScript("shop", "TRUNCATE TABLE shop.t;\n");
        try (Connection reader = database.connect();
                Statement reads = reader.createStatement()) {
            reader.setAutoCommit(false);
            reads.executeQuery("SELECT * FROM shop.t").close();
            var run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            untilThereWait(1);
            var alter = CompletableFuture.runAsync(() -> alter("ALTER TABLE shop.t ADD COLUMN theirs INT DEFAULT 7"));
            untilThereWait(2);
            // ours is given up, finds nothing changed, and waits again, behind theirs
            untilNoMoreWaitThan(1);
            untilThereWait(2);
            reader.commit();
            alter.join();

            assertThat(run.join().out() + run.join().err()).contains("LM5018", "has another definition now");
        }
        assertThat(database.query("SELECT CONCAT_WS(' ', id, a, theirs) FROM shop.t"))
                .containsExactly("1 one 7");
    }

    private void alter(String sql) {
        try {
            database.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aColumnThatTheyMadeLongerThanItsImage() throws SQLException, IOException {
        overtaken(whileItWaits(
                "ALTER TABLE shop.t DROP COLUMN a", "ALTER TABLE shop.t MODIFY a VARCHAR(40) DEFAULT 'theirs'", false));

        assertThat(project.dump()).contains("varchar(40)");
        assertThat(database.query("SELECT a FROM shop.t")).containsExactly("one");
    }

    @Test
    void aColumnThatTheyAddedToRowsThatAreKept() throws SQLException, IOException {
        for (String sql :
                new String[] {"UPDATE shop.t SET a = 'ours'", "DELETE FROM shop.t", "INSERT INTO shop.t (id) VALUES (9)"
                }) {
            TestShell.Result run = whileItWaits(sql, "ALTER TABLE shop.t ADD COLUMN theirs INT DEFAULT 7", false);

            assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FINDINGS);
            assertThat(run.out() + run.err()).contains("LM5071", "shop.t has other columns now");
            assertThat(database.query("SELECT CONCAT_WS(' ', id, a, theirs) FROM shop.t"))
                    .containsExactly("1 one 7");
            assertThat(database.query("SHOW TABLES FROM lupomig_held")).isEmpty();
            database.execute("ALTER TABLE shop.t DROP COLUMN theirs");
        }
    }

    @Test
    void aReferenceThatTheyMadeInTheLastMoment() throws SQLException, IOException {
        TestShell.Result run = whileItWaits(
                "DROP TABLE shop.t", "ALTER TABLE shop.kid ADD FOREIGN KEY f (id) REFERENCES t (id)", false);

        assertThat(run.out() + run.err()).contains("LM5018", "foreign keys refer to ", "shop.kid.");
        assertThat(project.dump()).contains("REFERENCES `t` (`id`)");
        assertThat(database.query("SELECT a FROM shop.t")).containsExactly("one");
    }
}
