package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** {@code run --to} as its user sees it: what is run, what stays pending, what is said, and how it goes on. */
class UpToStepIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project =
            ServerProject.onFreshServer("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT PRIMARY KEY) ENGINE=InnoDB");

    private String before = "";

    @BeforeEach
    void look() throws SQLException {
        before = project.dump();
    }

    /**
     * A batch of class A and one of class B that requires it, of three steps.
     *
     * @param check what the second batch expects afterwards, of the number of tables before
     */
    private void plan(String check) throws IOException {
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch base {
                    step one { sql \"""CREATE TABLE shop.one (id INT PRIMARY KEY) ENGINE=InnoDB\""" }
                    step two { sql \"""CREATE TABLE shop.two (id INT PRIMARY KEY) ENGINE=InnoDB\""" }
                  }
                  batch reports requires base rollback B {
                    freeze writes on shop because "tables come"
                    step totals {
                      sql \"""
                        CREATE TABLE shop.totals (id INT PRIMARY KEY, n INT) ENGINE=InnoDB;
                        INSERT INTO shop.totals VALUES (1, 10);
                      \"""
                    }
                    step monthly requires totals { sql \"""ALTER TABLE shop.totals ADD COLUMN month INT\""" }
                    step yearly { sql \"""CREATE TABLE shop.yearly (id INT PRIMARY KEY) ENGINE=InnoDB\""" }
                    validate post integrity "two have come" { expect tables(shop) = before(tables(shop)) + %s }
                  }
                }
                """.formatted(check));
    }

    private List<String> tables() throws SQLException {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop'"
                + " ORDER BY TABLE_NAME");
    }

    private String run(int status, String... arguments) {
        TestShell.Result result = project.run(arguments);
        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(status);
        return result.out() + result.err();
    }

    @Test
    void someOfItAndThenTheRest() throws Exception {
        plan("2");

        assertThat(run(0, "run", "shop.lupomig", "--to", "monthly", "--dry-run"))
                .contains(
                        "dry run of plan shop 1 up to reports.monthly on ",
                        "4 steps with 5 statements would run;"
                                + " behind shop.reports.monthly 1 step would stay pending: reports.yearly");
        assertThat(tables()).containsExactly("t");

        assertThat(run(0, "run", "shop.lupomig", "--to", "monthly"))
                .contains(
                        "4 steps in 2 batches done", "behind shop.reports.monthly 1 step stays pending: reports.yearly")
                .doesNotContain("two have come");
        assertThat(tables()).containsExactly("one", "t", "totals", "two");
        assertThat(run(0, "status"))
                .contains(
                        "system normal",
                        "completed   2 of 2 steps, class A",
                        "pending     in part, 2 of 3 steps, class B");
        assertThat(run(0, "history")).contains("1 step stays pending: reports.yearly");
        assertThat(run(0, "show", "1")).contains("1 step stays pending: reports.yearly");
        assertThat(run(0, "run", "shop.lupomig", "--to", "reports.monthly"))
                .contains("plan shop 1 has come as far as that already");

        assertThat(run(0, "run", "shop.lupomig")).contains("1 step in 1 batch done", "two have come");
        assertThat(run(0, "status")).contains("completed   3 of 3 steps, class B");
        assertThat(run(0, "rollback", "shop.reports")).contains("is rolled back");
        assertThat(run(0, "rollback", "shop.base")).contains("is rolled back");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatCameInPartGoesBack() throws Exception {
        plan("2");
        run(0, "run", "shop.lupomig", "--to", "totals");

        assertThat(run(0, "rollback", "shop.reports")).contains("is rolled back");
        assertThat(tables()).containsExactly("one", "t", "two");
        assertThat(run(0, "rollback", "shop.base")).contains("is rolled back");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void theChecksOfTheBatchTakeBackAllOfIt() throws Exception {
        plan("7");
        run(0, "run", "shop.lupomig", "--to", "totals");

        assertThat(run(1, "run", "shop.lupomig")).contains("batch reports failed and is undone");

        assertThat(tables()).containsExactly("one", "t", "two");
    }

    @Test
    void aBatchOfClassAComesWholeOrNotAtAll() throws Exception {
        plan("2");

        assertThat(run(2, "run", "shop.lupomig", "--to", "one"))
                .contains(
                        "LM5082", "--to shop.base.one would leave two of batch base behind", "give --to shop.base.two");
        assertThat(database.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();

        assertThat(run(0, "run", "shop.lupomig", "--to", "two"))
                .contains("2 steps in 1 batch done; behind shop.base.two 3 steps stay pending:");
        assertThat(tables()).containsExactly("one", "t", "two");
    }
}
