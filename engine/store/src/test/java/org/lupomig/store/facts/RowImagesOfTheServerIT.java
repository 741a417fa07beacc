package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
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

    @Test
    void anUpdateReturnsNothing() throws SQLException {
        s.sql("CREATE TABLE t (id INT PRIMARY KEY)");

        s.refused(1064, "UPDATE t SET id = 1 RETURNING id");
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
}
