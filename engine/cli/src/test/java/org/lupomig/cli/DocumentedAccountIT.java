package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;

/** An account with exactly what the page about privileges says gives every command, and with one less is told so. */
@Tag("proof")
class DocumentedAccountIT {
    private static final String[] KINDS = {
        "CREATE TABLE",
        "INSERT into a table that the plan creates",
        "DROP TABLE,",
        "TRUNCATE TABLE",
        "RENAME TABLE",
        "ADD COLUMN",
        "DROP COLUMN",
        "MODIFY or CHANGE",
        "UPDATE, DELETE",
        "CREATE VIEW",
        "CREATE EVENT",
        "CREATE SEQUENCE",
        "SELECT, and what a check"
    };

    private final TestDatabase database = TestDatabase.get();
    private final DocumentedPrivileges documented = new DocumentedPrivileges();
    private final Set<String> ofPlan = documented.statements("shop", KINDS);

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, a VARCHAR(9), n INT) ENGINE=InnoDB",
            "INSERT INTO shop.t VALUES (1, 'one', 1), (2, 'two', 2)",
            "CREATE TABLE shop.old (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.old VALUES (1)",
            "CREATE TABLE shop.logs (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.logs VALUES (1), (2)",
            "CREATE TABLE shop.u (id INT PRIMARY KEY) ENGINE=InnoDB");

    private String before = "";

    DocumentedAccountIT() throws IOException {}

    @BeforeEach
    void write() throws Exception {
        before = project.dump();
        project.write("shop.lupomig", """
            plan shop version 1 {
              database main = mariadb
              schema shop core
              batch change {
                step made { sql \"""
                  CREATE TABLE shop.made (id INT PRIMARY KEY) ENGINE=InnoDB;
                  INSERT INTO shop.made VALUES (1);
                  CREATE SEQUENCE shop.numbers;
                \""" }
                step altered requires made { sql \"""
                  ALTER TABLE shop.t ADD COLUMN m INT;
                  ALTER TABLE shop.t MODIFY a VARCHAR(20);
                  UPDATE shop.t SET a = 'eins' WHERE id = 1;
                  DELETE FROM shop.t WHERE id = 2;
                  ALTER TABLE shop.t DROP COLUMN n;
                \""" }
                step gone requires altered { sql \"""
                  DROP TABLE shop.old;
                  TRUNCATE TABLE shop.logs;
                  RENAME TABLE shop.u TO shop.v;
                  CREATE VIEW shop.w AS SELECT id FROM shop.v;
                  CREATE EVENT shop.e ON SCHEDULE EVERY 1 YEAR DO DELETE FROM shop.logs;
                \""" }
                validate post "one is left" { expect rows(shop.t) = 1 }
              }
            }
            """);
        project.write("stuck.lupomig", """
            plan stuck version 1 {
              database main = mariadb
              schema shop core
              batch change {
                step move { sql \"""
                  RENAME TABLE shop.t TO shop.moved;
                  ALTER TABLE shop.u ADD COLUMN b INT;
                \""" }
                validate post "never" { expect rows(shop.u) = 1 }
              }
            }
            """);
    }

    private void account(Set<String> grants, Set<String> more) throws SQLException {
        database.execute("CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'");
        for (String grant : union(grants, more)) {
            database.execute("GRANT " + grant + " TO poor@'%'");
        }
        // what a DELETE takes besides; UnseenChildrenIT has what becomes of it without
        database.execute("GRANT PROCESS ON *.* TO poor@'%'");
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private TestShell.Result poor(int status, String... command) {
        TestShell.Result result = project.as("poor", "pw", command);
        assertThat(result.status())
                .as(String.join(" ", command) + "\n" + result.out() + result.err())
                .isEqualTo(status);
        return result;
    }

    private Set<String> runs() {
        return documented.store("`run`, `rollback`");
    }

    @Test
    void theFirstRunMakesTheStoreAndThenNoneIsMade() throws Exception {
        account(documented.store("the first `run`"), union(ofPlan, Set.of("CREATE ON lupomig_held.*")));

        poor(0, "run", "shop.lupomig");

        account(runs(), ofPlan);
        assertThat(poor(0, "run", "shop.lupomig").out()).contains("nothing to do");
        account(documented.store("`status`, `history`"), Set.of());
        poor(0, "status");
        poor(0, "history");
        assertThat(poor(0, "show", "1").out()).contains("shop.change.gone");
        poor(0, "alerts");
        account(runs(), ofPlan);
        poor(0, "rollback", "change");
        assertThat(project.dump()).isEqualTo(before);
        poor(0, "run", "shop.lupomig");
        account(documented.store("`purge`"), documented.statements("shop", "what `purge`"));
        poor(0, "purge", "shop.change", "--yes");
        assertThat(database.query("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'"))
                .isEmpty();
    }

    private void stick() throws Exception {
        project.run("run", "shop.lupomig");
        project.run("rollback", "change");
        account(runs(), ofPlan);
        CompletableFuture<TestShell.Result> run;
        try (Connection reader = reader()) {
            run = CompletableFuture.supplyAsync(() -> project.as("poor", "pw", "run", "stuck.lupomig"));
            WaitingCommand.session(database, run);
            database.execute("CREATE TABLE shop.t (theirs INT) ENGINE=InnoDB");
            reader.rollback();
        }
        assertThat(run.join().status()).as(run.join().err()).isEqualTo(3);
    }

    private Connection reader() throws SQLException {
        Connection reader = database.connect();
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.executeQuery("SELECT * FROM shop.u").close();
        }
        return reader;
    }

    @Test
    void whatIsStuckIsTriedAgain() throws Exception {
        stick();
        database.execute("DROP TABLE shop.t");
        poor(0, "retry", "stuck");
        assertThat(project.dump()).isEqualTo(before);

        account(documented.store("`alerts acknowledge`"), Set.of());
        // All is as before: nothing is left of it to be seen to.
        assertThat(database.query("SELECT DISTINCT status FROM lupomig_orchestration.migration_alerts"))
                .containsExactly("resolved");
        database.execute("UPDATE lupomig_orchestration.migration_alerts SET status = 'new' LIMIT 1");
        String alert = database.query(
                        "SELECT migration_alert_id FROM lupomig_orchestration.migration_alerts WHERE status = 'new'")
                .get(0);
        poor(0, "alerts", "acknowledge", alert, "--because", "seen");
        poor(0, "alerts", "resolve", alert, "--because", "mended");
    }

    @Test
    void whatIsStuckIsResolved() throws Exception {
        stick();
        database.execute("DROP TABLE shop.t", "RENAME TABLE shop.moved TO shop.t");
        poor(0, "resolve", "stuck.change", "--as", "rolled-back", "--because", "put back by hand");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void theSessionOfADeadRunIsEnded() throws Exception {
        project.run("run", "shop.lupomig");
        project.run("rollback", "change");
        account(runs(), ofPlan);
        ProcessBuilder process = project.process("run", "stuck.lupomig")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().put("LUPOMIG_DATABASE_MAIN_USER", "poor");
        process.environment().put("LUPOMIG_DATABASE_MAIN_PASSWORD", "pw");
        Process run = process.start();
        try (Connection reader = reader()) {
            WaitingCommand.session(database, run.onExit().thenApply(done -> new TestShell.Result(0, "", "")));
            run.destroyForcibly();
            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
            poor(0, "recover");
            reader.rollback();
        }
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aPlanIsRehearsedFromTheTarget() throws Exception {
        account(documented.statements("shop", "what `rehearse --from target`"), Set.of());

        project.plan("ALTER TABLE shop.u ADD COLUMN b INT");
        poor(0, "rehearse", "shop.lupomig", "--from", "target", "--rows", "10");

        assertThat(project.dump()).isEqualTo(before);
        assertThat(database.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
    }

    @Test
    void withOneLessItIsSaidBeforeAnythingIsTouched() throws Exception {
        project.run("run", "shop.lupomig");
        project.run("rollback", "change");
        List<String> recorded = database.query("SELECT COUNT(*) FROM lupomig_orchestration.lupo_migration_states");
        int said = 0;
        for (String without : union(runs(), ofPlan)) {
            Set<String> fewer = union(runs(), ofPlan);
            fewer.remove(without);
            account(fewer, Set.of());

            TestShell.Result result = poor(2, "run", "shop.lupomig");

            String privilege = without.substring(0, without.indexOf(" ON "));
            assertThat(result.err()).as("without %s", without).contains("error[LM60", privilege, "GRANT ");
            assertThat(project.dump()).as("without %s", without).isEqualTo(before);
            said++;
        }
        assertThat(database.query("SELECT COUNT(*) FROM lupomig_orchestration.lupo_migration_states"))
                .isEqualTo(recorded);
        new Counts("privileges that are missed, each in its turn")
                .add("privileges", said)
                .print();
        account(runs(), ofPlan);
        poor(0, "run", "shop.lupomig");
    }
}
