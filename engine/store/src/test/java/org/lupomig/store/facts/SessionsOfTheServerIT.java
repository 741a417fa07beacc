package org.lupomig.store.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is said of sessions and their locks. */
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
    void aWaitForADefinitionIsBounded() throws SQLException {
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
    void whoComesBehindAWaitForADefinitionWaitsToo() throws Exception {
        s.sql("CREATE TABLE t (id INT)");
        Session reader = session();
        reader.sql("BEGIN", "SELECT * FROM t");
        Session renaming = session();
        CompletableFuture<Void> renamed = later(renaming, "RENAME TABLE t TO u");
        Waiting.until(
                "it waits", () -> !s.values("SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'RENAME%'"
                                + " AND STATE LIKE 'Waiting for table metadata lock'")
                        .isEmpty());

        s.sql("SET lock_wait_timeout = 1");
        s.refused(1205, "SELECT * FROM t");

        reader.sql("COMMIT");
        renamed.get();
        s.sql("SELECT * FROM u");
    }

    @Test
    void ownSessionsAreEndedWithoutPrivilegesAndNoOthers() throws Exception {
        s.sql("CREATE USER lm_w IDENTIFIED BY 'pw'");
        Session own = session("lm_w");
        String id = own.value("SELECT CONNECTION_ID()");
        Session ending = session("lm_w");

        ending.sql("KILL " + id);

        Waiting.until("it is ended", () -> s.values("SELECT ID FROM information_schema.PROCESSLIST WHERE ID = " + id)
                .isEmpty());
        ending.refused(1095, "KILL " + s.value("SELECT CONNECTION_ID()"));
    }

    @Test
    void aLockOfASessionThatIsSilentTooLongIsLostWithoutAWord() throws SQLException {
        Session owner = session();
        owner.sql("DO GET_LOCK('mine', 0)", "SET wait_timeout = 1");

        assertThat(s.value("SELECT GET_LOCK('mine', 60)")).isEqualTo("1");

        assertThatThrownBy(() -> owner.value("SELECT 1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
    }

    @Test
    void aRewriteOfATableIsBounded() throws SQLException {
        s.sql(SlowTable.MADE);
        String before = s.values("SHOW CREATE TABLE t").get(1);

        s.sql("SET max_statement_time = 0.5");
        s.refused(1969, SlowTable.COPY);

        s.sql("SET max_statement_time = 0");
        assertThat(s.values("SHOW CREATE TABLE t").get(1)).isEqualTo(before);
        assertThat(s.value("SELECT COUNT(*) FROM t")).isEqualTo(Integer.toString(SlowTable.ROWS));
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
