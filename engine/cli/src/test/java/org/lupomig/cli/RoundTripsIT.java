package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** How often a command goes to the server: each way costs an application on a slow line as much as a statement. */
class RoundTripsIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer("SET GLOBAL log_output = 'TABLE'");

    @AfterEach
    void quiet() throws SQLException {
        database.execute("SET GLOBAL general_log = OFF", "TRUNCATE TABLE mysql.general_log");
    }

    @Test
    void aFinishedPlanCostsFewWays() throws SQLException, IOException {
        write(3);
        run("run", "p.lupomig");
        List<String> ways = ways("run", "p.lupomig");
        assertThat(ways).hasSizeLessThanOrEqualTo(9).noneMatch(way -> commits(way) || way.contains("GET_LOCK"));
    }

    @Test
    void aStepCostsFewWays() throws SQLException, IOException {
        write(1);
        run("run", "p.lupomig");
        run("rollback", "p.b");
        List<String> one = ways("run", "p.lupomig");
        run("rollback", "p.b");
        write(2);
        List<String> two = ways("run", "p.lupomig");
        assertThat(two.size() - one.size()).isLessThanOrEqualTo(5);
        assertThat(commits(two) - commits(one)).isLessThanOrEqualTo(1);
    }

    @Test
    void manyStepsThatOnlyMakeTablesCostLittleMoreThanTheirStatements() throws SQLException, IOException {
        tables(10);
        run("run", "p.lupomig");
        run("rollback", "p.b");
        List<String> ten = ways("run", "p.lupomig");
        run("rollback", "p.b");
        tables(50);
        List<String> fifty = ways("run", "p.lupomig");
        assertThat(fifty.size() - ten.size()).isLessThanOrEqualTo(40);
        assertThat(commits(fifty)).isEqualTo(commits(ten));
    }

    @Test
    void soDoesTakingThemBack() throws SQLException, IOException {
        tables(10);
        run("run", "p.lupomig");
        List<String> ten = ways("rollback", "p.b");
        tables(50);
        run("run", "p.lupomig");
        List<String> fifty = ways("rollback", "p.b");
        // Each is compared and dropped under a lock of its own.
        assertThat(fifty.size() - ten.size()).isLessThanOrEqualTo(40 * 5);
        assertThat(commits(fifty)).isEqualTo(commits(ten));
    }

    private void tables(int steps) throws SQLException, IOException {
        var plan = new StringBuilder("plan p version 1 { database main = mariadb schema shop core batch b {\n");
        for (int i = 1; i <= steps; i++) {
            plan.append("step t" + i + " { sql \"\"\"CREATE TABLE shop.t" + i + " (id INT PRIMARY KEY)\"\"\" }\n");
        }
        database.execute("CREATE SCHEMA IF NOT EXISTS shop");
        project.write("p.lupomig", plan.append("} }\n").toString());
    }

    @Test
    void stepsThatFillWhatTheyMakeNeedNoSessionOfTheirOwn() throws SQLException, IOException {
        fill(1);
        run("run", "p.lupomig");
        run("rollback", "p.b");
        List<String> one = ways("run", "p.lupomig");
        run("rollback", "p.b");
        fill(3);
        List<String> three = ways("run", "p.lupomig");
        assertThat(connections(three)).isEqualTo(connections(one));
        assertThat(three.size() - one.size()).isLessThanOrEqualTo(2 * 21);
    }

    private static long connections(List<String> ways) {
        return ways.stream().filter(way -> way.startsWith("set autocommit")).count();
    }

    private void fill(int steps) throws IOException {
        var plan = new StringBuilder("plan p version 1 { database main = mariadb schema shop core batch b {\n"
                + "step s { sql \"\"\"CREATE SCHEMA shop\"\"\" }\n");
        for (int i = 1; i <= steps; i++) {
            plan.append("step t" + i + " requires s { sql \"\"\"CREATE TABLE shop.t" + i
                    + " (id INT PRIMARY KEY); INSERT INTO shop.t" + i + " VALUES (1), (2)\"\"\" }\n");
        }
        project.write("p.lupomig", plan.append("} }\n").toString());
    }

    /** Whether the account may read the tables that refer to what comes in, and sees all that refer to what goes. */
    @Test
    void whatRefersToATableIsLookedForOnceForAllStatements() throws Exception {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.t (id INT PRIMARY KEY, w INT, KEY (w)) ENGINE=InnoDB",
                "CREATE TABLE shop.c (p INT, q INT, FOREIGN KEY (p) REFERENCES shop.t (id),"
                        + " FOREIGN KEY (q) REFERENCES shop.t (w)) ENGINE=InnoDB",
                "CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'");
        project.plan("SELECT 1");
        run("run", "shop.lupomig");
        Set<String> grants = new TreeSet<>(new DocumentedPrivileges().store("`run`, `rollback`"));
        grants.addAll(new DocumentedPrivileges().statements("shop", "UPDATE, DELETE", "INSERT into"));
        grants.add("SELECT ON shop.*");
        for (String grant : grants) {
            database.execute("GRANT " + grant + " TO poor@'%'");
        }
        List<String> one = looked(1);
        List<String> many = looked(8);

        assertThat(one)
                .filteredOn(way -> way.startsWith("SELECT `p` FROM `shop`.`c` LIMIT 0"))
                .hasSize(1);
        assertThat(many).hasSameSizeAs(one);
    }

    /** What a plan with so many statements asks for that is refused beforehand, but for what it sends. */
    private List<String> looked(int statements) throws SQLException, IOException {
        var sql = new StringBuilder("UPDATE t SET w = 9 WHERE id = 0;");
        for (int i = 1; i <= statements; i++) {
            sql.append(" INSERT INTO t VALUES (" + i + ", " + i + "); DELETE FROM t WHERE id = " + i + ";");
        }
        project.planOfScript("looked", "USE shop; " + sql);
        return ways(List.of("poor", "pw"), 2, "run", "shop.lupomig");
    }

    @Test
    void takingAStepBackCostsFewWays() throws SQLException, IOException {
        write(1);
        run("run", "p.lupomig");
        List<String> one = ways("rollback", "p.b");
        write(2);
        run("run", "p.lupomig");
        List<String> two = ways("rollback", "p.b");
        assertThat(two.size() - one.size()).isLessThanOrEqualTo(10);
        // What was done to one and is about to be done to the next is one transaction.
        assertThat(commits(two) - commits(one)).isLessThanOrEqualTo(1);
        assertThat(two)
                .filteredOn("SHOW GRANTS"::equals)
                .hasSameSizeAs(one.stream().filter("SHOW GRANTS"::equals).toList());
    }

    private static long commits(List<String> ways) {
        return ways.stream().filter(RoundTripsIT::commits).count();
    }

    /** By itself, or at the end of what it makes durable. */
    private static boolean commits(String way) {
        return way.equals("COMMIT") || (way.startsWith("BEGIN NOT ATOMIC") && way.contains(" COMMIT; END"));
    }

    /** Without those that ask what a slow statement waits for: how many they are is a matter of time. */
    private List<String> ways(String... args) throws SQLException {
        return ways(List.of(database.user(), database.password()), 0, args);
    }

    /** The same of an account, where it ends with this exit status. */
    private List<String> ways(List<String> account, int status, String... args) throws SQLException {
        database.execute("TRUNCATE TABLE mysql.general_log", "SET GLOBAL general_log = ON");
        TestShell.Result result = project.as(account.get(0), account.get(1), args);
        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(status);
        if (status == 0) {
            assertThat(result.err()).isEmpty();
        }
        database.execute("SET GLOBAL general_log = OFF");
        return database.query(
                "SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log WHERE command_type = 'Query'"
                        + " AND argument NOT LIKE 'SELECT COALESCE(STATE, %'"
                        + " AND thread_id NOT IN (SELECT thread_id FROM mysql.general_log"
                        + " WHERE argument LIKE 'SET GLOBAL general\\_log%')");
    }

    private void run(String... args) {
        TestShell.Result result = project.run(args);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    private void write(int steps) throws IOException {
        var plan = new StringBuilder("plan p version 1 { database main = mariadb schema shop core batch b {\n"
                + "step s { sql \"\"\"CREATE SCHEMA shop\"\"\" }\n");
        for (int i = 1; i <= steps; i++) {
            plan.append("step t" + i + " requires s { sql \"\"\"CREATE TABLE shop.t" + i
                    + " (id INT PRIMARY KEY)\"\"\" }\n");
        }
        project.write("p.lupomig", plan.append("} }\n").toString());
    }
}
