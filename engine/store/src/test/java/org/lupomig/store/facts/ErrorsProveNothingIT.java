package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A statement that failed may have done some of its work, or all of it. */
class ErrorsProveNothingIT extends FactTest {
    @Test
    void aReplacementThatFailsHasDroppedTheTable() throws SQLException {
        for (String wrong : new String[] {
            "CREATE OR REPLACE TABLE t (id INT, id INT)",
            "CREATE OR REPLACE TABLE t (id INT, FOREIGN KEY (id) REFERENCES nowhere (id)) ENGINE=InnoDB",
            "CREATE OR REPLACE TABLE t AS SELECT 1 AS id FROM nowhere"
        }) {
            s.sql("CREATE TABLE t (id INT)", "INSERT INTO t VALUES (1)");
            try {
                s.sql(wrong);
            } catch (SQLException e) {
                assertThat(e.getErrorCode()).isIn(1060, 1005, 1146);
            }
            // Where the SELECT's table is missed before anything is done, the table is still there.
            assertThat(exists("a.t")).as(wrong).isEqualTo(wrong.contains("nowhere") && wrong.contains("SELECT"));
            s.sql("DROP TABLE IF EXISTS t");
        }
    }

    @Test
    void aReplacementWhoseRowsCannotBeReadHasDroppedTheTable() throws SQLException {
        s.sql(
                "SET sql_mode = 'STRICT_ALL_TABLES'",
                "CREATE TABLE t (id INT)",
                "CREATE TABLE r (id INT)",
                "INSERT INTO r VALUES (1), (1)");

        s.refused(1062, "CREATE OR REPLACE TABLE t (id INT PRIMARY KEY) AS SELECT id FROM r");

        assertThat(exists("a.t")).isFalse();
    }

    @Test
    void aListIsDroppedButForWhatIsMissing() throws SQLException {
        s.sql("CREATE TABLE x1 (id INT)", "CREATE TABLE x3 (id INT)");

        s.refused(1051, "DROP TABLE x1, x2, x3");

        assertThat(exists("a.x1")).isFalse();
        assertThat(exists("a.x3")).isFalse();
    }

    @Test
    void aListOfAccountsIsDroppedButForWhatIsMissing() throws SQLException {
        s.sql("CREATE USER lm_a");

        s.refused(1396, "DROP USER lm_a, lm_b");

        assertThat(s.values("SELECT User FROM mysql.user WHERE User LIKE 'lm\\_%'"))
                .isEmpty();
    }

    @Test
    void anInsertWithoutTransactionsKeepsItsFirstRows() throws SQLException {
        s.sql("CREATE TABLE t (id INT PRIMARY KEY) ENGINE=MyISAM");

        s.refused(1062, "INSERT INTO t VALUES (1), (2), (1)");

        assertThat(s.values("SELECT id FROM t")).containsExactly("1", "2");
    }
}
