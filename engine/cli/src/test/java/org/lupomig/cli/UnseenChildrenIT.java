package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Rows of a schema that the account does not see, and that foreign keys take along with those that a plan changes. */
class UnseenChildrenIT {
    private final TestDatabase database = TestDatabase.get();
    private final DocumentedPrivileges documented = new DocumentedPrivileges();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE SCHEMA depot",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, v INT, w INT, KEY (w)) ENGINE=InnoDB",
            "INSERT INTO shop.t VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3)",
            "CREATE TABLE depot.c (id INT PRIMARY KEY, p INT, q INT,"
                    + " CONSTRAINT by_id FOREIGN KEY (p) REFERENCES shop.t (id) ON DELETE CASCADE ON UPDATE CASCADE,"
                    + " CONSTRAINT by_w FOREIGN KEY (q) REFERENCES shop.t (w) ON DELETE SET NULL ON UPDATE CASCADE)"
                    + " ENGINE=InnoDB",
            "INSERT INTO depot.c VALUES (1, 1, 1), (2, 2, 2)");

    UnseenChildrenIT() throws IOException {}

    @BeforeEach
    void store() throws Exception {
        project.plan("SELECT 1");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
    }

    private void account(String... more) throws SQLException {
        database.execute("CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'");
        Set<String> grants = new TreeSet<>(documented.store("`run`, `rollback`"));
        grants.addAll(documented.statements("shop", "UPDATE, DELETE", "CREATE TABLE", "INSERT into"));
        grants.addAll(List.of(more));
        for (String grant : grants) {
            database.execute("GRANT " + grant + " TO poor@'%'");
        }
    }

    private TestShell.Result run(String sql) throws IOException {
        project.write("shop.lupomig", """
                plan rows version 1 {
                  database main = mariadb
                  batch change { step only { sql \"""%s\""" } }
                }
                """.formatted(sql));
        return project.as("poor", "pw", "run", "shop.lupomig");
    }

    private List<String> rows() throws SQLException {
        return database.query("SELECT CONCAT_WS(',', 't', id, v, w) FROM shop.t UNION ALL"
                + " SELECT CONCAT_WS(',', 'c', id, p, q) FROM depot.c ORDER BY 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM shop.t WHERE id = 1;",
                "DELETE a FROM shop.t AS a JOIN shop.t AS b USING (id);",
                "REPLACE INTO shop.t VALUES (1, 9, 9);",
                "UPDATE shop.t SET id = 9 WHERE id = 1;",
                "UPDATE shop.t SET v = 7, w = w + 10;",
                "INSERT INTO shop.t VALUES (1, 9, 9) ON DUPLICATE KEY UPDATE w = 9;"
            })
    void areNotLost(String sql) throws Exception {
        account();
        List<String> before = rows();

        TestShell.Result run = run("UPDATE shop.t SET v = 5 WHERE id = 3; " + sql);
        TestShell.Result dry = project.as("poor", "pw", "run", "--dry-run", "shop.lupomig");
        TestShell.Result against = project.as("poor", "pw", "plan", "--against=main", "shop.lupomig");

        assertThat(run.status()).as(run.err()).isEqualTo(2);
        for (TestShell.Result each : List.of(run, dry, against)) {
            assertThat(each.out() + each.err())
                    .contains("LM6038", "lacks PROCESS on *.*, needed for seeing all foreign keys", " of shop.t")
                    .contains("GRANT PROCESS ON *.*")
                    .doesNotContain("LM5038");
        }
        assertThat(rows()).isEqualTo(before);
    }

    /** Where the plan alters the table, what is refused is not certain before its turn. */
    @Test
    void areNotLostAtTheTurnOfAStatement() throws Exception {
        account("ALTER, CREATE, DROP, INSERT, LOCK TABLES ON shop.*");
        List<String> before = rows();

        TestShell.Result run = run("ALTER TABLE shop.t COMMENT = 'x'; DELETE FROM shop.t WHERE id = 1;");

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err())
                .contains("LM5038", "this account does not see may refer to shop.t", "GRANT PROCESS ON *.*");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.t SET v = v + 1;",
                "INSERT INTO shop.t VALUES (9, 9, 9) ON DUPLICATE KEY UPDATE v = 1;",
                "CREATE TABLE shop.own (id INT PRIMARY KEY) ENGINE=InnoDB; INSERT INTO shop.own VALUES (1), (2);"
                        + " DELETE FROM shop.own WHERE id = 1; UPDATE shop.own SET id = 7;"
            })
    void areNotTouched(String sql) throws Exception {
        account();
        List<String> before = rows();

        TestShell.Result run = run(sql);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(project.as("poor", "pw", "rollback", "rows.change").status()).isZero();
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROCESS", "SELECT", "INSERT", "CREATE VIEW", "SHOW VIEW"})
    void areNamedWhereTheyAreSeen(String privilege) throws Exception {
        account(privilege + " ON *.*");
        List<String> before = rows();

        TestShell.Result run = run("DELETE FROM shop.t WHERE id = 1;");

        assertThat(run.err()).contains("LM5038", "depot.c");
        assertThat(run.err()).doesNotContain("does not see may");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROCESS", "SELECT"})
    void whereTheyAreSeenAndOnlyReferItIsDone(String privilege) throws Exception {
        database.execute(
                "DELETE FROM depot.c",
                "ALTER TABLE depot.c DROP FOREIGN KEY by_id, DROP FOREIGN KEY by_w",
                "ALTER TABLE depot.c ADD CONSTRAINT `on del (x) ON DELETE CASCADE` FOREIGN KEY (p) REFERENCES shop.t (id)",
                "INSERT INTO depot.c VALUES (2, 2, 2)");
        account(privilege + " ON *.*");
        List<String> before = rows();

        TestShell.Result run = run("DELETE FROM shop.t WHERE id = 1;");

        assertThat(run.status()).as(run.err()).isZero();
        TestShell.Result back = project.as("poor", "pw", "rollback", "rows.change");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(rows()).isEqualTo(before);
    }

    /** Its rows are not read for a way back that takes away nothing that they can refer to. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE shop.t SET v = v + 1;", "UPDATE shop.t SET v = 9 ORDER BY id LIMIT 2;"})
    void whereTheyAreKnownWhatTheyDoNotReferToGoesBack(String sql) throws Exception {
        account("PROCESS ON *.*");
        List<String> before = rows();

        TestShell.Result run = run(sql);

        assertThat(run.status()).as(run.err()).isZero();
        TestShell.Result back = project.as("poor", "pw", "rollback", "rows.change");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(rows()).isEqualTo(before);
    }

    /**
     * What others may refer to is not put in where that could not be looked at: so it is said before the plan begins.
     */
    @Test
    void whereTheyAreKnownNothingComesInThatCouldNotGoAndThatIsSaidBeforehand() throws Exception {
        database.execute(
                "ALTER TABLE depot.c DROP FOREIGN KEY by_id, DROP FOREIGN KEY by_w",
                "ALTER TABLE depot.c ADD CONSTRAINT by_id FOREIGN KEY (p) REFERENCES shop.t (id)");
        account("PROCESS ON *.*");
        List<String> before = rows();
        String sql = "INSERT INTO shop.t VALUES (9, 9, 9);";

        TestShell.Result run = run("UPDATE shop.t SET v = 5 WHERE id = 3; " + sql);
        TestShell.Result dry = project.as("poor", "pw", "run", "--dry-run", "shop.lupomig");
        TestShell.Result against = project.as("poor", "pw", "plan", "--against=main", "shop.lupomig");

        assertThat(run.status()).as(run.err()).isEqualTo(2);
        for (TestShell.Result each : List.of(run, dry, against)) {
            assertThat(each.out() + each.err())
                    .contains("LM6038", "lacks SELECT on `depot`.`c`, needed for seeing whether its rows refer")
                    .contains("INSERT into shop.t", "GRANT SELECT ON `depot`.`c`");
        }
        assertThat(rows()).isEqualTo(before);
        account("PROCESS ON *.*", "SELECT ON depot.*");
        assertThat(run(sql).status()).isZero();
        assertThat(project.as("poor", "pw", "rollback", "rows.change").status()).isZero();
        assertThat(rows()).isEqualTo(before);
    }

    /** Where what comes in is known only when it is sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.t SET id = 9 WHERE id = 3;",
                "ALTER TABLE shop.t COMMENT = 'x'; INSERT INTO shop.t VALUES (9, 9, 9);"
            })
    void whereTheyAreKnownNothingComesInThatCouldNotGo(String sql) throws Exception {
        database.execute(
                "ALTER TABLE depot.c DROP FOREIGN KEY by_id, DROP FOREIGN KEY by_w",
                "ALTER TABLE depot.c ADD CONSTRAINT by_id FOREIGN KEY (p) REFERENCES shop.t (id)");
        account("PROCESS ON *.*", "ALTER, CREATE, DROP, INSERT, LOCK TABLES ON shop.*");
        List<String> before = rows();

        TestShell.Result run = run(sql);

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("a foreign key of depot.c refers to shop.t", "GRANT SELECT ON `depot`.`c`");
        assertThat(rows()).isEqualTo(before);
        account("PROCESS ON *.*", "SELECT ON depot.*", "ALTER, CREATE, DROP, INSERT, LOCK TABLES ON shop.*");
        assertThat(run(sql).status()).isZero();
        assertThat(project.as("poor", "pw", "rollback", "rows.change").status()).isZero();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void anotherColumnOfAKeyThatIsSeenChanges() throws Exception {
        database.execute("ALTER TABLE depot.c DROP FOREIGN KEY by_w");
        account("SELECT ON *.*");
        List<String> before = rows();

        assertThat(run("UPDATE shop.t SET w = w + 10;").status()).isZero();

        assertThat(project.as("poor", "pw", "rollback", "rows.change").status()).isZero();
        assertThat(rows()).isEqualTo(before);
    }
}
