package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Why rows are copied, changed and put back as they are. */
class RowImagesOfTheServerIT extends FactTest {
    @Test
    void readCommittedChangesRowsThatItDidNotCopy() throws SQLException {
        s.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, v INT)",
                "CREATE TABLE image (id INT PRIMARY KEY, v INT)",
                "INSERT INTO t VALUES (1, 1), (2, 1)",
                "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
                "BEGIN",
                "INSERT INTO image SELECT * FROM t WHERE v = 1");
        session().sql("INSERT INTO t VALUES (3, 1)");

        assertThat(s.changed("UPDATE t SET v = 2 WHERE v = 1")).isEqualTo(3);
        assertThat(s.value("SELECT COUNT(*) FROM image")).isEqualTo("2");
    }

    @Test
    void aChangeThatGoesThroughAUniqueKeyIsPutBackByRemovingFirst() throws SQLException {
        s.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, u INT UNIQUE)",
                "INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)",
                "CREATE TABLE image AS SELECT * FROM t",
                "UPDATE t SET u = u - 1 ORDER BY u");

        s.refused(1062, "UPDATE t JOIN image USING (id) SET t.u = image.u");

        s.sql("DELETE t FROM t JOIN image USING (id)", "INSERT INTO t SELECT * FROM image");
        assertThat(s.values("SELECT u FROM t ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void zeroInACountingColumnComesBackAsTheNextNumber() throws SQLException {
        s.sql(
                "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)",
                "INSERT INTO t VALUES (0), (7)",
                "CREATE TABLE image AS SELECT * FROM t",
                "DELETE FROM t",
                "SET sql_mode = ''",
                "INSERT INTO t SELECT * FROM image WHERE id = 0");
        assertThat(s.values("SELECT id FROM t")).containsExactly("8");

        s.sql("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'", "DELETE FROM t", "INSERT INTO t SELECT * FROM image");
        assertThat(s.values("SELECT id FROM t ORDER BY id")).containsExactly("0", "7");
    }

    @Test
    void aColumnThatFollowsChangesUnlessItIsAssigned() throws SQLException {
        s.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, v INT,"
                        + " at TIMESTAMP NOT NULL DEFAULT '2001-01-01' ON UPDATE CURRENT_TIMESTAMP)",
                "INSERT INTO t (id, v) VALUES (1, 1), (2, 1)",
                "UPDATE t SET v = 2 WHERE id = 1",
                "UPDATE t SET v = 2, at = '2001-01-01' WHERE id = 2");

        assertThat(s.values("SELECT at = '2001-01-01' FROM t ORDER BY id")).containsExactly("0", "1");
    }

    @Test
    void aTablesOwnDefinitionCanBeRefused() throws SQLException {
        s.sql("SET sql_mode = ''", "CREATE TABLE t (d DATE NOT NULL DEFAULT '0000-00-00')");
        String create = s.values("SHOW CREATE TABLE t").get(1);
        s.sql("DROP TABLE t", "SET sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE'");

        s.refused(1067, create);
    }

    /** What a session that copied rows does to one that was there before: it is the other that is taken back. */
    @Test
    void rowsThatAreCopiedAreLockedAndAnotherSessionPaysForIt() throws Exception {
        s.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, v INT) ENGINE=InnoDB",
                "CREATE TABLE image LIKE t",
                "INSERT INTO t SELECT seq, 1 FROM seq_1_to_300");
        Session application = session();
        application.sql("BEGIN", "UPDATE t SET v = 2 WHERE id = 300");
        s.sql("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ", "BEGIN");
        CompletableFuture<Void> copied = later(s, "INSERT INTO image SELECT * FROM t");
        Waiting.until("it waits for the last row", () -> waitsForARow(application));

        application.refused(1213, "UPDATE t SET v = 2 WHERE id = 1");

        copied.get();
        assertThat(s.value("SELECT SUM(v) FROM image")).isEqualTo("300");
        s.sql("COMMIT");
    }

    @Test
    void aConditionThatIsAskedTwiceMeansOtherRows() throws SQLException {
        s.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, v INT)",
                "INSERT INTO t SELECT seq, 1 FROM seq_1_to_1000",
                "CREATE TABLE image AS SELECT * FROM t WHERE RAND() < 0.5",
                "UPDATE t SET v = 2 WHERE RAND() < 0.5");

        assertThat(s.value("SELECT COUNT(*) FROM t LEFT JOIN image USING (id) WHERE t.v = 2 AND image.id IS NULL"))
                .isNotEqualTo("0");
    }

    @Test
    void aKeyThatIsChangedDoesNotFindItsRowAgain() throws SQLException {
        s.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, v INT)",
                "INSERT INTO t VALUES (1, 1), (2, 2)",
                "CREATE TABLE image AS SELECT * FROM t",
                "UPDATE t SET id = id + 10");

        assertThat(s.changed("UPDATE t JOIN image USING (id) SET t.v = image.v, t.id = image.id"))
                .isZero();
    }

    @Test
    void rowsThatArePutBackFireTriggers() throws SQLException {
        s.sql(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "CREATE TABLE said (who VARCHAR(9))",
                "INSERT INTO t VALUES (1)",
                "CREATE TABLE image AS SELECT * FROM t",
                "DELETE FROM t",
                "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW INSERT INTO said VALUES ('t')",
                "INSERT INTO t SELECT * FROM image");

        assertThat(s.values("SELECT who FROM said")).containsExactly("t");
    }

    @Test
    void anUpdateReturnsNothing() throws SQLException {
        s.sql("CREATE TABLE t (id INT PRIMARY KEY)");

        s.refused(1064, "UPDATE t SET id = 1 RETURNING id");
    }

    @Test
    void whatIsReturnedDoesNotTellAnInsertFromAnUpdate() throws SQLException {
        s.sql("CREATE TABLE t (id INT PRIMARY KEY, n INT)", "INSERT INTO t VALUES (1, 1)");

        assertThat(s.values("INSERT INTO t VALUES (1, 5), (2, 5) ON DUPLICATE KEY UPDATE n = 5 RETURNING n"))
                .containsExactly("5", "5");
        assertThat(s.values("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void aCascadeFiresTheParentsTriggersOnly() throws SQLException {
        s.sql(
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE k (id INT, FOREIGN KEY (id) REFERENCES p (id) ON DELETE CASCADE)",
                "CREATE TABLE said (who VARCHAR(9))",
                "CREATE TRIGGER gp BEFORE DELETE ON p FOR EACH ROW INSERT INTO said VALUES ('p')",
                "CREATE TRIGGER gk BEFORE DELETE ON k FOR EACH ROW INSERT INTO said VALUES ('k')",
                "INSERT INTO p VALUES (1)",
                "INSERT INTO k VALUES (1)",
                "DELETE FROM p");

        assertThat(s.values("SELECT who FROM said")).containsExactly("p");
        assertThat(s.values("SELECT * FROM k")).isEmpty();
    }

    @Test
    void aReplaceEmptiesChildren() throws SQLException {
        s.sql(
                "CREATE TABLE p (id INT PRIMARY KEY, v INT)",
                "CREATE TABLE k (id INT, FOREIGN KEY (id) REFERENCES p (id) ON DELETE CASCADE)",
                "INSERT INTO p VALUES (1, 1)",
                "INSERT INTO k VALUES (1)",
                "REPLACE INTO p VALUES (1, 2)");

        assertThat(s.values("SELECT * FROM k")).isEmpty();
    }

    @Test
    void aRemovedParentEmptiesOrRemovesItsChildren() throws SQLException {
        s.sql(
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE k (id INT, FOREIGN KEY (id) REFERENCES p (id) ON DELETE SET NULL)",
                "CREATE TABLE l (id INT, FOREIGN KEY (id) REFERENCES p (id) ON DELETE CASCADE)",
                "INSERT INTO p VALUES (1)",
                "INSERT INTO k VALUES (1)",
                "INSERT INTO l VALUES (1)",
                "DELETE FROM p");

        assertThat(s.values("SELECT id FROM k")).containsExactly("null");
        assertThat(s.values("SELECT id FROM l")).isEmpty();
    }
}
