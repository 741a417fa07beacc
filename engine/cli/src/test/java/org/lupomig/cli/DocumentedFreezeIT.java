package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** An account with exactly what the page about privileges says freezes and thaws, and with one less is refused. */
class DocumentedFreezeIT {
    private final TestDatabase database = TestDatabase.get();
    private final DocumentedPrivileges documented = new DocumentedPrivileges();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY) ENGINE=InnoDB",
            "CREATE DEFINER = fz_other@'%' VIEW shop.seen AS SELECT 1 AS a");

    DocumentedFreezeIT() throws IOException {}

    @BeforeEach
    void storeIsThere() throws Exception {
        database.execute("CREATE OR REPLACE USER fz_app IDENTIFIED BY 'pw'");
        write("ALTER TABLE shop.t ADD COLUMN n INT");
        TestShell.Result made = project.run("run", "shop.lupomig");
        assertThat(made.status()).as(made.out() + made.err()).isZero();
    }

    @AfterEach
    void gone() throws Exception {
        database.execute("SET GLOBAL read_only = 0", "DROP USER IF EXISTS fz_app, poor@'%'");
    }

    private void write(String sql) throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch change {
                    step only { sql \"""%s\""" }
                  }
                }
                """.formatted(sql));
    }

    private void account(Set<String> grants) throws Exception {
        database.execute("CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'");
        for (String grant : grants) {
            database.execute("GRANT " + grant + " TO poor@'%'");
        }
    }

    private TestShell.Result poor(String... command) {
        return project.as("poor", "pw", command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"advisory", "read_only", "accounts"})
    void whatIsDocumentedIsEnoughAndNothingOfItTooMuch(String mode) throws Exception {
        project.write(
                "lupomig.properties",
                "database.main.freeze = " + mode
                        + (mode.equals("accounts") ? "\ndatabase.main.freeze-accounts = fz_app@%\n" : "\n"));
        Set<String> store = documented.store("`run`, `rollback`");
        Set<String> freeze = documented.freeze(mode);
        Set<String> all = new TreeSet<>(store);
        all.addAll(freeze);
        account(all);
        for (String command : new String[] {"freeze", "thaw"}) {
            TestShell.Result done = command.equals("freeze") ? poor("freeze", "--because", "x") : poor("thaw");
            assertThat(done.status()).as(command + done.out() + done.err()).isZero();
        }
        assertThat(database.query("SELECT @@GLOBAL.read_only")).containsExactly("0");
        for (String one : freeze) {
            Set<String> less = new TreeSet<>(all);
            less.remove(one);
            account(less);
            TestShell.Result refused = poor("freeze", "--because", "x");
            assertThat(refused.status()).as(one + refused.out() + refused.err()).isEqualTo(2);
            assertThat(refused.err()).as(one).contains("LM5146");
        }
    }

    @Test
    void superStandsForSetUserBeforeElevenOnly() throws Exception {
        Set<String> grants = new TreeSet<>(documented.store("`run`, `rollback`"));
        grants.addAll(documented.statements("shop", "CREATE VIEW"));
        grants.addAll(Set.of("SUPER ON *.*", "PROCESS ON *.*", "SHOW VIEW ON shop.*"));
        account(grants);
        project.write("view.lupomig", """
                plan view version 1 {
                  database main = mariadb
                  schema shop core
                  batch change { step only { sql \"""DROP VIEW shop.seen\""" } }
                }
                """.replace("batch change {", "batch change {\n")
                .replace(" } }\n", " }\n  }\n"));
        boolean eleven = Integer.parseInt(database.version().split("\\.", 2)[0]) >= 11;

        TestShell.Result run = poor("run", "view.lupomig");

        assertThat(run.status() == 0).as(run.out() + run.err()).isEqualTo(!eleven);
        assertThat(database.query("SHOW FULL TABLES FROM shop WHERE TABLE_TYPE = 'VIEW'")
                        .isEmpty())
                .isEqualTo(!eleven);
        if (eleven) {
            assertThat(run.err()).contains("SET USER");
            database.execute("GRANT SET USER ON *.* TO poor@'%'");
            TestShell.Result again = poor("run", "view.lupomig");
            assertThat(again.status()).as(again.out() + again.err()).isZero();
        }
    }
}
