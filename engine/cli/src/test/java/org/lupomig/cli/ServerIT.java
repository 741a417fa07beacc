package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.store.StorePlan;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Commands on a server that is somebody's own. */
class ServerIT {
    private static final String PLAN = """
            plan shop version 1 {
              database main = mariadb
              schema shop core
              batch make {
                step schema { sql \"""CREATE SCHEMA shop\""" }
                step orders requires schema {
                  sql \"""
                    CREATE TABLE shop.orders (id INT PRIMARY KEY);
                    INSERT INTO shop.orders VALUES (1), (2);
                  \"""
                }
                validate post integrity "two orders" { expect rows(shop.orders) = 2 }
              }
            }
            """;

    private final TestDatabase database = TestDatabase.get();

    @TempDir
    Path folder = Path.of("");

    private ServerProject project;

    @BeforeEach
    void freshServer() throws SQLException, IOException {
        project = ServerProject.onFreshServer(folder);
        project.write("shop.lupomig", PLAN);
    }

    @Test
    void fromTheFirstRunToTheRollback() throws SQLException, IOException {
        TestShell.Result first = project.run("run", "shop.lupomig");
        assertThat(first.err()).isEmpty();
        assertThat(first.status()).isZero();
        assertThat(database.query("SELECT COUNT(*) FROM shop.orders")).containsExactly("2");

        assertThat(project.run("run", "shop.lupomig").out()).contains("nothing to do: ");
        assertThat(project.run("status").out()).contains("plan shop 1", "2. orders                    completed");
        assertThat(Files.readString(folder.resolve(".lupomig/stores")))
                .startsWith("main jdbc:mariadb://")
                .doesNotContain(database.password());

        TestShell.Result back = project.run("rollback", "make");
        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(database.query("SHOW DATABASES LIKE 'shop'")).isEmpty();
        assertThat(project.run("history", "--json").out()).contains("\"kind\": \"rollback\"", "\"kind\": \"run\"");
        assertThat(project.run("recover").out()).contains("nothing to do: nothing to recover");
    }

    @Test
    void plansOnOneServerRunEachInItsOwnSchemaAndUnderItsOwnAccount() throws SQLException, IOException {
        database.execute(
                "CREATE SCHEMA one",
                "CREATE SCHEMA two",
                "CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'",
                "GRANT ALL ON *.* TO poor@'%'");
        for (String name : List.of("one", "two")) {
            project.write(name + ".lupomig", """
                    plan p_%1$s version 1 {
                      database %1$s = mariadb
                      batch make { step table { sql \"""CREATE TABLE t (id INT PRIMARY KEY)\""" } }
                    }
                    """.formatted(name));
        }
        TestShell shell = new TestShell(
                        folder,
                        Map.of(
                                "LUPOMIG_DATABASE_ONE",
                                database.jdbcUrl() + "one",
                                "LUPOMIG_DATABASE_ONE_USER",
                                database.user(),
                                "LUPOMIG_DATABASE_ONE_PASSWORD",
                                database.password(),
                                "LUPOMIG_DATABASE_TWO",
                                database.jdbcUrl() + "two",
                                "LUPOMIG_DATABASE_TWO_USER",
                                "poor",
                                "LUPOMIG_DATABASE_TWO_PASSWORD",
                                "pw"))
                .withTime();

        TestShell.Result result = shell.run("run", "one.lupomig", "two.lupomig");

        assertThat(result.err()).isEmpty();
        assertThat(database.query("SHOW TABLES IN one")).containsExactly("t");
        assertThat(database.query("SHOW TABLES IN two")).containsExactly("t");
        // one store, seen once, whoever looks
        assertThat(shell.run("history").out()).hasLineCount(2);
    }

    @Test
    void aProjectThatCannotBeWrittenIsNoReasonNotToRun() throws IOException {
        project.write(".lupomig", "in the way");

        TestShell.Result dry = project.run("run", "shop.lupomig", "--dry-run");
        TestShell.Result result = project.run("run", "shop.lupomig");

        assertThat(dry.err()).isEmpty();
        assertThat(dry.status()).isZero();
        assertThat(result.err())
                .startsWith("warning[LM9026] .lupomig cannot be written: a file is in its place; the run");
        assertThat(result.status()).isZero();
    }

    @Test
    void aParentAndItsChildComeBackTogether() throws SQLException, IOException {
        project.write("family.lupomig", """
                plan family version 1 {
                  database main = mariadb
                  schema family core
                  batch make {
                    step tables {
                      sql \"""
                        CREATE SCHEMA family;
                        CREATE TABLE family.parent (id INT PRIMARY KEY);
                        CREATE TABLE family.child (
                          id INT PRIMARY KEY,
                          parent INT,
                          CONSTRAINT of_parent FOREIGN KEY (parent) REFERENCES family.parent (id)
                        );
                        INSERT INTO family.parent VALUES (1);
                        INSERT INTO family.child VALUES (1, 1);
                      \"""
                    }
                  }
                }
                """);
        assertThat(project.run("run", "family.lupomig").status()).isZero();

        TestShell.Result back = project.run("rollback", "family.make");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(database.query("SHOW DATABASES LIKE 'family'")).isEmpty();
        assertThat(database.query("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"))
                .containsExactly("0");
    }

    @Test
    void aCopyOfATableThatKeepsItsRowsElsewhereIsRefused() throws SQLException, IOException {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.one (id INT) ENGINE=MyISAM",
                "CREATE TABLE shop.many (id INT) ENGINE=MERGE UNION=(shop.one) INSERT_METHOD=LAST");
        project.write("copy.lupomig", """
                plan copy version 1 {
                  database main = mariadb
                  schema shop core
                  batch make { step copy { sql \"""
                    CREATE TABLE shop.copy LIKE shop.many;
                    INSERT INTO shop.copy VALUES (77);
                  \""" } }
                }
                """);

        TestShell.Result result = project.run("run", "copy.lupomig");

        assertThat(result.err()).contains("error[LM5019]", "its rows are kept elsewhere");
        assertThat(result.status()).isEqualTo(1);
        assertThat(database.query("SELECT COUNT(*) FROM shop.one")).containsExactly("0");
    }

    @Test
    void aRollbackThatWouldLoseSomethingIsRefused() throws SQLException {
        project.run("run", "shop.lupomig");
        database.execute("INSERT INTO shop.orders VALUES (3)");

        TestShell.Result result = project.run("rollback", "shop.make");

        assertThat(result.err()).startsWith("error[LM5024] ");
        assertThat(result.status()).isEqualTo(2);
        assertThat(database.query("SELECT COUNT(*) FROM shop.orders")).containsExactly("3");
    }

    @Test
    void aBatchIsSaidExactlyWhereItsNameIsNotEnough() throws IOException {
        project.run("run", "shop.lupomig");
        project.write("mill.lupomig", PLAN.replace("shop", "mill").replace("batch make {", """
                        batch first { step nothing { sql \"""CREATE SCHEMA mill_first\""" } }
                        batch make {"""));
        assertThat(project.run("run", "mill.lupomig").err()).isEmpty();

        TestShell.Result ambiguous = project.run("rollback", "make");
        assertThat(ambiguous.err())
                .isEqualTo("error[LM9024] 'make' may be any of mill.make, shop.make;"
                        + " give more of its name, or its server by --database\n");
        assertThat(ambiguous.status()).isEqualTo(2);

        TestShell.Result several = project.run("rollback", "mill.lupomig");
        assertThat(several.err())
                .isEqualTo("error[LM9025] plan mill has several batches: mill.first, mill.make; say which\n");
        assertThat(several.status()).isEqualTo(2);
        assertThat(project.run("rollback", "mill").err()).isEqualTo(several.err());
        assertThat(project.run("rollback", "mill.make", "--dry-run").status()).isZero();

        TestShell.Result only = project.run("rollback", "shop", "--dry-run");
        assertThat(only.err()).isEmpty();
        assertThat(only.out()).startsWith("dry run: rollback of shop.make on ");
        assertThat(only.status()).isZero();
    }

    @Test
    void aStoreOfALaterVersionIsLeftAlone() throws SQLException {
        project.run("run", "shop.lupomig");
        database.execute("UPDATE lupomig_orchestration.lupo_schema_versions SET version_string = '99.0.0'"
                + " WHERE last_migration = '" + StorePlan.NAME + "'");

        for (String[] command : new String[][] {{"run", "shop.lupomig"}, {"status"}}) {
            TestShell.Result result = project.run(command);
            assertThat(result.err())
                    .isEqualTo("error[LM6040] the store on this server is of version 99.0.0; this program knows "
                            + StorePlan.VERSION.text() + "; use a later lupomig\n");
            assertThat(result.status()).isEqualTo(2);
        }
    }

    @Test
    void aStoreThatWasTamperedWithIsOneLine() throws SQLException {
        project.run("run", "shop.lupomig");
        database.execute("ALTER TABLE lupomig_orchestration.migration_batches DROP COLUMN epoch_to");

        TestShell.Result result = project.run("status");

        assertThat(result.err())
                .startsWith("error[LM6041] the store on this server is damaged: Unknown column ")
                .hasLineCount(1);
        assertThat(result.status()).isEqualTo(2);

        database.execute("DROP TABLE lupomig_orchestration.migration_batches");
        for (String[] command : new String[][] {{"status"}, {"history"}, {"run", "shop.lupomig"}, {"recover"}}) {
            TestShell.Result lacking = project.run(command);
            assertThat(lacking.err())
                    .startsWith("error[LM6041] the store on this server is damaged: it lacks"
                            + " lupomig_orchestration.migration_batches; restore ")
                    .hasLineCount(1);
            assertThat(lacking.status()).isEqualTo(2);
        }
    }

    @Test
    void whatAStoreThatIsGoneHasSetAsideIsSaidAndLeftAlone() throws SQLException {
        project.run("run", "shop.lupomig");
        database.execute(
                "CREATE TABLE lupomig_held.k1_2_1_orders (id INT)",
                "CREATE TABLE lupomig_held.k3_2_1_orders (id INT)",
                "DROP SCHEMA lupomig_orchestration",
                "DROP SCHEMA lupomig_ephemeral",
                "DROP SCHEMA shop");
        String said = "LM6042] schema lupomig_held holds 2 tables set aside by a store that is no longer there; ";
        assertThat(project.run("status").err()).contains(said);

        TestShell.Result again = project.run("run", "shop.lupomig");

        assertThat(again.out()).contains("warning    LM6042: schema lupomig_held holds 2 tables ");
        assertThat(again.status()).isZero();
        assertThat(project.run("rollback", "make").status()).isZero();
        assertThat(project.run("status").out())
                .contains("2 tables held in lupomig_held, 2 of them by an earlier store");
        assertThat(project.run("history").out()).contains("run 4 ", "run 5 ");
        assertThat(database.query("SHOW TABLES IN lupomig_held")).containsExactly("k1_2_1_orders", "k3_2_1_orders");
    }

    @Test
    void runsAreNumberedOneTwoThree() throws IOException {
        project.run("run", "shop.lupomig");
        project.run("rollback", "make");
        project.run("run", "shop.lupomig");
        assertThat(project.run("history").out().lines().map(line -> line.substring(0, 7)))
                .containsExactly("run 3  ", "run 2  ", "run 1  ");
        project.write("shop.lupomig", PLAN.replace("version 1", "version 2"));
        assertThat(project.run("status", "--json").out()).contains("\"run\": 3");
    }

    @Test
    void whatReachesTheServerIsRememberedAndNoSecretIs() throws IOException {
        TestShell shell = new TestShell(
                        folder,
                        Map.of(
                                "LUPOMIG_DATABASE_MAIN",
                                database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password()
                                        + "&sslMode=disable&connectTimeout=7000&trustStorePassword=Qx7wSecret"))
                .withTime();
        assertThat(shell.run("run", "shop.lupomig").err()).isEmpty();
        String stores = Files.readString(folder.resolve(".lupomig/stores"));
        assertThat(stores)
                .isEqualTo("main " + database.jdbcUrl() + "?user=" + database.user()
                        + "&connectTimeout=7000&sslMode=disable\n")
                .doesNotContain("Qx7wSecret");
        TestShell later = new TestShell(folder, Map.of("LUPOMIG_DATABASE_MAIN_PASSWORD", database.password()));
        assertThat(later.run("status").out()).contains("plan shop 1");
    }

    @Test
    void whatAnAccountMayNotIsSaidLineByLine() throws SQLException {
        database.execute("CREATE USER nobody@'%' IDENTIFIED BY 'nothing'");

        TestShell.Result result = project.as("nobody", "nothing", "run", "shop.lupomig");

        assertThat(result.err().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("error[LM").contains("; GRANT "));
        assertThat(result.status()).isEqualTo(2);
        assertThat(database.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
    }

    @Test
    void anAccountWithThePrivilegesOfThePageRunsAndWithOneLessNothingIsTouched() throws SQLException {
        // the first run, by somebody who may make the store
        project.run("run", "shop.lupomig");
        project.run("rollback", "make");
        String[] store = {
            "SELECT, INSERT, UPDATE ON lupomig_orchestration.*", "SELECT, INSERT, UPDATE, DELETE ON lupomig_ephemeral.*"
        };
        List<String> grants = List.of(
                "CREATE ON shop.*",
                "DROP ON shop.*",
                "EVENT ON shop.*",
                "EXECUTE ON shop.*",
                "ALTER ON shop.*",
                "SELECT ON shop.*",
                "INSERT ON shop.*",
                "SELECT ON lupomig_held.*",
                "CREATE ON lupomig_held.*",
                "INSERT ON lupomig_held.*",
                "DROP ON lupomig_held.*");
        for (String without : grants) {
            account(store, grants, without);
            for (String[] command : new String[][] {{"run", "shop.lupomig"}, {"run", "--dry-run", "shop.lupomig"}}) {
                TestShell.Result result = project.as("poor", "pw", command);
                assertThat(result.err())
                        .hasLineCount(1)
                        .startsWith("error[LM6037] the account 'poor'@'%' lacks "
                                + without.replace(" ON ", " on schema ").replace(".*", ", needed for "))
                        .contains("; GRANT " + without.substring(0, without.indexOf(' ')) + " ON `");
                assertThat(result.status()).isEqualTo(2);
            }
            assertThat(database.query("SHOW DATABASES LIKE 'shop'")).isEmpty();
        }
        assertThat(project.run("history").out()).hasLineCount(2);
        account(store, grants, "");
        TestShell.Result result = project.as("poor", "pw", "run", "shop.lupomig");
        assertThat(result.err()).isEmpty();
        assertThat(project.as("poor", "pw", "run", "shop.lupomig").out()).contains("nothing to do");
        assertThat(project.as("poor", "pw", "rollback", "make").err()).isEmpty();
        assertThat(database.query("SHOW DATABASES LIKE 'shop'")).isEmpty();
    }

    @Test
    void aRollbackThatTheAccountMayNotMakeTouchesNothing() throws SQLException {
        project.run("run", "shop.lupomig");
        database.execute(
                "CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'",
                "GRANT ALL ON `lupomig\\_%`.* TO poor@'%'",
                "GRANT ALL ON shop.* TO poor@'%'",
                "REVOKE DROP ON shop.* FROM poor@'%'");
        for (String[] command : new String[][] {{"rollback", "make"}, {"rollback", "make", "--dry-run"}}) {
            TestShell.Result result = project.as("poor", "pw", command);
            assertThat(result.err())
                    .startsWith("error[LM6037] the account 'poor'@'%' lacks DROP on schema shop, ")
                    .hasLineCount(1);
            assertThat(result.status()).isEqualTo(2);
        }
        assertThat(database.query("SELECT COUNT(*) FROM shop.orders")).containsExactly("2");
        assertThat(project.run("history").out()).hasLineCount(1);
    }

    @Test
    void aStoreThatTheAccountMayNotReadIsNotTakenForNone() throws SQLException {
        project.run("run", "shop.lupomig");
        database.execute("CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'", "GRANT ALL ON shop.* TO poor@'%'");

        for (String[] command : new String[][] {{"status"}, {"history"}, {"recover"}, {"rollback", "make"}}) {
            TestShell.Result result = project.as("poor", "pw", command);
            assertThat(result.err())
                    .isEqualTo("error[LM6043] whether anything was run on this server cannot be seen: the account"
                            + " 'poor'@'%' may not read schema lupomig_orchestration;"
                            + " GRANT SELECT ON `lupomig\\_orchestration`.* TO 'poor'@'%'\n");
            assertThat(result.status()).isEqualTo(2);
        }
        for (String[] command : new String[][] {{"run", "shop.lupomig"}, {"run", "--dry-run", "shop.lupomig"}}) {
            TestShell.Result result = project.as("poor", "pw", command);
            assertThat(result.err().lines()).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .startsWith("error[LM60"));
            assertThat(result.status()).isEqualTo(2);
        }
    }

    @Test
    void noStoreIsMadeForAPlanThatWillNotStart() throws SQLException {
        database.execute(
                "CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'",
                "GRANT ALL ON `lupomig\\_%`.* TO poor@'%'", "GRANT CREATE ON shop.* TO poor@'%'");

        TestShell.Result result = project.as("poor", "pw", "run", "shop.lupomig");

        assertThat(result.err())
                .startsWith("error[LM6037] the account 'poor'@'%' lacks ALTER, DROP, ")
                .hasLineCount(1);
        assertThat(result.status()).isEqualTo(2);
        assertThat(database.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
        assertThat(database.query("SHOW DATABASES LIKE 'shop'")).isEmpty();
    }

    private void account(String[] always, List<String> grants, String without) throws SQLException {
        database.execute("CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'");
        for (String grant : always) {
            database.execute("GRANT " + grant + " TO poor@'%'");
        }
        for (String grant : grants) {
            if (!grant.equals(without)) {
                database.execute("GRANT " + grant + " TO poor@'%'");
            }
        }
    }
}
