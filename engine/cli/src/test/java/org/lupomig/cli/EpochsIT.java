package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Epochs that do not fit are refused on a real server, with an alert of their class, and nothing is touched. */
class EpochsIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer("CREATE SCHEMA shop");

    private TestShell.Result run(String plan, String epoch, String second) throws Exception {
        project.write(plan + ".lupomig", """
                plan %s version 1 {
                  database main = mariadb
                  schema shop core
                  epoch %s
                  batch b rollback B {
                    step s { sql \"""CREATE TABLE shop.%s_s (id INT)\""" }
                    step t { sql \"""%s\""" }
                  }
                }
                """.formatted(plan, epoch, plan, second));
        return project.run("run", plan + ".lupomig");
    }

    private List<String> alerts() throws Exception {
        return database.query(
                "SELECT CONCAT(alert_type, ': ', title, ': ', status, IF(message LIKE '%(class A)', ' A', ''))"
                        + " FROM lupomig_orchestration.migration_alerts WHERE title LIKE '%epoch%' OR title LIKE 'timestamp%'"
                        + " ORDER BY migration_alert_id");
    }

    private List<String> tables() throws Exception {
        return database.query("SHOW TABLES FROM shop");
    }

    @Test
    void anEpochThatBeginsBeforeTheLastHasEndedIsRefused() throws Exception {
        TestShell.Result first = run("first", "20260101000000 -> 20260201000000", "CREATE TABLE shop.first_t (id INT)");
        assertThat(first.status()).as(first.out() + first.err()).isZero();
        String back = "20260115000000 -> 20260301000000";

        TestShell.Result refused = run("second", back, "CREATE TABLE shop.second_t (id INT)");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("LM5006", "20260115000000", "before 20260201000000", "first.b");
        assertThat(tables()).containsExactly("first_s", "first_t");
        assertThat(alerts()).containsExactly("critical: timestamp regression: new A");
        assertThat(project.run("alerts").out()).contains("timestamp regression");
        // A rollback gives the epoch back.
        assertThat(project.run("rollback", "first.b", "--class", "A").status()).isZero();
        assertThat(run("second", back, "CREATE TABLE shop.second_t (id INT)").status())
                .isZero();
    }

    @Test
    void stepsOfOneBatchAreOfOneEpoch() throws Exception {
        String fails = "CREATE TABLE shop.no (id INT, id INT)";
        assertThat(run("mixed", "20260101000000 -> 20260201000000", fails).status())
                .isEqualTo(1);
        assertThat(tables()).containsExactly("mixed_s");

        TestShell.Result refused =
                run("mixed", "20260201000000 -> 20260301000000", "CREATE TABLE shop.mixed_t (id INT)");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("LM5160", "mixed epochs");
        assertThat(tables()).containsExactly("mixed_s");
        assertThat(alerts()).containsExactly("critical: mixed epochs: new A");
        assertThat(run("mixed", "20260101000000 -> 20260201000000", "CREATE TABLE shop.mixed_t (id INT)")
                        .status())
                .isZero();
    }
}
