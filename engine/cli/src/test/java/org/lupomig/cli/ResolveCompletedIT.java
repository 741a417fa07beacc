package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Somebody drops by hand what a completed batch made, and wants the store to know that. */
class ResolveCompletedIT {
    private static final TestDatabase SERVER = TestDatabase.get();

    @RegisterExtension
    private final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop", "CREATE TABLE shop.users (id INT PRIMARY KEY) ENGINE=InnoDB");

    private String before = "";

    @BeforeEach
    void aCompletedBatch() throws Exception {
        before = project.dump();
        project.plan(
                "CREATE TABLE shop.orders (id INT PRIMARY KEY) ENGINE=InnoDB; ALTER TABLE shop.users ADD COLUMN n INT;"
                        + " DROP TABLE shop.users; CREATE TABLE shop.users (id INT PRIMARY KEY) ENGINE=InnoDB;");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    private TestShell.Result resolve(String as, String... more) {
        String[] all = {"resolve", "shop.change", "--as", as, "--because", "the disk was needed"};
        String[] arguments = java.util.Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, arguments, all.length, more.length);
        return project.run(arguments);
    }

    @Test
    void whoHasTakenItBackByHandSaysSo() throws Exception {
        SERVER.execute("DROP TABLE shop.orders");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(project.run("rollback", "change").status()).isEqualTo(2);
        assertThat(project.run("run", "shop.lupomig").out()).contains("is finished");

        TestShell.Result said = resolve("rolled-back");

        assertThat(said.status()).as(said.out() + said.err()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .contains(
                        "shop.change.only is recorded as rolled back",
                        "what was set aside stays, until lupomig purge shop.change:")
                .containsPattern("undone +only +by hand")
                .doesNotContain("nothing had been changed");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(project.run("status").out()).contains("rolled_back");
        assertThat(project.run("history").out()).contains("says: the disk was needed");
        assertThat(project.run("show", "2").out())
                .contains("rolling_back -> idle (rolled_back)", "recorded as rolled back by ", ": the disk was needed");
        assertThat(SERVER.query("SELECT reason FROM lupomig_orchestration.migration_rollback_log"))
                .singleElement()
                .asString()
                .matches("resolved by hand as rolled back by .+: the disk was needed");
        assertThat(SERVER.query("SELECT message FROM lupomig_orchestration.migration_alerts"
                        + " WHERE title = 'resolved by hand' AND alert_type = 'warning'"))
                .hasSize(1);
        assertThat(resolve("rolled-back").err()).contains("LM5100");
        assertThat(project.run("purge", "change", "--yes").status()).isZero();
        assertThat(SERVER.query("SHOW TABLES FROM lupomig_held")).isEmpty();
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        assertThat(project.run("rollback", "change").status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatIsSetAsideIsSaidOnce() throws Exception {
        SERVER.execute("CREATE OR REPLACE TABLE shop.orders (theirs INT)");

        TestShell.Result said = resolve("rolled-back", "--dry-run");

        assertThat((said.out() + said.err()).split("what was set aside stays", -1))
                .as(said.out() + said.err())
                .hasSize(2);
    }

    @Test
    void whoHasNotIsToldWhatToDo() throws Exception {
        TestShell.Result said = resolve("rolled-back");

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err())
                .contains("LM5106", "shop.orders was not there and is now", "lupomig rollback takes it back");
        assertThat(resolve("completed").err()).contains("LM5100");
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatDiffersIsToldFirst() throws Exception {
        SERVER.execute("DROP TABLE shop.orders", "ALTER TABLE shop.users ADD COLUMN theirs INT");

        TestShell.Result looked = resolve("rolled-back", "--dry-run");

        assertThat(looked.status()).isZero();
        assertThat(looked.out() + looked.err())
                .contains("would be recorded as rolled back", "LM5101", "shop.users has another definition now");
        assertThat(project.run("run", "shop.lupomig").out()).contains("is finished");
    }

    /** A table that refers to it was made by an earlier step, and is gone as well. */
    @Test
    void whatAnEarlierStepLedToItDoesNotDiffer() throws Exception {
        project.write("other.lupomig", """
                plan other version 1 {
                  database main = mariadb
                  batch change {
                    step first {
                      sql $CREATE TABLE shop.addresses (id INT PRIMARY KEY, u INT, FOREIGN KEY (u) REFERENCES shop.users (id))$
                    }
                    step second requires first { sql $ALTER TABLE shop.users ADD COLUMN x INT$ }
                  }
                }
                """.replace("$", "\"\"\""));
        TestShell.Result run = project.run("run", "other.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
        SERVER.execute("DROP TABLE shop.addresses", "ALTER TABLE shop.users DROP COLUMN x");
        SERVER.execute("CREATE TABLE shop.theirs (u INT, CONSTRAINT mine FOREIGN KEY (u) REFERENCES shop.users (id))");

        assertThat(takenBackByHand("--dry-run"))
                .contains("LM5101", "foreign key mine of shop.theirs was not there and is now")
                .doesNotContain("addresses");
        SERVER.execute("DROP TABLE shop.theirs");
        assertThat(takenBackByHand("--dry-run")).contains("would be recorded").doesNotContain("LM5101");
    }

    private String takenBackByHand(String more) {
        TestShell.Result said =
                project.run("resolve", "other.change", "--as", "rolled-back", "--because", "by hand", more);
        return said.out() + said.err();
    }
}
