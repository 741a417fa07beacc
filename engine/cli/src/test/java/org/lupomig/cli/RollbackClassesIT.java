package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A batch of class B as its user sees it: what is run, what goes back, what is said, and what stays when it is killed.
 */
class RollbackClassesIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, a VARCHAR(9)) ENGINE=InnoDB",
            "INSERT INTO shop.t VALUES (1, 'one'), (2, 'two')");

    private String before = "";

    @BeforeEach
    void look() throws SQLException {
        before = project.dump();
    }

    /**
     * A batch of four steps, of which two need the one before, and one needs none.
     *
     * @param ofMonthly more in its second step
     * @param ofBatch more in the batch
     */
    private void plan(String ofMonthly, String ofBatch) throws IOException {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch reports rollback B {
                    step totals {
                      sql \"""
                        CREATE TABLE shop.totals (id INT PRIMARY KEY, n INT) ENGINE=InnoDB;
                        INSERT INTO shop.totals VALUES (1, 10);
                      \"""
                    }
                    step monthly requires totals {
                      sql \"""
                        ALTER TABLE shop.totals ADD COLUMN month INT;
                        INSERT INTO shop.totals VALUES (2, 20, 1);
                      \"""
                      %s
                    }
                    step yearly requires monthly { sql "CREATE TABLE shop.yearly (id INT PRIMARY KEY) ENGINE=InnoDB" }
                    step words { sql \"""UPDATE shop.t SET a = 'eins' WHERE id = 1\""" }
                    %s
                  }
                }
                """.formatted(ofMonthly, ofBatch)
                .replace("sql \"CREATE", "sql \"\"\"CREATE")
                .replace("InnoDB\" }", "InnoDB\"\"\" }"));
    }

    @Test
    void aStepThatFailsGoesBackAndTheIndependentOnesStay() throws Exception {
        plan("validate post performance \"quick\" { expect rows(shop.totals) = 1 }", "");

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "FAILED     monthly                   check \"quick\"",
                        "undone     monthly                   2 changes",
                        "not run    yearly                    it requires monthly, which failed",
                        "batch reports failed in part: 2 of 4 steps have completed and stay; undone: monthly;"
                                + " not run: yearly");
        assertThat(run.err()).contains("LM5010", "LM5081", "shop.reports.yearly was not run: it requires monthly");
        assertThat(database.query("SELECT id FROM shop.totals")).hasSize(1);
        assertThat(database.query("SELECT 1 FROM shop.t WHERE a = 'eins'")).hasSize(1);
        assertThat(database.query("SELECT 1 FROM information_schema.TABLES WHERE TABLE_NAME = 'yearly'"))
                .isEmpty();

        TestShell.Result status = project.run("status");
        assertThat(status.out())
                .contains("failed      2 of 4 steps, class B")
                .containsPattern("1. totals +completed")
                .containsPattern("2. monthly +rolled_back")
                .containsPattern("3. yearly +pending +it requires monthly, which failed")
                .containsPattern("4. words +completed");
        assertThat(project.run("history").out()).contains("failed in part: 2 of 4 steps");

        plan("", "");
        TestShell.Result again = project.run("run", "shop.lupomig");
        assertThat(again.status()).as(again.out() + again.err()).isZero();
        assertThat(again.out()).contains("2 steps in 1 batch done");
        assertThat(project.run("status").out()).contains("completed   4 of 4 steps, class B");

        TestShell.Result back = project.run("rollback", "shop.reports");
        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void oneStepGoesBackAndTheBatchIsToldToHaveGoneInPart() throws Exception {
        plan("", "");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        TestShell.Result missing = project.run("rollback", "reports.nosuch");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err())
                .contains("LM9088", "batch reports has no step 'nosuch'", "monthly, totals, words, yearly");

        assertThat(project.run("rollback", "reports.words").status()).isZero();

        assertThat(project.run("status").out()).contains("rolled_back in part, 3 of 4 steps, class B");
        assertThat(database.query("SELECT rollback_class FROM lupomig_orchestration.migration_rollback_log"))
                .containsExactly("B");
        assertThat(project.run("rollback", "reports.words").err())
                .contains("LM5023", "step shop.reports.words has not");
    }

    @Test
    void aDryRunSaysThatOnlyChecksAreMissing() throws Exception {
        plan("", "");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        database.execute("UPDATE lupomig_orchestration.migration_batches SET status = 'failed'");

        assertThat(project.run("run", "shop.lupomig", "--dry-run").out())
                .contains("dry run: only checks are missing: those of batch reports would be made");
    }

    @Test
    void aFailureOfClassATakesAllBack() throws Exception {
        plan("", "validate post integrity \"one row\" { expect rows(shop.totals) = 1 }");

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "this is a failure of class A: totals, monthly, yearly, words go back with it",
                        "batch reports failed and is undone: everything is as before it");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(project.run("status").out()).contains("rolled_back 0 of 4 steps, class B");
    }

    @Test
    void butNotOverWhatOthersWroteMeanwhile() throws Exception {
        plan("validate post performance \"quick\" { expect rows(shop.totals) = 1 }", "");
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);
        database.execute("INSERT INTO shop.totals VALUES (77, 77)");
        plan("", "validate post integrity \"two rows\" { expect rows(shop.totals) = 2 }");

        TestShell.Result run = project.run("run", "shop.lupomig");

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(run.err()).contains("shop.totals has changed since the batch completed");
        assertThat(database.query("SELECT 1 FROM shop.totals WHERE id = 77")).hasSize(1);
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(3);

        database.execute("DELETE FROM shop.totals WHERE id = 77");
        TestShell.Result recovered = project.run("recover");
        assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatIsPastItsCommitPointStaysWhereTheRunIsKilled() throws Exception {
        plan("sql \"\"\"SELECT SUM(x.seq * y.seq) FROM shop.seq_1_to_10000 x, shop.seq_1_to_200000 y\"\"\"", "");
        Process process = project.process("run", "shop.lupomig", "--json")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.contains("SELECT\"")) {
                line = output.readLine();
            }
            assertThat(line).isNotNull();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        TestShell.Result recovered = project.run("recover");

        assertThat(recovered.status()).as(recovered.out() + recovered.err()).isZero();
        assertThat(recovered.out())
                .contains(
                        "1 of 4 steps of batch reports have completed, and all else is as before it; the next run goes"
                                + " on from there");
        assertThat(database.query("SELECT id FROM shop.totals")).hasSize(1);
        assertThat(database.query("SELECT 1 FROM shop.t WHERE a = 'eins'")).isEmpty();

        plan("", "");
        TestShell.Result again = project.run("run", "shop.lupomig");
        assertThat(again.status()).as(again.out() + again.err()).isZero();
        assertThat(again.out()).contains("3 steps in 1 batch done");
    }

    @Test
    void planSaysWhatAFailureTakesBack() throws Exception {
        plan("", "validate post integrity \"one row\" { expect rows(shop.totals) = 1 }");

        TestShell.Result plan = project.run("plan", "shop.lupomig");

        assertThat(plan.status()).as(plan.out() + plan.err()).isZero();
        assertThat(plan.out())
                .contains(
                        "batch reports, rollback class B",
                        "each step is committed by itself: one that fails goes back alone",
                        "validate post integrity \"one row\", on failure class A: the whole batch goes back")
                .doesNotContain("with its table, its rows go with table totals");
    }
}
