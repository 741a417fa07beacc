package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What is said of sessions, their locks and accounts. */
class SessionsOfTheServerIT extends FactTest {
    @Test
    void namesOfLocksAreShort() throws SQLException {
        assertThat(s.value("SELECT GET_LOCK('" + "l".repeat(192) + "', 0)")).isEqualTo("1");
        s.refused(1059, "SELECT GET_LOCK('" + "l".repeat(193) + "', 0)");
    }

    @Test
    void aLockGoesWithItsSession() throws SQLException {
        Session owner = session();
        owner.sql("DO GET_LOCK('mine', 0)");
        String id = owner.value("SELECT CONNECTION_ID()");
        assertThat(s.value("SELECT IS_USED_LOCK('mine')")).isEqualTo(id);

        s.sql("KILL " + id);

        assertThat(s.value("SELECT GET_LOCK('mine', 10)")).isEqualTo("1");
    }

    @Test
    void aWaitForADefinitionBlocksReadersBehindItAndIsBounded() throws SQLException {
        s.sql("CREATE TABLE t (id INT)");
        Session reader = session();
        reader.sql("BEGIN", "SELECT * FROM t");
        assertThat(s.value("SELECT @@GLOBAL.lock_wait_timeout")).isEqualTo("86400");

        s.sql("SET lock_wait_timeout = 1");
        s.refused(1205, "RENAME TABLE t TO u");
        s.sql("SET max_statement_time = 0.3, lock_wait_timeout = 100");
        s.refused(1969, "RENAME TABLE t TO u");
        reader.sql("COMMIT");
    }

    @Test
    void anAccountThatIsLockedGoesOnInItsOpenSessions() throws SQLException {
        s.sql("CREATE TABLE t (id INT)", "CREATE USER lm_w IDENTIFIED BY 'pw'", "GRANT ALL ON a.* TO lm_w");
        try (var connection = TestDatabase.get().connectAs("lm_w", "pw");
                var statement = connection.createStatement()) {
            s.sql("ALTER USER lm_w ACCOUNT LOCK", "REVOKE ALL ON a.* FROM lm_w");

            statement.execute("SELECT 1");
        }
    }

    @Test
    void ownSessionsAreEndedWithoutPrivileges() throws SQLException {
        s.sql("CREATE USER lm_w IDENTIFIED BY 'pw'");
        var database = TestDatabase.get();
        try (var one = database.connectAs("lm_w", "pw");
                var two = database.connectAs("lm_w", "pw");
                var asked = one.createStatement();
                var ending = two.createStatement();
                var id = asked.executeQuery("SELECT CONNECTION_ID()")) {
            id.next();
            ending.execute("KILL " + id.getInt(1));
        }
    }

    @Test
    void aGlobalReadLockBlocksItsOwnDefinitionsAndATablesLockOthersNames() throws SQLException {
        s.sql("CREATE TABLE t (id INT)", "FLUSH TABLES WITH READ LOCK");
        s.refused(1223, "CREATE TABLE u (id INT)");
        s.sql("UNLOCK TABLES", "LOCK TABLES t WRITE");
        s.refused(1100, "CREATE TABLE u (id INT)");
        s.sql("UNLOCK TABLES");
    }
}
