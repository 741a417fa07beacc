package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A server that tells tables apart by case does so with triggers, which its catalogue does not show. */
class TriggersByCaseIT {
    private final TestDatabase database = TestDatabase.get();

    private ServerProject project;

    @BeforeEach
    void shop(@TempDir Path folder) throws SQLException {
        assumeTrue(database.query("SELECT @@lower_case_table_names").contains("0"));
        project = ServerProject.onFreshServer(
                folder,
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.t (id INT PRIMARY KEY)",
                "CREATE TRIGGER shop.Tr BEFORE INSERT ON shop.t FOR EACH ROW SET @a = 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE OR REPLACE TRIGGER shop.tr BEFORE INSERT ON shop.t FOR EACH ROW SET @a = 2;",
                "CREATE TRIGGER shop.tr AFTER DELETE ON shop.t FOR EACH ROW SET @a = 2;"
            })
    void oneThatDiffersByCaseComesBesideIt(String sql) throws Exception {
        String before = project.dump();
        project.checkedPlan(sql, false);
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5010").doesNotContain("LM5020");
        assertThat(project.dump()).isEqualTo(before);
        project.checkedPlan(sql, true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.dump()).isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.t SET n = n + 10;",
                "DELETE FROM shop.t WHERE id = 1;",
                "TRUNCATE TABLE shop.t;",
                "DROP TABLE shop.t;"
            })
    void twoOfATableAreAwayWhileItsRowsComeBackAndThereAfterwards(String sql) throws Exception {
        database.execute(
                "ALTER TABLE shop.t ADD COLUMN n INT NOT NULL DEFAULT 0",
                "INSERT INTO shop.t (id) VALUES (1), (2)",
                "CREATE TRIGGER shop.tr BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.n = NEW.n + 100",
                "CREATE TRIGGER shop.UP BEFORE UPDATE ON shop.t FOR EACH ROW SET NEW.n = NEW.n + 100",
                "CREATE TRIGGER shop.up BEFORE UPDATE ON shop.t FOR EACH ROW SET NEW.n = NEW.n + 1000");
        String before = project.dump();
        project.checkedPlan(sql, false);
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5010").doesNotContain("LM5020");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void oneThatIsNotThereIsNotDropped() throws Exception {
        String before = project.dump();
        project.checkedPlan("DROP TRIGGER IF EXISTS shop.tr;", true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }
}
