package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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

    @BeforeEach
    void freshServer() throws SQLException, IOException {
        database.clear();
        Files.writeString(folder.resolve("shop.lupomig"), PLAN);
    }

    private TestShell shell(String user, String password) {
        return new TestShell(
                        folder,
                        Map.of(
                                "LUPOMIG_DATABASE_MAIN", database.jdbcUrl(),
                                "LUPOMIG_DATABASE_MAIN_USER", user,
                                "LUPOMIG_DATABASE_MAIN_PASSWORD", password))
                .withTime();
    }

    private TestShell.Result run(String... args) {
        return shell(database.user(), database.password()).run(args);
    }

    @Test
    void fromTheFirstRunToTheRollback() throws SQLException, IOException {
        TestShell.Result first = run("run", "shop.lupomig");
        assertThat(first.err()).isEmpty();
        assertThat(first.status()).isZero();
        assertThat(database.query("SELECT COUNT(*) FROM shop.orders")).containsExactly("2");

        assertThat(run("run", "shop.lupomig").out()).contains("nothing to do: ");
        assertThat(run("status").out()).contains("plan shop 1", "2. orders                    completed");
        assertThat(Files.readString(folder.resolve(".lupomig/stores")))
                .startsWith("main jdbc:mariadb://")
                .doesNotContain(database.password());

        TestShell.Result back = run("rollback", "make");
        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(database.query("SHOW DATABASES LIKE 'shop'")).isEmpty();
        assertThat(run("history", "--json").out()).contains("\"kind\": \"rollback\"", "\"kind\": \"run\"");
        assertThat(run("recover").out()).contains("nothing to do: nothing to recover");
    }

    @Test
    void aProjectThatCannotBeWrittenIsNoReasonNotToRun() throws IOException {
        Files.writeString(folder.resolve(".lupomig"), "in the way");

        TestShell.Result dry = run("run", "shop.lupomig", "--dry-run");
        TestShell.Result result = run("run", "shop.lupomig");

        assertThat(dry.err()).isEmpty();
        assertThat(dry.status()).isZero();
        assertThat(result.err())
                .startsWith("warning[LM9026] .lupomig cannot be written: a file is in its place; the run");
        assertThat(result.status()).isZero();
    }

    @Test
    void aParentAndItsChildComeBackTogether() throws SQLException, IOException {
        Files.writeString(folder.resolve("family.lupomig"), """
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
        assertThat(run("run", "family.lupomig").status()).isZero();

        TestShell.Result back = run("rollback", "family.make");

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
        Files.writeString(folder.resolve("copy.lupomig"), """
                plan copy version 1 {
                  database main = mariadb
                  schema shop core
                  batch make { step copy { sql \"""
                    CREATE TABLE shop.copy LIKE shop.many;
                    INSERT INTO shop.copy VALUES (77);
                  \""" } }
                }
                """);

        TestShell.Result result = run("run", "copy.lupomig");

        assertThat(result.err()).contains("error[LM5019]", "its rows are kept elsewhere");
        assertThat(result.status()).isEqualTo(1);
        assertThat(database.query("SELECT COUNT(*) FROM shop.one")).containsExactly("0");
    }

    @Test
    void aRollbackThatWouldLoseSomethingIsRefused() throws SQLException {
        run("run", "shop.lupomig");
        database.execute("INSERT INTO shop.orders VALUES (3)");

        TestShell.Result result = run("rollback", "shop.make");

        assertThat(result.err()).startsWith("error[LM5024] ");
        assertThat(result.status()).isEqualTo(2);
        assertThat(database.query("SELECT COUNT(*) FROM shop.orders")).containsExactly("3");
    }

    @Test
    void aBatchIsSaidExactlyWhereItsNameIsNotEnough() throws IOException {
        run("run", "shop.lupomig");
        Files.writeString(
                folder.resolve("mill.lupomig"), PLAN.replace("shop", "mill").replace("batch make {", """
                        batch first { step nothing { sql \"""CREATE SCHEMA mill_first\""" } }
                        batch make {"""));
        assertThat(run("run", "mill.lupomig").err()).isEmpty();

        TestShell.Result ambiguous = run("rollback", "make");
        assertThat(ambiguous.err())
                .isEqualTo("error[LM9024] 'make' may be any of mill.make, shop.make;"
                        + " give more of its name, or its server by --database\n");
        assertThat(ambiguous.status()).isEqualTo(2);

        TestShell.Result several = run("rollback", "mill.lupomig");
        assertThat(several.err())
                .isEqualTo("error[LM9025] plan mill has several batches: mill.first, mill.make; say which\n");
        assertThat(several.status()).isEqualTo(2);
        assertThat(run("rollback", "mill.make", "--dry-run").status()).isZero();
    }

    @Test
    void aStoreOfALaterVersionIsLeftAlone() throws SQLException {
        run("run", "shop.lupomig");
        database.execute("UPDATE lupomig_orchestration.lupo_schema_versions SET version_string = '99.0.0'"
                + " WHERE last_migration = '" + StorePlan.NAME + "'");

        for (String[] command : new String[][] {{"run", "shop.lupomig"}, {"status"}}) {
            TestShell.Result result = run(command);
            assertThat(result.err())
                    .isEqualTo("error[LM6040] the store on this server is of version 99.0.0; this program knows "
                            + StorePlan.VERSION.text() + "; use a later lupomig\n");
            assertThat(result.status()).isEqualTo(2);
        }
    }

    @Test
    void aStoreThatWasTamperedWithIsOneLine() throws SQLException {
        run("run", "shop.lupomig");
        database.execute("ALTER TABLE lupomig_orchestration.migration_batches DROP COLUMN epoch_to");

        TestShell.Result result = run("status");

        assertThat(result.err())
                .startsWith("error[LM9032] while reading the store, the server refused: ")
                .endsWith(" (error 1054); when that is mended, try again\n")
                .hasLineCount(1);
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void whatAnAccountMayNotIsSaidLineByLine() throws SQLException {
        database.execute("CREATE USER nobody@'%' IDENTIFIED BY 'nothing'");

        TestShell.Result result = shell("nobody", "nothing").run("run", "shop.lupomig");

        assertThat(result.err().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("error[LM").contains("; GRANT "));
        assertThat(result.status()).isEqualTo(2);
        assertThat(database.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
    }
}
