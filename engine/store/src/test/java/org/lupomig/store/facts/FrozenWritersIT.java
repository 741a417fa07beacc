package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why no right that is taken away keeps everybody from writing. */
class FrozenWritersIT extends FactTest {
    @BeforeEach
    void account() throws SQLException {
        s.sql("CREATE TABLE t (id INT) ENGINE=InnoDB", "CREATE USER lm_w IDENTIFIED BY 'pw'");
    }

    @AfterEach
    void writable() throws SQLException {
        s.sql("SET GLOBAL read_only = 0");
    }

    private String rows() throws SQLException {
        return s.value("SELECT COUNT(*) FROM a.t");
    }

    @Test
    void anAccountThatIsLockedAndMayDoNothingWritesInItsOpenSessions() throws SQLException {
        s.sql("GRANT ALL ON a.* TO lm_w");
        Session writer = session("lm_w");
        writer.sql("USE a");
        Session elsewhere = session("lm_w");

        s.sql("ALTER USER lm_w ACCOUNT LOCK", "REVOKE ALL ON a.* FROM lm_w");

        writer.sql("INSERT INTO t VALUES (1)");
        // Rights on the schema that a session is in are those of the moment when it went there.
        elsewhere.refused(1142, "INSERT INTO a.t VALUES (1)");
        assertThat(rows()).isEqualTo("1");
        assertThat(s.values("SHOW GRANTS FOR lm_w").toString()).doesNotContain("`a`");
        assertThatThrownBy(() -> session("lm_w"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("locked");
    }

    @Test
    void itsTransactionIsCommittedLater() throws SQLException {
        s.sql("GRANT ALL ON a.* TO lm_w");
        Session writer = session("lm_w");
        writer.sql("BEGIN", "INSERT INTO a.t VALUES (1)");

        s.sql("ALTER USER lm_w ACCOUNT LOCK", "REVOKE ALL ON a.* FROM lm_w");

        assertThat(rows()).isEqualTo("0");
        writer.sql("COMMIT");
        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void aRightOnEverythingIsLeftByARevokeOnASchema() throws SQLException {
        s.sql("GRANT INSERT ON *.* TO lm_w", "GRANT INSERT ON a.* TO lm_w", "REVOKE INSERT ON a.* FROM lm_w");

        session("lm_w").sql("INSERT INTO a.t VALUES (1)");

        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void aRoutineWritesWithItsDefinersRights() throws SQLException {
        s.sql(
                "CREATE PROCEDURE writes() SQL SECURITY DEFINER INSERT INTO t VALUES (1)",
                "GRANT EXECUTE ON PROCEDURE a.writes TO lm_w");
        Session writer = session("lm_w");

        writer.refused(1142, "INSERT INTO a.t VALUES (1)");
        writer.sql("CALL a.writes()");

        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void aServerThatIsReadOnlyIsSoForAllButThoseWhoMayPass() throws SQLException {
        s.sql(
                "CREATE USER lm_p IDENTIFIED BY 'pw'",
                "GRANT INSERT ON a.* TO lm_w",
                "GRANT INSERT ON b.* TO lm_w",
                "GRANT INSERT ON a.* TO lm_p",
                "GRANT READ_ONLY ADMIN ON *.* TO lm_p",
                "CREATE TABLE b.t (id INT) ENGINE=InnoDB",
                "SET GLOBAL read_only = 1");

        session("lm_w").refused(1290, "INSERT INTO a.t VALUES (1)");
        session("lm_w").refused(1290, "INSERT INTO b.t VALUES (1)");
        session("lm_p").sql("INSERT INTO a.t VALUES (1)");

        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void oneMayPassByARoleAndFrom1011OnNotBySuper() throws SQLException {
        s.sql(
                "CREATE USER lm_p IDENTIFIED BY 'pw'",
                "GRANT INSERT ON a.* TO lm_p",
                "CREATE OR REPLACE ROLE lm_passes",
                "GRANT READ_ONLY ADMIN ON *.* TO lm_passes",
                "GRANT lm_passes TO lm_p",
                "SET DEFAULT ROLE lm_passes FOR lm_p",
                "GRANT INSERT ON a.* TO lm_w",
                "GRANT SUPER ON *.* TO lm_w",
                "SET GLOBAL read_only = 1");
        try {
            session("lm_p").sql("INSERT INTO a.t VALUES (1)");
            if (s.value("SELECT VERSION() LIKE '10.6.%'").equals("1")) {
                session("lm_w").sql("INSERT INTO a.t VALUES (2)");
            } else {
                session("lm_w").refused(1290, "INSERT INTO a.t VALUES (2)");
                session("lm_w").refused(1227, "SET GLOBAL read_only = 0");
            }
            assertThat(s.values("SELECT GRANTEE FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE ="
                            + " 'READ_ONLY ADMIN'"))
                    .noneMatch(grantee -> grantee.startsWith("'lm_p"));
        } finally {
            s.sql("DROP ROLE lm_passes");
        }
    }

    @Test
    void aProcedureOfOneWhoMayPassWritesOnAServerThatIsReadOnly() throws SQLException {
        s.sql(
                "CREATE PROCEDURE writes() SQL SECURITY DEFINER INSERT INTO t VALUES (1)",
                "CREATE DEFINER = lm_w PROCEDURE does_not() SQL SECURITY DEFINER INSERT INTO a.t VALUES (2)",
                "CREATE TABLE u (id INT) ENGINE=InnoDB",
                "CREATE TRIGGER also AFTER INSERT ON u FOR EACH ROW INSERT INTO t VALUES (3)",
                "GRANT ALL ON a.* TO lm_w",
                "SET GLOBAL read_only = 1");
        Session writer = session("lm_w");

        writer.sql("CALL a.writes()");
        writer.refused(1290, "CALL a.does_not()");
        writer.refused(1290, "INSERT INTO a.u VALUES (1)");

        assertThat(s.values("SELECT id FROM a.t")).containsExactly("1");
    }

    @Test
    void anEventOfOneWhoMayPassDoesSoToo() throws Exception {
        String before = s.value("SELECT @@GLOBAL.event_scheduler");
        s.sql(
                "SET GLOBAL read_only = 1",
                "CREATE EVENT writes ON SCHEDULE EVERY 1 SECOND DO INSERT INTO a.t VALUES (1)",
                "SET GLOBAL event_scheduler = 1");
        try {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (rows().equals("0") && System.nanoTime() - deadline < 0) {
                Thread.sleep(50);
            }
            assertThat(rows()).isNotEqualTo("0");
        } finally {
            s.sql("SET GLOBAL event_scheduler = " + before, "DROP EVENT writes");
        }
    }
}
