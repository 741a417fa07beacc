package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
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
}
