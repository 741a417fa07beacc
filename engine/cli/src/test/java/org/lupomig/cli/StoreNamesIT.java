package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** The schemas of the store have other names where the project says so, for every command. */
class StoreNamesIT {
    private static final String NAMES = """
            store.orchestration = ops-Log
            store.ephemeral = ops_now
            store.held = aside
            """;

    private final TestDatabase target = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop", "CREATE TABLE shop.old (id INT PRIMARY KEY)", "INSERT INTO shop.old VALUES (1)");

    @BeforeEach
    void names() throws IOException {
        project.write("lupomig.properties", NAMES);
    }

    private String done(String... command) {
        TestShell.Result result = project.run(command);
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        return result.out();
    }

    private void noUsualNames() throws SQLException {
        assertThat(target.query("SHOW SCHEMAS LIKE 'lupomig%'")).isEmpty();
        assertThat(target.query("SHOW SCHEMAS LIKE 'ops%'")).hasSize(2);
    }

    @Test
    void everyCommandGoesThere() throws SQLException, IOException {
        project.plan("DROP TABLE shop.old; CREATE TABLE shop.fresh (id INT)");

        done("run", "shop.lupomig");

        noUsualNames();
        assertThat(target.query("SHOW TABLES FROM aside")).hasSize(1);
        assertThat(target.query("SELECT COUNT(*) FROM `ops-Log`.migration_batches"))
                .containsExactly("1");
        assertThat(done("status")).contains("shop");
        assertThat(done("show", "1", "--undo-sql")).contains("aside").doesNotContain("lupomig_");
        done("freeze", "shop", "--because", "a test");
        done("thaw");
        done("rollback", "shop.change");
        assertThat(target.query("SELECT id FROM shop.old")).containsExactly("1");
        done("run", "shop.lupomig");
        done("purge", "--yes");
        noUsualNames();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void whatAKilledRunLeftIsBroughtToItsEnd() throws Exception {
        project.plan("DROP TABLE shop.old; SELECT SUM(x.seq * y.seq) FROM shop.seq_1_to_10000 x,"
                + " shop.seq_1_to_10000 y, shop.seq_1_to_100 z");
        Process killed = project.process("run", "shop.lupomig")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (killed.isAlive()
                && target.query("SHOW TABLES FROM shop LIKE 'old'").size() == 1) {
            Thread.onSpinWait();
        }
        killed.destroyForcibly().waitFor();

        done("recover");

        assertThat(target.query("SELECT id FROM shop.old")).containsExactly("1");
        noUsualNames();
    }

    /** With the privileges that the page about them lists, on schemas of these names. */
    @Test
    void anAccountNeedsTheSameThere() throws SQLException, IOException {
        String[] drop = {"DROP USER IF EXISTS lm_named"};
        target.execute(drop);
        try {
            target.execute(
                    "CREATE USER lm_named IDENTIFIED BY 'geheim'",
                    "GRANT SELECT, INSERT, UPDATE, CREATE ON `ops-Log`.* TO lm_named",
                    "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE ON ops_now.* TO lm_named",
                    "GRANT SELECT, INSERT, CREATE, DROP ON aside.* TO lm_named",
                    "GRANT SELECT, CREATE, ALTER, DROP ON shop.* TO lm_named");
            project.plan("CREATE TABLE shop.fresh (id INT)");
            TestShell.Result run = project.as("lm_named", "geheim", "run", "shop.lupomig");
            assertThat(run.status()).as(run.out() + run.err()).isZero();
            TestShell.Result back = project.as("lm_named", "geheim", "rollback", "shop.change");
            assertThat(back.status()).as(back.out() + back.err()).isZero();
            noUsualNames();
        } finally {
            target.execute(drop);
        }
    }

    @Test
    void aPlanDoesNotTouchThem() throws SQLException, IOException {
        project.plan("CREATE TABLE shop.fresh (id INT)");
        done("run", "shop.lupomig");
        project.write(
                "bad.lupomig",
                "plan bad version 1 { database main = mariadb batch change { step only { sql"
                        + " \"\"\"CREATE TABLE aside.mine (id INT)\"\"\" } } }");

        TestShell.Result refused = project.run("run", "bad.lupomig");

        assertThat(refused.status()).as(refused.out() + refused.err()).isNotZero();
        assertThat(target.query("SHOW TABLES FROM aside LIKE 'mine'")).isEmpty();
    }

    @Test
    void namesThatCannotBeAreSaid() throws IOException {
        project.plan("CREATE TABLE shop.fresh (id INT)");
        for (String[] wrong : new String[][] {
            {"store.held = a`b", "it takes 1 to 64 of A-Z a-z 0-9 _ -"},
            {"store.held = " + "x".repeat(65), "it takes 1 to 64"},
            {"store.held = MySQL", "that is a schema of the server's own"},
            {"store.held = LUPOMIG_ephemeral", "what is set aside needs a schema of its own"},
            {"store.held = aside", "needs all three, and store.orchestration and store.ephemeral are not set"},
            {"store.held = aside\nstore.ephemeral = now", "needs all three, and store.orchestration is not set"},
        }) {
            project.write("lupomig.properties", wrong[0] + "\n");
            TestShell.Result refused = project.run("run", "shop.lupomig");
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("error[LM9108] store.", wrong[1], "leave the setting out for the usual name");
        }
    }
}
