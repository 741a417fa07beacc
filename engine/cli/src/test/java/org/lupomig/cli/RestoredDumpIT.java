package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Dumps that are restored over the tables that they were made of, in the order of their names. */
class RestoredDumpIT {
    private static final String OFF = "USE shop; SET FOREIGN_KEY_CHECKS=0; ";
    private static final String ITEM = "CREATE TABLE item (id INT PRIMARY KEY, o INT NOT NULL, g INT,"
            + " CONSTRAINT i_o FOREIGN KEY (o) REFERENCES ord (id) ON DELETE CASCADE,"
            + " CONSTRAINT i_g FOREIGN KEY (g) REFERENCES good (id)) ENGINE=InnoDB; ";
    private static final String ORD = "CREATE TABLE ord (id INT PRIMARY KEY, n VARCHAR(9), up INT,"
            + " CONSTRAINT o_up FOREIGN KEY (up) REFERENCES ord (id)) ENGINE=InnoDB; ";
    private static final String GOOD = "CREATE TABLE good (id INT PRIMARY KEY, m INT) ENGINE=InnoDB; ";

    private static final String ROWS = "INSERT INTO ord VALUES (1, 'z', 1), (2, 'y', NULL); ";

    private static final String COPY = "CREATE TABLE n LIKE ord; INSERT INTO n SELECT * FROM ord; ";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.good (id INT PRIMARY KEY, old INT) ENGINE=InnoDB",
            "CREATE TABLE shop.ord (id INT PRIMARY KEY, n VARCHAR(9), up INT,"
                    + " CONSTRAINT o_up FOREIGN KEY (up) REFERENCES shop.ord (id)) ENGINE=InnoDB",
            "CREATE TRIGGER shop.ord_in BEFORE INSERT ON shop.ord FOR EACH ROW SET @n = 1",
            "CREATE TABLE shop.item (id INT PRIMARY KEY, o INT NOT NULL, g INT,"
                    + " CONSTRAINT i_g FOREIGN KEY (g) REFERENCES shop.good (id),"
                    + " CONSTRAINT i_o FOREIGN KEY (o) REFERENCES shop.ord (id) ON DELETE CASCADE) ENGINE=InnoDB",
            "CREATE TABLE shop.zone (id INT PRIMARY KEY, o INT, FOREIGN KEY (o) REFERENCES shop.ord (id))",
            "INSERT INTO shop.good VALUES (1, 10)",
            "INSERT INTO shop.ord VALUES (1, 'a', NULL), (2, 'b', 1)",
            "INSERT INTO shop.item VALUES (1, 1, 1), (2, 2, NULL)",
            "INSERT INTO shop.zone VALUES (1, 2)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE more (id INT, FOREIGN KEY (id) REFERENCES ord (id)); CREATE TABLE IF NOT EXISTS ord (id INT);",
                "CREATE TABLE more (id INT, FOREIGN KEY (id) REFERENCES ord (id)); DROP TABLE IF EXISTS ord; " + ORD
                        + ROWS,
                "DROP TABLE IF EXISTS good; " + GOOD + "INSERT INTO good VALUES (1, 5); DROP TABLE IF EXISTS item; "
                        + ITEM + "INSERT INTO item VALUES (1, 1, 1); DROP TABLE IF EXISTS ord; " + ORD
                        + ROWS,
                "DROP TABLE IF EXISTS ord; DROP TABLE IF EXISTS good; DROP TABLE item; " + ITEM + ORD + GOOD
                        + "INSERT INTO item VALUES (1, 1, 1); " + ROWS + "INSERT INTO good VALUES (1, 5);",
                "DROP TABLE ord; " + ORD + ROWS,
                "DROP TABLE ord, good; " + GOOD + ORD + ROWS + "INSERT INTO good VALUES (1, 5);",
                "DROP TABLE ord; " + ORD + "DROP TABLE ord; " + ORD + ROWS,
                "DELETE FROM item; DELETE FROM zone; DROP TABLE ord;",
                "DROP TABLE zone, ord; " + ORD + ROWS,
                "DROP TABLE ord; CREATE TABLE more (id INT, FOREIGN KEY (id) REFERENCES ord (id)); " + ORD + ROWS,
                COPY + "DROP TABLE ord; RENAME TABLE n TO ord;",
                COPY + "DROP TABLE ord; ALTER TABLE n RENAME ord; UPDATE ord SET n = 'z';",
                COPY + "DROP TABLE ord; ALTER TABLE n ADD m INT, RENAME TO ord; ALTER TABLE ord ADD k INT;",
                COPY + "DROP TABLE ord; RENAME TABLE item TO items, n TO ord, items TO item;",
                COPY + "DROP TABLE ord; RENAME TABLE item TO items, n TO ord;",
                COPY
                        + "DROP TABLE ord; RENAME TABLE n TO ord; SET FOREIGN_KEY_CHECKS=1; INSERT INTO item VALUES (3, 1, 1);"
                        + " RENAME TABLE ord TO old; CREATE TABLE ord (id INT PRIMARY KEY);",
                COPY + "DELETE FROM item; DELETE FROM zone; RENAME TABLE ord TO old, n TO ord; DROP TABLE old;",
                "CREATE TABLE n (id INT PRIMARY KEY, up INT, FOREIGN KEY (up) REFERENCES ord (id)); DROP TABLE ord;"
                        + " RENAME TABLE n TO ord; INSERT INTO ord VALUES (1, 1), (2, 1);",
                "CREATE TABLE kid (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES dad (id)); INSERT INTO kid VALUES (1);"
                        + " CREATE TABLE n (id INT PRIMARY KEY); INSERT INTO n VALUES (1); RENAME TABLE n TO dad;",
                "DROP TABLE ord; CREATE TABLE ord (PRIMARY KEY (id)) SELECT 1 AS id UNION SELECT 2;",
                COPY + "DROP TABLE ord; SET FOREIGN_KEY_CHECKS=1; RENAME TABLE n TO ord;",
                COPY + "DROP TABLE ord; SET FOREIGN_KEY_CHECKS=1; ALTER TABLE n ADD k INT, RENAME TO ord;",
                "DROP TABLE ord; SET FOREIGN_KEY_CHECKS=1; CREATE TABLE ord (PRIMARY KEY (id)) SELECT 1 AS id UNION SELECT 2;",
                "DROP TABLE ord; CREATE OR REPLACE TABLE ord (id INT PRIMARY KEY); INSERT INTO ord VALUES (1), (2);",
                "CREATE TABLE kid (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES dad (id)); SET FOREIGN_KEY_CHECKS=1;"
                        + " CREATE TABLE n (id INT PRIMARY KEY); RENAME TABLE n TO dad;",
                "CREATE TABLE kid (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES dad (id));"
                        + " CREATE OR REPLACE TABLE dad (PRIMARY KEY (id)) SELECT 1 AS id;"
            })
    void itRunsAndGoesBack(String script) throws Exception {
        goesBack(script);
        assertThat(keysHold()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ORD,
                "CREATE TABLE n (id INT PRIMARY KEY); INSERT INTO n VALUES (1), (2); RENAME TABLE n TO ord;",
                "CREATE TABLE n (id INT PRIMARY KEY); ALTER TABLE n RENAME ord, ADD k INT;",
                "CREATE TABLE ord (PRIMARY KEY (id)) SELECT 1 AS id;",
                "CREATE OR REPLACE TABLE ord (id INT PRIMARY KEY);",
                "CREATE OR REPLACE TABLE ord (PRIMARY KEY (id)) SELECT 1 AS id;",
                "SET FOREIGN_KEY_CHECKS=1; TRUNCATE TABLE item;"
            })
    void keysThatWaitedBeforeWaitAgain(String script) throws Exception {
        database.execute("SET foreign_key_checks = 0", "DROP TABLE shop.ord", "SET foreign_key_checks = 1");
        goesBack(script);
    }

    @Test
    void twoTablesThatOneWaitsForGoAgain() throws Exception {
        database.execute("SET foreign_key_checks = 0", "DROP TABLE shop.ord, shop.good", "SET foreign_key_checks = 1");
        goesBack(ORD + "CREATE TABLE good (id INT PRIMARY KEY);");
    }

    /** Nobody judges what others write while the keys are away. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ORD,
                "CREATE TABLE n (id INT PRIMARY KEY); RENAME TABLE n TO ord;",
                "CREATE OR REPLACE TABLE ord (id INT PRIMARY KEY);",
            })
    void aNameThatKeysWaitForIsGivenWithoutChecksAlone(String script) throws Exception {
        database.execute("SET foreign_key_checks = 0", "DROP TABLE shop.ord", "SET foreign_key_checks = 1");
        String before = project.dump();
        project.plan("USE shop; " + script);
        assertThat(project.run("run", "shop.lupomig").err())
                .contains("LM5041", "foreign keys of shop.item wait for a table of that name");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void aKeyThatWouldHaveToFollowIsRefused() throws Exception {
        database.execute("SET foreign_key_checks = 0", "DROP TABLE shop.ord", "SET foreign_key_checks = 1");
        String before = project.dump();
        for (String script : List.of("RENAME TABLE shop.good TO shop.ord;", "ALTER TABLE shop.good RENAME shop.ord;")) {
            project.plan(OFF + script);
            assertThat(project.run("run", "shop.lupomig").err())
                    .contains("LM5041", "foreign keys of shop.item refer to it, and others of the same table wait");
            assertThat(project.dump()).isEqualTo(before);
        }
    }

    @Test
    void whatItLeavesIsWhatTheServerLeaves() throws Exception {
        String script = "DROP TABLE IF EXISTS ord; " + ORD + "INSERT INTO ord VALUES (1, 'z', NULL), (2, 'y', 1);";
        project.plan(OFF + script);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(keysHold()).isTrue();
        assertThat(project.dump()).contains("CONSTRAINT `i_o` FOREIGN KEY (`o`) REFERENCES `ord` (`id`)");
        database.execute("DELETE FROM shop.zone", "DELETE FROM shop.ord WHERE id = 2");
        assertThat(database.query("SELECT id FROM shop.item")).containsExactly("1");
    }

    @Test
    void underChecksItIsRefused() throws Exception {
        String before = project.dump();
        project.plan("DROP TABLE shop.good;");
        assertThat(project.run("run", "shop.lupomig").err())
                .contains(
                        "LM5041",
                        "foreign keys refer to it: shop.item.i_g",
                        "drop the tables that they are of first, or with it in one statement; or do it by other means");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void viewsAreLeftByADropOfTablesAndGoBackWithTheRest() throws Exception {
        database.execute(
                "CREATE VIEW shop.v1 AS SELECT id, n FROM shop.ord", "CREATE VIEW shop.v2 AS SELECT id FROM shop.v1");
        String before = project.dump();
        String script = "DROP TABLE IF EXISTS ord; " + ORD + ROWS
                + "DROP TABLE IF EXISTS `v1`; /*!50001 DROP VIEW IF EXISTS `v1`*/;"
                + " /*!50001 CREATE VIEW `v1` AS SELECT 1 AS `id`, 1 AS `n` */; /*!50001 DROP TABLE IF EXISTS `v2`*/;"
                + " DROP TABLE IF EXISTS v2, zone, never; DROP VIEW v2; CREATE VIEW v2 AS SELECT id FROM good;"
                + " /*!50001 DROP VIEW IF EXISTS `v1`*/; CREATE VIEW v1 AS SELECT id, up FROM ord;";
        project.checkedPlan(OFF + script, true);
        assertThat(project.run("plan", "shop.lupomig", "--against").out()).endsWith("no collisions\n");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SHOW TABLES FROM shop")).containsExactly("good", "item", "ord", "v1", "v2");
        assertThat(project.dump()).contains("`up` AS `up`").isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);

        project.checkedPlan(OFF + script, false);
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5010");
        assertThat(project.dump()).isEqualTo(before);
        project.plan("DROP TABLE shop.v1;");
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5041", "it is a view");
    }

    /** Whether a row without its parent is refused. */
    private boolean keysHold() throws SQLException {
        try {
            database.execute("INSERT INTO shop.item VALUES (99, 99, NULL)");
            return false;
        } catch (SQLException e) {
            return e.getErrorCode() == 1452;
        }
    }

    /** By a rollback, and where a check fails behind it. */
    private void goesBack(String script) throws Exception {
        String before = project.dump();
        project.checkedPlan(OFF + script, true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.dump()).isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
        boolean held = keysHold();

        project.checkedPlan(OFF + script, false);
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5010");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(keysHold()).isEqualTo(held);
    }
}
