package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * What each way of freezing keeps out on a real server, and that nothing of it stays: by hand, in a run, after a kill.
 */
class FreezeIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop", "CREATE TABLE shop.items (id INT PRIMARY KEY) ENGINE=InnoDB");

    @BeforeEach
    void account() throws Exception {
        database.execute(
                "CREATE OR REPLACE USER fz_app IDENTIFIED BY 'pw'",
                "GRANT ALL ON shop.* TO fz_app",
                "CREATE OR REPLACE USER fz_old IDENTIFIED BY 'pw' ACCOUNT LOCK",
                "CREATE OR REPLACE USER fz_other IDENTIFIED BY 'pw'",
                "GRANT INSERT ON shop.* TO fz_other");
    }

    @AfterEach
    void thawed() throws Exception {
        database.execute(
                "SET GLOBAL read_only = 0",
                "DROP USER IF EXISTS fz_app, fz_old, fz_other, fz_engine, fz_app@localhost, fz_ghost@nowhere, ''@'%'");
    }

    private void frozenBy(String mode) throws Exception {
        project.write(
                "lupomig.properties",
                "database.main.freeze = " + mode
                        + (mode.equals("accounts")
                                ? "\ndatabase.main.freeze-accounts = fz_app@%, 'fz_old'@'%'\n"
                                : "\n"));
    }

    private void plan(String sql) throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch change {
                    freeze writes on shop because "a change"
                    step only { sql \"""%s\""" }
                  }
                }
                """.formatted(sql));
    }

    /** By a run, which freezes for that. */
    private void oneIsInserted() throws Exception {
        plan("INSERT INTO shop.items VALUES (1)");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    private Connection app() throws SQLException {
        return database.connectAs("fz_app", "pw");
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO shop.items VALUES (" + id + ")");
        }
    }

    private String state() throws Exception {
        return database.query("SELECT state FROM lupomig_orchestration.migration_system_state")
                .toString();
    }

    private String locked() throws Exception {
        return database.query("SELECT CONCAT(User, '=', COALESCE(JSON_VALUE(Priv, '$.account_locked'), 0)) FROM"
                        + " mysql.global_priv WHERE User LIKE 'fz%' AND User <> 'fz_engine' ORDER BY User")
                .toString()
                .replace("true", "1")
                .replace("false", "0");
    }

    private List<String> readOnly() throws Exception {
        return database.query("SELECT @@GLOBAL.read_only");
    }

    @Test
    void aServerThatIsReadOnlyLetsTheRunWriteAndNobodyElse() throws Exception {
        frozenBy("read_only");
        plan("INSERT INTO shop.items VALUES (1)");
        database.execute("GRANT READ_ONLY ADMIN ON *.* TO fz_other");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "frozen     shop: a change (the whole server is read-only)",
                        "LM5150",
                        ", of their own or by a role (such as 'fz_other'@'%'",
                        "nor events and procedures that run as one of them")
                .containsPattern("thawed     writers need not pause any more, after \\d")
                .containsPattern("done: plan shop 1: 1 step in 1 batch done; shop was frozen for \\d");
        assertThat(readOnly()).containsExactly("0");
        assertThat(project.run("status").out()).containsPattern("system normal, last thawed .* UTC after \\d");
        assertThat(project.run("show", "1").out())
                .contains("shop frozen (the whole server is read-only)", "shop thawed, after ");
        assertThat(project.run("show", "1", "--format", "json").out()).contains("\"downtimeMillis\": ");
        assertThat(database.query("SELECT COUNT(*) FROM lupomig_orchestration.lupo_migration_states WHERE entry_kind ="
                        + " 'thawed' AND duration_ms > 0"))
                .containsExactly("1");

        TestShell.Result frozen = project.run("freeze", "shop", "--because", "stocktaking");
        assertThat(frozen.status()).as(frozen.out() + frozen.err()).isZero();
        try (Connection app = app()) {
            assertThatThrownBy(() -> insert(app, 2)).hasMessageContaining("read-only");
        }
        assertThat(project.run("status").out())
                .contains("frozen since ", "(shop; the whole server is read-only): stocktaking");
        plan("INSERT INTO shop.items VALUES (1); INSERT INTO shop.items VALUES (2)");
        assertThat(project.run("freeze", "shop", "--because", "stocktaking").out())
                .contains("nothing to do: shop is frozen");
        TestShell.Result other = project.run("freeze", "stock", "--because", "stocktaking");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("LM5152", "stock cannot be frozen as well: shop is frozen since ");
        assertThat(project.run("thaw").out()).contains("done: shop is thawed, after ");
        try (Connection app = app()) {
            insert(app, 3);
        }
        assertThat(project.run("thaw").out()).contains("nothing to do: nothing is frozen");
        assertThat(project.run("history").out()).contains("freeze by ", "thaw by ");
    }

    @Test
    void aTransactionThatIsOpenCannotCommitWhatItHasChanged() throws Exception {
        frozenBy("read_only");
        oneIsInserted();
        try (Connection app = app()) {
            app.setAutoCommit(false);
            insert(app, 2);
            assertThat(project.run("freeze", "--because", "x").status()).isZero();
            assertThatThrownBy(app::commit).hasMessageContaining("read-only");
        }
        project.run("thaw");
        assertThat(database.query("SELECT id FROM shop.items")).containsExactly("1");
    }

    @Test
    void accountsAreLockedTheirSessionsEndedAndOthersLeftAlone() throws Exception {
        frozenBy("accounts");
        oneIsInserted();
        String before = locked();
        assertThat(before).isEqualTo("[fz_app=0, fz_old=1, fz_other=0]");

        try (Connection app = app();
                Connection other = database.connectAs("fz_other", "pw")) {
            app.setAutoCommit(false);
            insert(app, 5);
            TestShell.Result frozen = project.run("freeze", "shop", "--because", "x");
            assertThat(frozen.status()).as(frozen.out() + frozen.err()).isZero();
            assertThat(frozen.out()).contains("LM5150", "'fz_other'@'%'");
            assertThat(locked()).isEqualTo("[fz_app=1, fz_old=1, fz_other=0]");
            assertThatThrownBy(app::commit).isInstanceOf(SQLException.class);
            assertThatThrownBy(this::app).hasMessageContaining("locked");
            insert(other, 6);
        }
        assertThat(project.run("status").out()).contains("(shop; locked: fz_app@%, fz_old@%): x");
        assertThat(project.run("thaw").status()).isZero();
        assertThat(locked()).isEqualTo(before);
        assertThat(database.query("SELECT id FROM shop.items")).containsExactly("1", "6");
    }

    /** Nobody is said to be kept out who is not; and all are, and are as before in the end. */
    @Test
    void anAccountThatSomebodyUnlocksIsSaidAndLockedAgain() throws Exception {
        frozenBy("accounts");
        oneIsInserted();
        String before = locked();
        assertThat(project.run("freeze", "shop", "--because", "x").status()).isZero();
        database.execute("ALTER USER fz_app ACCOUNT UNLOCK", "ALTER USER fz_old ACCOUNT UNLOCK");
        try (Connection app = app()) {
            assertThat(project.run("status").out())
                    .contains("(shop; but it does not keep writers out: fz_app@% is not locked): x");
            database.execute("ALTER USER fz_app ACCOUNT LOCK", "ALTER USER fz_old ACCOUNT LOCK");
            assertThat(project.run("status").out()).containsPattern("keep writers out: connection \\d+ of one of them");
            database.execute("ALTER USER fz_old ACCOUNT UNLOCK");

            TestShell.Result again = project.run("freeze", "shop", "--because", "x");

            assertThat(again.status()).as(again.out() + again.err()).isZero();
            assertThat(again.out()).contains("LM5154", "writers are kept out now");
            assertThat(locked()).isEqualTo("[fz_app=1, fz_old=1, fz_other=0]");
            assertThatThrownBy(() -> insert(app, 2)).isInstanceOf(SQLException.class);
        }
        database.execute(
                "CREATE USER fz_engine IDENTIFIED BY 'pw'",
                "GRANT SELECT ON lupomig_orchestration.* TO fz_engine",
                "GRANT SELECT ON lupomig_ephemeral.* TO fz_engine");
        assertThat(project.as("fz_engine", "pw", "status").out())
                .contains("(shop; locked: fz_app@%, fz_old@%, as far as is known: the server says 1142 ");
        // Nobody comes in by one that is gone.
        database.execute("DROP USER fz_old");
        assertThat(project.run("freeze", "shop", "--because", "x").out()).contains("nothing to do: shop is frozen");
        database.execute("ALTER USER fz_app ACCOUNT UNLOCK");
        assertThat(project.run("recover").out()).contains("LM5154", "writers are kept out now");
        assertThat(project.run("thaw").status()).isZero();
        assertThat(locked()).isEqualTo(before.replace("fz_old=1, ", ""));
    }

    @Test
    void whatCannotBeToldApartIsRefused() throws Exception {
        database.execute("CREATE USER 'fz_app'@'localhost' IDENTIFIED BY 'pw'");
        frozenBy("accounts");
        plan("INSERT INTO shop.items VALUES (1)");

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("LM5146", "fz_app@localhost", "look the same");
        assertThat(locked()).isEqualTo("[fz_app=0, fz_app=0, fz_old=1, fz_other=0]");
        project.write(
                "lupomig.properties",
                "database.main.freeze = accounts\ndatabase.main.freeze-accounts = " + database.user() + "@localhost\n");
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5146", "that this program comes in by");

        // What a session is called need not be what its account is called.
        database.execute(
                "CREATE USER ''@'%' IDENTIFIED BY 'pw'", "GRANT ALL ON *.* TO ''@'%'", "CREATE USER fz_ghost@nowhere");
        project.write(
                "lupomig.properties",
                "database.main.freeze = accounts\ndatabase.main.freeze-accounts = fz_ghost@nowhere\n");
        assertThat(project.as("fz_ghost", "pw", "run", "shop.lupomig").err())
                .contains("LM5146", "that this program comes in by");
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5146", "DROP USER ''@'%'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"read_only", "accounts"})
    void theRightsThatLackAreNamedAndSufficeWhenGranted(String mode) throws Exception {
        oneIsInserted();
        database.execute(
                "CREATE USER fz_engine IDENTIFIED BY 'pw'",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON lupomig_orchestration.* TO fz_engine",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON lupomig_ephemeral.* TO fz_engine",
                "GRANT PROCESS ON *.* TO fz_engine");
        frozenBy(mode);
        for (int i = 0; i < 5; i++) {
            TestShell.Result frozen = project.as("fz_engine", "pw", "freeze", "--because", "x");
            if (frozen.status() == 0) {
                assertThat(i).isPositive();
                assertThat(project.as("fz_engine", "pw", "thaw").status()).isZero();
                assertThat(locked()).isEqualTo("[fz_app=0, fz_old=1, fz_other=0]");
                assertThat(readOnly()).containsExactly("0");
                return;
            }
            assertThat(frozen.err()).contains("LM5146");
            assertThat(frozen.status()).isEqualTo(2);
            String grant = frozen.err().replaceAll("(?s).*(GRANT [^\\n]* TO \\S+).*", "$1");
            database.execute(grant.strip());
        }
        throw new AssertionError("it is refused still");
    }

    @ParameterizedTest
    @ValueSource(strings = {"advisory", "read_only", "accounts"})
    void theNextCommandThawsWhatAKilledRunFroze(String mode) throws Exception {
        frozenBy(mode);
        plan("CREATE TABLE shop.a (id INT); SELECT SLEEP(60); CREATE TABLE shop.b (id INT);");
        Process run = project.process("run", "shop.lupomig", "--json")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = run.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && !(line.contains("statement_started") && line.contains("\"statement\":2"))) {
                line = output.readLine();
            }
            assertThat(line).isNotNull();
            assertThat(state()).isEqualTo("[frozen]");
            assertThat(readOnly()).containsExactly(mode.equals("read_only") ? "1" : "0");
            assertThat(locked())
                    .isEqualTo(
                            mode.equals("accounts")
                                    ? "[fz_app=1, fz_old=1, fz_other=0]"
                                    : "[fz_app=0, fz_old=1, fz_other=0]");
            run.destroyForcibly();
            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(project.run("status").out()).contains("frozen since ");

        TestShell.Result recovered = project.run("recover");

        assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
        assertThat(recovered.out()).contains("shop was frozen for ");
        assertThat(state()).isEqualTo("[normal]");
        assertThat(readOnly()).containsExactly("0");
        assertThat(locked()).isEqualTo("[fz_app=0, fz_old=1, fz_other=0]");
        assertThat(database.query("SHOW TABLES FROM shop")).containsExactly("items");
    }

    @Test
    void whoeverUsesAnythingIsNamedWhereEverythingIsFrozen() throws Exception {
        oneIsInserted();
        try (Connection app = app();
                Connection idle = database.connectAs("fz_other", "pw")) {
            app.setCatalog("shop");
            idle.setCatalog("shop");

            TestShell.Result frozen = project.run("freeze", "--because", "x");

            assertThat(frozen.status()).as(frozen.out() + frozen.err()).isZero();
            assertThat(frozen.out() + frozen.err())
                    .contains("LM5034", "while everything is frozen, others use it", "fz_app@", "fz_other@");
        }
        assertThat(project.run("thaw").status()).isZero();
    }

    @Test
    void nothingStartsInAnEmergency() throws Exception {
        plan("INSERT INTO shop.items VALUES (1)");
        assertThat(project.run("freeze", "--because", "x").err()).contains("LM9087");
        project.run("run", "shop.lupomig");
        TestShell.Result declared = project.run("freeze", "--emergency", "--because", "rows go missing");
        assertThat(declared.status()).isZero();
        assertThat(declared.out())
                .contains("done: an emergency is declared, with everything frozen: rows go missing (advisory");

        TestShell.Result refused = project.run("rollback", "change");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("LM5147", "rows go missing", "lupomig thaw");
        assertThat(project.run("status").out())
                .contains("system emergency since ", "(everything; advisory: nobody is stopped)");
        assertThat(project.run("thaw").status()).isZero();
        assertThat(project.run("rollback", "change").status()).isZero();
    }

    @Test
    void aSettingThatMakesNoSenseIsRefused() throws Exception {
        plan("INSERT INTO shop.items VALUES (1)");
        project.write("lupomig.properties", "database.main.freeze = hard\n");
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM9085", "database.main.freeze", "'hard'");
        project.write("lupomig.properties", "database.main.freeze = accounts\n");
        assertThat(project.run("run", "shop.lupomig").err())
                .contains("LM9086", "names none", "LUPOMIG_DATABASE_MAIN_FREEZE_ACCOUNTS");
    }
}
