package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Why the way back is the difference of two definitions, and not the statement turned round. */
class InversesOfTheServerIT extends FactTest {
    private String definition() throws SQLException {
        return s.values("SHOW CREATE TABLE t").get(1);
    }

    @Test
    void aDroppedColumnShrinksItsKeys() throws SQLException {
        s.sql("CREATE TABLE t (id INT, a INT, KEY ix (a, id))", "ALTER TABLE t DROP COLUMN a");

        assertThat(definition()).contains("KEY `ix` (`id`)");
    }

    @Test
    void aDroppedColumnTakesItsChecksAlong() throws SQLException {
        s.sql("CREATE TABLE t (id INT, a INT, CONSTRAINT c CHECK (a > 0))", "ALTER TABLE t DROP COLUMN a");

        assertThat(definition()).doesNotContain("CHECK");
    }

    @Test
    void aChangeLosesWhatItDoesNotRepeat() throws SQLException {
        s.sql("CREATE TABLE t (a INT DEFAULT 7 CHECK (a > 0))", "ALTER TABLE t CHANGE a a BIGINT");

        assertThat(definition()).contains("DEFAULT NULL").doesNotContain("CHECK");
    }

    @Test
    void textGrowsWithItsCharacterSetAndDoesNotShrinkAgain() throws SQLException {
        s.sql("CREATE TABLE t (a TEXT) CHARSET latin1", "ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4");
        assertThat(definition()).contains("mediumtext");

        s.sql("ALTER TABLE t CONVERT TO CHARACTER SET latin1");
        assertThat(definition()).contains("mediumtext");
    }

    @Test
    void anExplicitKeyTakesThePlaceOfAForeignKeys() throws SQLException {
        s.sql(
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE t (id INT, CONSTRAINT f FOREIGN KEY (id) REFERENCES p (id))",
                "ALTER TABLE t ADD KEY mine (id)");

        assertThat(definition()).contains("KEY `mine`").doesNotContain("KEY `f`");
        s.refused(1553, "ALTER TABLE t DROP KEY mine");
    }

    @Test
    void laterWritesForbidTheWayBack() throws SQLException {
        s.sql(
                "SET sql_mode = 'STRICT_ALL_TABLES'",
                "CREATE TABLE t (a TINYINT, b VARCHAR(9) COLLATE utf8mb4_general_ci UNIQUE) CHARSET utf8mb4",
                "ALTER TABLE t MODIFY a INT, MODIFY b VARCHAR(9) COLLATE utf8mb4_bin",
                "INSERT INTO t VALUES (1000, 'x'), (1, 'X')");

        s.refused(1264, "ALTER TABLE t MODIFY a TINYINT");
        s.refused(1062, "ALTER TABLE t MODIFY b VARCHAR(9) COLLATE utf8mb4_general_ci");
    }

    @Test
    void aLaterValueForbidsTheWayBackOfAList() throws SQLException {
        s.sql(
                "SET sql_mode = 'STRICT_ALL_TABLES'",
                "CREATE TABLE t (e ENUM('a'))",
                "ALTER TABLE t MODIFY e ENUM('a', 'b')",
                "INSERT INTO t VALUES ('b')");

        s.refused(1265, "ALTER TABLE t MODIFY e ENUM('a')");
    }

    @Test
    void aPartitionBelowTheHighestIsNotAdded() throws SQLException {
        s.sql("CREATE TABLE t (a INT) PARTITION BY RANGE (a) (PARTITION p1 VALUES LESS THAN (10),"
                + " PARTITION p2 VALUES LESS THAN (20))");
        s.sql("ALTER TABLE t DROP PARTITION p1");

        s.refused(1493, "ALTER TABLE t ADD PARTITION (PARTITION p1 VALUES LESS THAN (10))");
    }
}
