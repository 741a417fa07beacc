package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a transaction durable before its time, or only half undone. */
class SurpriseCommitsIT extends FactTest {
    private void transaction() throws SQLException {
        s.sql(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "CREATE TABLE journal (id INT PRIMARY KEY)",
                "SET innodb_lock_wait_timeout = 1",
                "SET autocommit = 0",
                "INSERT INTO journal VALUES (1)");
    }

    private String journal() throws SQLException {
        return session().value("SELECT COUNT(*) FROM journal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"START TRANSACTION", "SET autocommit = 1", "LOCK TABLES t WRITE", "ANALYZE TABLE t"})
    void itIsCommittedBy(String sql) throws SQLException {
        transaction();

        s.sql(sql);

        assertThat(journal()).isEqualTo("1");
        s.sql("UNLOCK TABLES");
    }

    @Test
    void itIsCommittedByADefinitionThatFails() throws SQLException {
        transaction();

        s.refused(1091, "ALTER TABLE t DROP COLUMN missing");

        assertThat(journal()).isEqualTo("1");
    }

    @Test
    void aLockThatIsNotHadUndoesTheStatementOnly() throws SQLException {
        transaction();
        s.sql("COMMIT", "INSERT INTO t VALUES (1)", "COMMIT", "INSERT INTO journal VALUES (2)");
        FactTest.Session other = session();
        other.sql("BEGIN", "UPDATE t SET id = 2");

        s.refused(1205, "UPDATE t SET id = 3");

        s.sql("COMMIT");
        assertThat(journal()).isEqualTo("2");
        other.sql("ROLLBACK");
    }

    /** Of two transactions that wait for each other the one with less work is taken back. */
    @Test
    void aDeadlockUndoesTheTransaction() throws Exception {
        transaction();
        s.sql("COMMIT", "INSERT INTO t VALUES (1), (2)", "COMMIT");
        FactTest.Session other = session();
        other.sql("BEGIN", "INSERT INTO t SELECT seq FROM seq_100_to_300", "UPDATE t SET id = 20 WHERE id = 2");
        s.sql(
                "SET innodb_lock_wait_timeout = 1000",
                "INSERT INTO journal VALUES (2)",
                "UPDATE t SET id = 10 WHERE id = 1");
        CompletableFuture<Void> waiting = later(other, "UPDATE t SET id = 11 WHERE id = 1");
        Waiting.until("it waits for the row", () -> waitsForARow(s));

        s.refused(1213, "UPDATE t SET id = 21 WHERE id = 2");

        s.sql("COMMIT");
        assertThat(journal()).isEqualTo("1");
        waiting.get();
        other.sql("ROLLBACK");
        assertThat(s.values("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
    }

    /** Only on servers that have the setting. */
    @Test
    void aRowThatHasChangedSinceUndoesTheTransaction() throws SQLException {
        transaction();
        s.sql("COMMIT", "INSERT INTO t VALUES (1)", "COMMIT");
        assumeFalse(s.values("SHOW VARIABLES LIKE 'innodb_snapshot_isolation'").isEmpty());
        s.sql("SET innodb_snapshot_isolation = 1", "INSERT INTO journal VALUES (2)", "SELECT * FROM t");
        session().sql("UPDATE t SET id = 2");

        s.refused(1020, "UPDATE t SET id = 3 WHERE id = 2");

        s.sql("COMMIT");
        assertThat(journal()).isEqualTo("1");
        assertThat(session().values("SELECT id FROM t")).containsExactly("2");
    }
}
