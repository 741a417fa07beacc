package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What the server does for a client that is no more. */
class ClientsThatDieIT extends FactTest {
    private static final String ROWS = "SELECT CONCAT(COUNT(*), ' ', SUM(n)) FROM ";

    private @Nullable Process client;

    @AfterEach
    void endClient() {
        if (client != null) {
            client.destroyForcibly();
        }
    }

    private void client(String... statements) throws Exception {
        client = StatementChild.start(TestDatabase.get(), statements);
    }

    private void killClient() throws Exception {
        Objects.requireNonNull(client).destroyForcibly().waitFor();
    }

    /** How many sessions work on such a statement, in such a state. */
    private int working(String statement, String state) throws SQLException {
        return s.values("SELECT ID FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND INFO LIKE '"
                        + statement + "%' AND STATE LIKE '" + state + "'")
                .size();
    }

    private void seenWorking(String statement, String state) throws Exception {
        Waiting.until("the server is at work on " + statement, () -> working(statement, state) == 1);
    }

    private void seenEnded(String statement) throws Exception {
        Waiting.until("the server is done with " + statement, () -> working(statement, "%") == 0);
    }

    /** Somebody holds a row that the client's statement needs, until the client is dead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE t SET n = n + 10 | t | 2 23",
                "INSERT INTO u SELECT * FROM t | u | 2 3",
                "CREATE TABLE w (id INT PRIMARY KEY) ENGINE=InnoDB SELECT * FROM t | w | 2 3"
            })
    void itsRowsAreWrittenToTheEnd(String sql, String table, String written) throws Exception {
        s.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, n INT) ENGINE=InnoDB",
                "CREATE TABLE u LIKE t",
                "INSERT INTO t VALUES (1, 1), (2, 2)");
        Session holder = session();
        holder.sql("BEGIN", "SELECT * FROM t WHERE id = 2 FOR UPDATE");
        client("SET innodb_lock_wait_timeout = 1000", "USE a", sql);
        Waiting.until("it waits for the row", () -> waitsForARow(s));

        killClient();
        assertThat(waitsForARow(s)).isTrue();
        holder.sql("COMMIT");

        seenEnded(sql);
        assertThat(s.value(ROWS + table)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {SlowTable.COPY, SlowTable.INPLACE})
    void itsTableIsAlteredToTheEnd(String alter) throws Exception {
        s.sql(SlowTable.MADE);
        client("USE a", alter);
        seenWorking("ALTER", alter.equals(SlowTable.COPY) ? "copy to tmp table" : "altering table");

        killClient();
        assertThat(working("ALTER", "%")).as("it goes on").isEqualTo(1);

        seenEnded("ALTER");
        assertThat(s.values("SHOW CREATE TABLE t").get(1))
                .contains(alter.equals(SlowTable.COPY) ? "`c` bigint" : "KEY `c` (`v`)");
        assertThat(s.value("SELECT COUNT(*) FROM t")).isEqualTo(Integer.toString(SlowTable.ROWS));
    }

    /** It would wait for a day otherwise. */
    @Test
    void aWaitForADefinitionIsGivenUp() throws Exception {
        s.sql("CREATE TABLE t (id INT)");
        Session reader = session();
        reader.sql("BEGIN", "SELECT * FROM t");
        client("SET lock_wait_timeout = 86400", "USE a", "ALTER TABLE t ADD COLUMN n INT");
        seenWorking("ALTER", "Waiting for table metadata lock");

        killClient();

        seenEnded("ALTER");
        reader.sql("SELECT * FROM t", "COMMIT");
        assertThat(s.values("SHOW CREATE TABLE t").get(1)).doesNotContain("`n`");
    }

    @Test
    void itsLockIsHeldForAsLongAsItsStatement() throws Exception {
        s.sql("CREATE TABLE t (id INT PRIMARY KEY) ENGINE=InnoDB", "INSERT INTO t VALUES (1)");
        Session holder = session();
        holder.sql("BEGIN", "SELECT * FROM t FOR UPDATE");
        client("SET innodb_lock_wait_timeout = 1000", "USE a", "DO GET_LOCK('mine', 0)", "UPDATE t SET id = 2");
        Waiting.until("it waits for the row", () -> waitsForARow(s));

        killClient();

        assertThat(s.value("SELECT GET_LOCK('mine', 1)")).isEqualTo("0");
        holder.sql("COMMIT");
        assertThat(s.value("SELECT GET_LOCK('mine', 60)")).isEqualTo("1");
        assertThat(s.value("SELECT id FROM t")).isEqualTo("2");
    }

    /** A server cannot tell a client that is stopped from one that has nothing to say. */
    @Test
    void aClientThatIsStoppedKeepsItsLock() throws Exception {
        client("DO GET_LOCK('mine', 0)");
        Waiting.until(
                "it has the lock", () -> s.value("SELECT IS_FREE_LOCK('mine')").equals("0"));

        new ProcessBuilder(
                        "kill",
                        "-STOP",
                        Long.toString(Objects.requireNonNull(client).pid()))
                .start()
                .waitFor();

        assertThat(s.value("SELECT GET_LOCK('mine', 1)")).isEqualTo("0");
        killClient();
        assertThat(s.value("SELECT GET_LOCK('mine', 60)")).isEqualTo("1");
    }
}
