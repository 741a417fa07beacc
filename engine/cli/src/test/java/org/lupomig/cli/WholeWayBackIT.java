package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Batches whose statements rest on one another: rolled back when they have run, and undone when their end fails. */
class WholeWayBackIT {
    private static final String FILLED =
            "ALTER TABLE shop.orders ADD COLUMN n TEXT NULL; UPDATE shop.orders SET n = 'x' WHERE id = 3; ";

    private static final String NUMBERED = "ALTER TABLE shop.loose ADD COLUMN id INT AUTO_INCREMENT PRIMARY KEY FIRST;";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "CREATE TABLE shop.one (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.one VALUES (1)",
            "CREATE TABLE shop.parent (id INT PRIMARY KEY, old INT) ENGINE=InnoDB",
            "INSERT INTO shop.parent VALUES (7, 8)",
            "CREATE TABLE shop.orders (id INT PRIMARY KEY, total INT) ENGINE=InnoDB",
            "INSERT INTO shop.orders VALUES (1, 10), (2, 20), (3, 30)",
            "CREATE TABLE shop.loose (a INT, b VARCHAR(9)) ENGINE=InnoDB",
            "INSERT INTO shop.loose VALUES (1, 'x'), (1, 'x'), (2, NULL)",
            "CREATE SEQUENCE shop.numbers START WITH 5",
            "CREATE VIEW shop.totals AS SELECT id, total FROM shop.orders");

    static Stream<Arguments> batches() {
        String child = "CREATE TABLE %1$s.child (id INT PRIMARY KEY, p INT,"
                + " CONSTRAINT c1 FOREIGN KEY (p) REFERENCES %1$s.parent (id)); ";
        String parent = "CREATE TABLE %1$s.parent (id INT PRIMARY KEY); ";
        String backwards = "CREATE TABLE %1$s.parent (id INT PRIMARY KEY, c INT,"
                + " CONSTRAINT c2 FOREIGN KEY (c) REFERENCES %1$s.child (id)); ";
        String rows = "INSERT INTO %1$s.child VALUES (1, 2); INSERT INTO %1$s.parent VALUES (2, 1);";
        String unchecked = "SET FOREIGN_KEY_CHECKS=0; ";
        String made = unchecked + "CREATE DATABASE dumped; ";
        return Stream.of(
                Arguments.of("a schema and its tables, children first", made + (child + parent).formatted("dumped")),
                Arguments.of(
                        "a dropped table made anew after its child",
                        unchecked + "DROP TABLE shop.parent; " + (child + parent).formatted("shop")),
                Arguments.of("tables that refer to each other", made + (child + backwards + rows).formatted("dumped")),
                Arguments.of(
                        "tables that refer to each other round a corner",
                        made + "CREATE TABLE dumped.a (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES dumped.b (id)); "
                                + "CREATE TABLE dumped.b (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES dumped.c (id)); "
                                + "CREATE TABLE dumped.c (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES dumped.a (id),"
                                + " FOREIGN KEY (id) REFERENCES dumped.c (id));"),
                Arguments.of("a new sequence renamed", "CREATE SEQUENCE shop.q2; RENAME TABLE shop.q2 TO shop.q3;"),
                Arguments.of(
                        "a new view renamed", "CREATE VIEW shop.v2 AS SELECT 1 AS n; RENAME TABLE shop.v2 TO shop.v3;"),
                Arguments.of(
                        "a sequence renamed and dropped",
                        "RENAME TABLE shop.numbers TO shop.q3; DROP SEQUENCE shop.q3;"),
                Arguments.of("a view renamed and dropped", "RENAME TABLE shop.totals TO shop.v3; DROP VIEW shop.v3;"),
                Arguments.of(
                        "a new column filled before another comes",
                        FILLED + "ALTER TABLE shop.orders ADD COLUMN r INT;"),
                Arguments.of(
                        "a new column filled before an index comes", FILLED + "CREATE INDEX i ON shop.orders (n(5));"),
                Arguments.of(
                        "a new column filled, renamed and made narrower",
                        FILLED
                                + "ALTER TABLE shop.orders RENAME COLUMN n TO m; ALTER TABLE shop.orders MODIFY m VARCHAR(9);"),
                Arguments.of(
                        "a new column filled by rows that come in",
                        "ALTER TABLE shop.orders ADD COLUMN n INT; INSERT INTO shop.orders VALUES (4, 40, 4); "
                                + "ALTER TABLE shop.orders ADD COLUMN r INT;"),
                Arguments.of(
                        "a new column filled everywhere in a table that is renamed",
                        "ALTER TABLE shop.orders ADD COLUMN n INT; UPDATE shop.orders SET n = total; "
                                + "ALTER TABLE shop.orders MODIFY n INT NOT NULL; RENAME TABLE shop.orders TO shop.sold;"),
                Arguments.of(
                        "a new table with a stored column of its own, filled and altered",
                        "CREATE TABLE shop.b (id INT, g INT AS (id * 2) STORED, dt INT); "
                                + "INSERT INTO shop.b (id) VALUES (1), (2); ALTER TABLE shop.b COMMENT = 'x';"),
                Arguments.of(
                        "a new table filled as a dump does",
                        "CREATE TABLE shop.b (id INT PRIMARY KEY, g INT AS (id * 2) STORED, dt DATETIME); "
                                + "ALTER TABLE shop.b DISABLE KEYS; INSERT INTO shop.b (id) VALUES (1), (2); "
                                + "ALTER TABLE shop.b ENABLE KEYS;"),
                Arguments.of("rows that are numbered", NUMBERED),
                Arguments.of(
                        "rows that are changed and numbered", "UPDATE shop.loose SET b = 'y' WHERE a = 2; " + NUMBERED),
                Arguments.of(
                        "a table in the place of a sequence",
                        "DROP SEQUENCE shop.numbers; CREATE TABLE shop.numbers (id INT PRIMARY KEY);"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void isAsBeforeWhenItIsRolledBack(String name, String sql) throws Exception {
        String before = dump();
        project.plan(sql);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isEqualTo(0);
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.err()).isEqualTo(0);
        assertThat(dump()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void isAsBeforeWhenItsEndFails(String name, String sql) throws Exception {
        String before = dump();
        project.plan(sql + " INSERT INTO shop.one VALUES (1);");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.err()).contains("1062").doesNotContain("LM5020");
        assertThat(run.status()).isEqualTo(1);
        assertThat(dump()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void isAsBeforeWhenEveryStatementIsAStep(String name, String sql) throws Exception {
        String before = dump();
        StringBuilder steps = new StringBuilder();
        int number = 0;
        for (String statement : new Scanner(sql).useDelimiter("; ?").tokens().toList()) {
            if (!statement.startsWith("SET ")) {
                String after = number++ == 0 ? "" : " requires s" + (number - 1);
                steps.append("step s%d%s { sql \"\"\"\nSET FOREIGN_KEY_CHECKS=0; %s;\n\"\"\" }\n"
                        .formatted(number, after, statement));
            }
        }
        project.write(
                "shop.lupomig", "plan shop version 1 { database main = mariadb batch change {\n" + steps + "} }\n");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isEqualTo(0);
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).as(back.err()).isEqualTo(0);
        assertThat(dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE shop.orders SET n = 'theirs' WHERE id = 3", "UPDATE shop.orders SET r = 1"})
    void whatOthersWroteSinceIsNotTakenAway(String theirs) throws Exception {
        project.plan(FILLED + "ALTER TABLE shop.orders ADD COLUMN r INT;");
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(0);
        database.execute(theirs);
        String now = dump();
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.err()).contains("LM5024");
        assertThat(back.status()).isEqualTo(2);
        assertThat(dump()).isEqualTo(now);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.loose SET id = 9 WHERE id = 3",
                "INSERT INTO shop.loose (a) VALUES (3)",
                "DELETE FROM shop.loose WHERE id = 1"
            })
    void numbersThatMayBeOthersAreNotTakenAway(String theirs) throws Exception {
        project.plan(NUMBERED);
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(0);
        database.execute(theirs);
        String now = dump();
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.err()).contains("LM5037");
        assertThat(back.status()).isEqualTo(2);
        assertThat(dump()).isEqualTo(now);
    }

    private String dump() throws SQLException {
        return SchemaDump.of(database, "shop")
                + database.query("SELECT schema_name FROM information_schema.schemata WHERE schema_name = 'dumped'");
    }
}
