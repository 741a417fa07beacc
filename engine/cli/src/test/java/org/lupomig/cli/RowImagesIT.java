package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/** UPDATE and DELETE of tables that were there, from the command line, with others at work. */
class RowImagesIT {
    private final TestDatabase database = TestDatabase.get();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void shop() throws SQLException {
        database.clear();
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.customers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE, score INT)"
                        + " ENGINE=InnoDB",
                "CREATE TABLE shop.orders (id INT PRIMARY KEY, customer INT NOT NULL, total DECIMAL(9,2),"
                        + " FOREIGN KEY (customer) REFERENCES shop.customers (id)) ENGINE=InnoDB",
                "INSERT INTO shop.customers VALUES (1, 'ada', 1), (2, 'bob', 2), (3, 'cyd', 3), (4, 'dan', NULL)",
                "INSERT INTO shop.orders VALUES (1, 1, 10), (2, 1, 20), (3, 2, 5)");
    }

    private TestShell.Result run(String... args) {
        return new TestShell(
                        folder,
                        Map.of(
                                "LUPOMIG_DATABASE_MAIN", database.jdbcUrl(),
                                "LUPOMIG_DATABASE_MAIN_USER", database.user(),
                                "LUPOMIG_DATABASE_MAIN_PASSWORD", database.password()))
                .withTime()
                .run(args);
    }

    private void plan(String sql, String more) throws IOException {
        Files.writeString(folder.resolve("shop.lupomig"), """
                plan shop version 1 {
                  database main = mariadb
                  batch rows {
                    step change {
                      sql \"""
                        %s
                      \"""
                      %s
                    }
                  }
                }
                """.formatted(sql, more));
    }

    private String dump() throws SQLException {
        return SchemaDump.of(database, "shop");
    }

    private static final String CHANGES = """
            UPDATE shop.customers SET score = score * 10 + RAND(), name = CONCAT(name, '!') WHERE score > 1;
            UPDATE shop.customers AS c SET c.name = UPPER(c.name) WHERE c.id < 3 ORDER BY c.id DESC;
            DELETE FROM shop.orders WHERE total < 15;
            DELETE FROM shop.customers WHERE id = 4;
            """;

    @Test
    void arePutBackByARollback() throws SQLException, IOException {
        plan(CHANGES, "");
        assertThat(run("plan", "shop.lupomig").out()).contains("row image");
        String before = dump();

        TestShell.Result run = run("run", "shop.lupomig");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(database.query("SELECT name FROM shop.customers ORDER BY id"))
                .containsExactly("ADA", "BOB!", "cyd!");
        assertThat(database.query("SELECT id FROM shop.orders")).containsExactly("2");
        TestShell.Result back = run("rollback", "rows");
        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @Test
    void arePutBackWhereTheStepFails() throws SQLException, IOException {
        plan(CHANGES + "UPDATE shop.customers SET name = 'ADA' WHERE id = 3;", "");
        String before = dump();

        TestShell.Result run = run("run", "shop.lupomig");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("1062");
        assertThat(dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }

    @Test
    void arePutBackWhereAnUndoOfTheAuthorsWouldNot() throws SQLException, IOException {
        plan(
                "ALTER TABLE shop.customers ADD COLUMN mail VARCHAR(40); UPDATE shop.customers SET mail = 'x', score = 9;",
                "undo \"\"\" ALTER TABLE shop.customers DROP COLUMN mail \"\"\"");
        String before = dump();
        assertThat(run("run", "shop.lupomig").err()).isEmpty();

        TestShell.Result back = run("rollback", "rows");

        assertThat(back.err()).isEmpty();
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void areNotPutBackOverWhatOthersWroteSince() throws SQLException, IOException {
        plan(CHANGES, "");
        assertThat(run("run", "shop.lupomig").err()).isEmpty();
        database.execute("UPDATE shop.customers SET score = 5 WHERE id = 2");
        String theirs = dump();

        TestShell.Result back = run("rollback", "rows");

        assertThat(back.status()).isEqualTo(3);
        assertThat(back.err()).contains("shop.customers", "rows that it changed have been changed since");
        assertThat(database.query("SELECT score FROM shop.customers WHERE id = 2"))
                .containsExactly("5");
        assertThat(theirs).isNotEmpty();
    }

    @Test
    void areNotTouchedWhereOthersWroteTheLastOnesSince() throws SQLException, IOException {
        plan("UPDATE shop.customers SET score = 7 WHERE id < 3;", "");
        assertThat(run("run", "shop.lupomig").err()).isEmpty();
        database.execute("UPDATE shop.customers SET score = 5 WHERE id = 2");
        String theirs = dump();

        TestShell.Result back = run("rollback", "rows");

        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err()).contains("LM5024", "shop.customers");
        assertThat(dump()).isEqualTo(theirs);
        database.execute("UPDATE shop.customers SET score = 7 WHERE id = 2");
        database.execute("UPDATE shop.customers SET score = 99 WHERE id = 3");
        assertThat(run("rollback", "rows").err()).isEmpty();
        assertThat(database.query("SELECT score FROM shop.customers ORDER BY id"))
                .containsExactly("1", "2", "99", "NULL");
    }

    @Test
    void areRefusedWhereMoreWouldChange() throws SQLException, IOException {
        database.execute(
                "CREATE TABLE shop.log (id INT) ENGINE=InnoDB",
                "CREATE TABLE shop.old (id INT PRIMARY KEY, v INT) ENGINE=MyISAM",
                "CREATE TABLE shop.lines (id INT PRIMARY KEY, o INT, FOREIGN KEY (o) REFERENCES shop.orders (id)"
                        + " ON DELETE CASCADE) ENGINE=InnoDB",
                "CREATE TABLE shop.parts (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE TABLE shop.watched (id INT PRIMARY KEY, v INT) ENGINE=InnoDB",
                "CREATE TRIGGER shop.t AFTER INSERT ON shop.watched FOR EACH ROW INSERT INTO shop.log VALUES (1)");
        String before = dump();
        for (String[] refused : new String[][] {
            {"UPDATE shop.watched SET v = 1", "it has a trigger"},
            {"DELETE FROM shop.orders WHERE id = 1", "rows of shop.lines would go or change with it"},
            {"UPDATE shop.old SET v = 1", "MyISAM, has no transactions"},
            {"DELETE FROM shop.log", "no primary key"},
            {"UPDATE shop.customers SET id = id + 10", "rows of shop.orders refer to what it changes"},
            {"UPDATE shop.parts SET id = id + 10", "it changes the primary key"},
        }) {
            plan(refused[0] + ";", "");
            TestShell.Result run = run("run", "shop.lupomig");
            assertThat(run.status()).as(refused[0]).isEqualTo(1);
            assertThat(run.err()).as(refused[0]).contains("LM5038", refused[1]);
            assertThat(dump()).isEqualTo(before);
        }
        for (String[] refused : new String[][] {
            {"UPDATE shop.customers SET score = 1 WHERE RAND() < 0.5", "its condition depends on RAND"},
            {"UPDATE shop.customers SET score = 1 WHERE score < @x", "its condition depends on a variable"},
            {"DELETE FROM shop.customers LIMIT 1", "LIMIT is not proved"},
            {"DELETE FROM shop.customers WHERE id NOT IN (SELECT customer FROM shop.orders)", "asks another query"},
        }) {
            plan(refused[0] + ";", "");
            assertThat(run("check", "shop.lupomig").err()).contains("LM2001", refused[1]);
        }
    }

    @Test
    void ofATableThatTheBatchCreatedGoWithIt() throws SQLException, IOException {
        plan("""
                CREATE TABLE shop.fresh (id INT PRIMARY KEY, v INT) ENGINE=InnoDB;
                INSERT INTO shop.fresh SELECT id, score FROM shop.customers;
                UPDATE shop.fresh SET v = RAND() * 100;
                DELETE FROM shop.fresh WHERE id = 1;
                UPDATE shop.fresh SET id = id + 10;
                """, "");
        String before = dump();
        assertThat(run("plan", "shop.lupomig").out()).contains("with its table").doesNotContain("row image");
        assertThat(run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT id FROM shop.fresh")).containsExactly("12", "13", "14");
        assertThat(run("rollback", "rows").err()).isEmpty();
        assertThat(dump()).isEqualTo(before);
        assertThat(database.query("SHOW TABLES IN lupomig_held")).isEmpty();
    }
}
