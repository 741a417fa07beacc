package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.AccountDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Accounts and rights from the command line: their secrets, others at work, and the account of the run itself. */
class AccountsIT {
    private static final String SECRET = "hunter2xyz";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY)",
            "CREATE USER lm_a IDENTIFIED BY 'old', lm_b",
            "GRANT SELECT ON shop.* TO lm_a");

    @AfterEach
    void remove() throws SQLException {
        database.execute("DROP USER IF EXISTS lm_a, lm_b, lm_c, lm_poor", "DROP ROLE IF EXISTS lm_inner, lm_outer");
    }

    private String dump() throws SQLException {
        return AccountDump.of(database, "lm_");
    }

    @Test
    void passwordsAreShownNowhere() throws SQLException, IOException {
        String sql = """
                CREATE USER lm_c IDENTIFIED BY 'hunter2xyz';
                ALTER USER lm_a IDENTIFIED VIA mysql_native_password USING PASSWORD('hunter2xyz') OR unix_socket;
                SET PASSWORD FOR lm_b = PASSWORD('hunter2xyz');
                GRANT SELECT ON shop.t TO lm_b IDENTIFIED BY 'hunter2xyz';
                """;
        project.plan(sql);
        String before = dump();
        StringBuilder said = new StringBuilder();
        for (String[] args : new String[][] {
            {"plan", "shop.lupomig"},
            {"plan", "--format", "json", "shop.lupomig"},
            {"run", "--dry-run", "shop.lupomig"},
            {"run", "shop.lupomig"},
            {"status"},
            {"history"},
            {"rollback", "change"}
        }) {
            TestShell.Result result = project.run(args);
            assertThat(result.status()).as(result.err()).isZero();
            said.append(result.out()).append(result.err());
        }

        assertThat(said).doesNotContain(SECRET).doesNotContain("*").contains("<secret>");
        String journal =
                String.join("\n", database.query("SELECT state_data FROM lupomig_orchestration.lupo_migration_states"));
        assertThat(journal).doesNotContain(SECRET).contains("<secret>").contains("lm_c");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void addressesOfTablesAreShownNowhere() throws SQLException, IOException {
        String sql = """
                CREATE TABLE shop.near (id INT PRIMARY KEY) CONNECTION = 'mysql://u:hunter2xyz@h/d/t';
                CREATE TABLE shop.far (id INT PRIMARY KEY) ENGINE = InnoDB CONNECTION 'mysql://u:hunter2xyz@h/d/t';
                ALTER TABLE shop.far CONNECTION 'mysql://v:hunter2xyz@h/d/t';
                CREATE TABLE shop.parts (id INT PRIMARY KEY) PARTITION BY HASH (id)
                  (PARTITION p CONNECTION 'mysql://u:hunter2xyz@h/d/t' ENGINE = InnoDB);
                ALTER TABLE shop.none CONNECTION 'mysql://v:hunter2xyz@h/d/t';
                """;
        project.plan(sql);
        TestShell.Result refused = project.run("check", "shop.lupomig");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.out() + refused.err()).doesNotContain(SECRET).contains("may hold a password");
        project.plan(sql, "undo none because \"sample\"\n");
        StringBuilder said = new StringBuilder();
        for (String[] args : new String[][] {
            {"check", "shop.lupomig"},
            {"plan", "shop.lupomig"},
            {"plan", "--format", "json", "shop.lupomig"},
            {"run", "--dry-run", "shop.lupomig"},
            {"run", "shop.lupomig"},
            {"status"},
            {"history"}
        }) {
            TestShell.Result result = project.run(args);
            said.append(result.out()).append(result.err());
        }

        assertThat(said).contains("shop.none").contains("1146").contains("<secret>");
        assertThat(said).doesNotContain(SECRET);
        String journal =
                String.join("\n", database.query("SELECT state_data FROM lupomig_orchestration.lupo_migration_states"));
        assertThat(journal).contains("<secret>").doesNotContain(SECRET);
    }

    @Test
    void aPasswordInAnAuthorsUndoIsNotWrittenDown() throws SQLException, IOException {
        project.plan("CREATE TABLE shop.fresh (id INT);", """
                undo \"""
                  SET @s = 'ALTER USER lm_a IDENTIFIED BY ''hunter2xyz''';
                  DROP TABLE shop.fresh;
                \"""
                """);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();

        String journal =
                String.join("\n", database.query("SELECT state_data FROM lupomig_orchestration.lupo_migration_states"));
        TestShell.Result back = project.run("rollback", "change");

        assertThat(journal).doesNotContain(SECRET).contains("SET @s = '<secret>'");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(database.query("SHOW TABLES IN shop LIKE 'fresh'")).isEmpty();
    }

    @Test
    void aStatementThatTheServerDoesNotUnderstandIsNotQuoted() throws SQLException, IOException {
        project.plan("CREATE USER lm_c; CREATE USER lm_d IDENTIFIED VIA no_such_plugin USING 'hunter2xyz';");
        String before = dump();

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out() + run.err()).doesNotContain(SECRET).contains("the server says");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void whatOthersGrantedSinceStopsARollbackAndIsNotLost() throws SQLException, IOException {
        project.plan("GRANT INSERT ON shop.* TO lm_a; CREATE USER lm_c;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        database.execute("GRANT UPDATE ON shop.t TO lm_a", "GRANT SELECT ON shop.* TO lm_c");
        String before = dump();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err())
                .contains("user lm_a@% has changed since the batch completed: it has another definition")
                .contains("user lm_c@% has changed since the batch completed: it has another definition");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void aRoleThatTheRoleOfTheRunHasIsLeftAlone() throws SQLException, IOException {
        database.execute(
                "CREATE ROLE lm_inner",
                "CREATE ROLE lm_outer",
                "GRANT ALL ON *.* TO lm_inner WITH GRANT OPTION",
                "GRANT lm_inner TO lm_outer",
                "CREATE USER lm_poor IDENTIFIED BY 'p'",
                "GRANT lm_outer TO lm_poor",
                "SET DEFAULT ROLE lm_outer FOR lm_poor");
        project.plan("CREATE USER lm_c; REVOKE SELECT ON *.* FROM lm_inner;", "");
        String before = dump();

        TestShell.Result run = project.as("lm_poor", "p", "run", "shop.lupomig");

        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("LM5067", "lm_inner");
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void theAccountOfTheRunIsLeftAlone() throws SQLException, IOException {
        String own = "'"
                + database.query("SELECT REPLACE(CURRENT_USER(), '@', '''@''')").get(0) + "'";
        for (String sql : new String[] {
            "DROP USER " + own,
            "ALTER USER CURRENT_USER ACCOUNT LOCK",
            "SET PASSWORD = PASSWORD('x')",
            "REVOKE SELECT ON shop.* FROM " + own,
            "RENAME USER " + own + " TO lm_d"
        }) {
            project.plan("CREATE USER lm_c; " + sql + ";");
            String before = dump();

            TestShell.Result run = project.run("run", "shop.lupomig");

            assertThat(run.status()).as(sql).isEqualTo(1);
            assertThat(run.err())
                    .as(sql)
                    .contains("LM5067")
                    .contains("it is what this run itself works as, and needs to take its work back");
            assertThat(dump()).as(sql).isEqualTo(before);
        }
    }

    @Test
    void whatItTakesIsAskedBefore() throws SQLException, IOException {
        database.execute(
                "CREATE USER lm_poor IDENTIFIED BY 'pw'",
                "GRANT ALL PRIVILEGES ON `lupomig\\_%`.* TO lm_poor",
                "GRANT SELECT ON shop.* TO lm_poor");
        project.plan("CREATE USER lm_c; GRANT SELECT ON shop.* TO lm_c;");
        assertThat(project.run("run", "--dry-run", "shop.lupomig").status()).isZero();

        TestShell.Result refused = project.as("lm_poor", "pw", "run", "shop.lupomig");

        assertThat(refused.status()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err())
                .contains("LM6038")
                .contains("lacks CREATE USER on *.*, needed for accounts, roles and privileges and the way back")
                .contains("lacks SELECT on `mysql`.*")
                .contains("lacks GRANT OPTION on `shop`.*");
        database.execute(
                "GRANT CREATE USER ON *.* TO lm_poor",
                "GRANT SELECT ON mysql.* TO lm_poor",
                "GRANT GRANT OPTION ON shop.* TO lm_poor");
        TestShell.Result run = project.as("lm_poor", "pw", "run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
        TestShell.Result back = project.as("lm_poor", "pw", "rollback", "change");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(database.query("SELECT User FROM mysql.global_priv WHERE User = 'lm_c'"))
                .isEmpty();
    }

    @Test
    void aRightThatCouldNotBeGivenBackIsNotTaken() throws SQLException, IOException {
        database.execute("GRANT SELECT ON shop.t TO lm_b", "DROP TABLE shop.t");
        String before = dump();
        project.plan("DROP USER lm_b;");

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.err())
                .contains("DROP USER user lm_b@% has no way back here: it has rights on `shop`.`t`, which is not there,"
                        + " so that they could not be granted again")
                .contains("waive it with undo none because");
        assertThat(dump()).isEqualTo(before);

        project.plan("DROP USER lm_b;", "undo none because \"nobody needs it\"");
        TestShell.Result waived = project.run("run", "shop.lupomig");
        assertThat(waived.status()).as(waived.err()).isZero();
        assertThat(dump()).doesNotContain("lm_b");
    }
}
