package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A batch adds a column, and changes rows of the same table after that. What others have written into the column since
 * is seen before a rollback begins, whichever of the rows it is in, and is kept aside where the rollback is to go on.
 */
class LateAddedColumnsIT {
    private static final String FILLED =
            "ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); UPDATE shop.items SET note = 'ours' WHERE id < 3; ";
    private static final String THEIRS = "UPDATE shop.items SET note = 'theirs' WHERE id = 4";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop CHARACTER SET utf8mb4",
            "CREATE TABLE shop.ids (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.ids SELECT seq FROM shop.seq_1_to_9",
            "CREATE TABLE shop.items (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(8,2),"
                    + " CONSTRAINT up FOREIGN KEY (id) REFERENCES shop.ids (id)) ENGINE=InnoDB",
            "INSERT INTO shop.items VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3), (4, 'four', 4), (5, 'five', 5)",
            "CREATE TABLE shop.pairs (a INT, b VARCHAR(9), c INT, PRIMARY KEY (a, b)) ENGINE=InnoDB",
            "INSERT INTO shop.pairs VALUES (1, 'x', 1), (1, 'y', 2), (2, 'x', 3)",
            "CREATE TABLE shop.loose (a INT, b VARCHAR(9)) ENGINE=InnoDB",
            "INSERT INTO shop.loose VALUES (1, 'x'), (1, 'x'), (2, NULL)");

    private void run(String batch) throws Exception {
        project.plan(batch + " CREATE TABLE shop.fresh (id INT) ENGINE=InnoDB;");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); UPDATE shop.items SET note = 'ours' WHERE id < 3; | UPDATE shop.items SET note = 'theirs' WHERE id = 4 | column note has values in 1 row (by its key: 4)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); UPDATE shop.items SET note = 'ours' WHERE id < 3; | UPDATE shop.items SET note = 'theirs' WHERE id > 2 | column note has values in 3 rows (by their keys: 3; 4; 5)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); UPDATE shop.items SET price = 9 WHERE id < 3; | UPDATE shop.items SET note = 'theirs' WHERE id = 4 | in 1 row (by its key: 4)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); DELETE FROM shop.items WHERE id = 1; | UPDATE shop.items SET note = 'theirs' | in 4 rows (by their keys: 2; 3; 4; 5)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); DELETE FROM shop.items; | INSERT INTO shop.items VALUES (9, 'nine', 9, 'theirs') | in 1 row (by its key: 9)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); INSERT INTO shop.items VALUES (7, 'seven', 7, 'ours'); | UPDATE shop.items SET note = 'theirs' WHERE id = 3 | in 1 row (by its key: 3)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); UPDATE shop.items SET note = 'a'; DELETE FROM shop.items WHERE id = 2; UPDATE shop.items SET price = 0 WHERE id = 1; | INSERT INTO shop.items VALUES (9, 'nine', 9, 'theirs') | in 1 row (by its key: 9)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40) NOT NULL DEFAULT 'it''s'; UPDATE shop.items SET note = 'ours' WHERE id < 3; | UPDATE shop.items SET note = 'theirs' WHERE id = 4 | in 1 row (by its key: 4)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40) NOT NULL; UPDATE shop.items SET note = 'ours' WHERE id < 3; | UPDATE shop.items SET note = 'theirs' WHERE id = 4 | in 1 row (by its key: 4)
                    ALTER TABLE shop.items ADD COLUMN n VARCHAR(40) DEFAULT 'x'; UPDATE shop.items SET n = 'ours' WHERE id < 3; ALTER TABLE shop.items CHANGE n note TEXT; | UPDATE shop.items SET note = 'theirs' WHERE id = 4 | column note has values in 1 row (by its key: 4)
                    ALTER TABLE shop.items ADD COLUMN n VARCHAR(40); UPDATE shop.items SET n = 'ours'; ALTER TABLE shop.items RENAME COLUMN n TO note; UPDATE shop.items SET note = 'again' WHERE id = 2; ALTER TABLE shop.items MODIFY note VARCHAR(60) NOT NULL; | INSERT INTO shop.items VALUES (9, 'nine', 9, 'theirs') | column note has values in 1 row (by its key: 9)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); UPDATE shop.items SET note = 'ours' WHERE id < 3; ALTER TABLE shop.items DROP COLUMN price; | UPDATE shop.items SET note = 'theirs' WHERE id = 4 | in 1 row (by its key: 4)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); UPDATE shop.items SET note = 'ours' WHERE id < 3; ALTER TABLE shop.items ADD COLUMN more INT; UPDATE shop.items SET more = 4 WHERE id = 4; | UPDATE shop.items SET note = 'theirs' WHERE id = 4 | rows that the batch changed are not as it left them
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40) DEFAULT (UUID()); UPDATE shop.items SET price = 0 WHERE id = 4; | UPDATE shop.items SET note = 'theirs' WHERE id = 1 | whether somebody wrote into column note
                    ALTER TABLE shop.pairs ADD COLUMN note VARCHAR(40), ADD COLUMN n INT DEFAULT 3; UPDATE shop.pairs SET n = 7 WHERE a = 2; | UPDATE shop.pairs SET note = 'theirs' WHERE a = 1 | column note has values in 2 rows (by their keys: 1, x; 1, y)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40), DROP FOREIGN KEY up; UPDATE shop.items SET note = 'ours' WHERE id < 3; | UPDATE shop.items SET note = 'theirs' WHERE id = 4 | in 1 row (by its key: 4)
                    ALTER TABLE shop.items ADD COLUMN note VARCHAR(40); UPDATE shop.items SET note = 'ours' WHERE id < 3; RENAME TABLE shop.items TO shop.goods; | UPDATE shop.goods SET note = 'theirs' WHERE id = 4 | shop.goods has changed since the batch completed: column note has values in 1 row (by its key: 4)
                    """)
    void whatOthersWroteIntoIt(String batch, String theirs, String why) throws Exception {
        String before = project.dump();
        run(batch);
        TestShell.Result undisturbed = project.run("rollback", "change");
        assertThat(undisturbed.err()).isEmpty();
        assertThat(undisturbed.status()).isZero();
        assertThat(project.dump()).isEqualTo(before);

        run(batch);
        database.execute(theirs);
        String now = project.dump();
        for (String dry : List.of("--dry-run", "--wait=1s")) {
            TestShell.Result refused = project.run("rollback", "change", dry);
            assertThat(refused.err()).contains(why).doesNotContain("theirs");
            assertThat(refused.status()).isEqualTo(2);
            assertThat(project.dump()).isEqualTo(now);
        }
        TestShell.Result dry = project.run("rollback", "change", "--discard-later-writes", "--dry-run");
        assertThat(dry.out() + dry.err()).contains("would be kept aside: shop.");

        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(kept()).contains("theirs");
        // a row that they put in stays, without the column
        assertThat(database.query("SELECT name FROM shop.items WHERE id = 9"))
                .isEqualTo(theirs.startsWith("INSERT") ? List.of("nine") : List.of());
        database.execute("DELETE FROM shop.items WHERE id = 9");
        assertThat(project.dump()).isEqualTo(before);
    }

    /** Without a key nothing tells whose rows these are, but that all of them are as they were left. */
    @Test
    void inATableWithoutAKey() throws Exception {
        String before = project.dump();
        run("ALTER TABLE shop.loose ADD COLUMN note VARCHAR(40); UPDATE shop.loose SET note = 'ours' WHERE a = 2;");
        database.execute("INSERT INTO shop.loose VALUES (4, 'z', 'theirs')");
        String now = project.dump();
        TestShell.Result refused = project.run("rollback", "change", "--dry-run");
        assertThat(refused.err()).contains("rows that the batch changed are not as it left them");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(project.dump()).isEqualTo(now);

        assertThat(project.run("rollback", "change", "--discard-later-writes").err())
                .isEmpty();

        assertThat(kept()).contains("theirs");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void allOfItIsToldAtOnce() throws Exception {
        run(
                FILLED
                        + "ALTER TABLE shop.pairs ADD COLUMN n INT, ADD COLUMN m INT; UPDATE shop.pairs SET n = 1 WHERE a = 2;");
        database.execute(
                THEIRS,
                "UPDATE shop.items SET note = 'theirs' WHERE id = 1",
                "UPDATE shop.pairs SET n = 8, m = 9 WHERE b = 'y'",
                "INSERT INTO shop.fresh VALUES (3)");
        TestShell.Result refused = project.run("rollback", "change");
        assertThat(refused.err())
                .contains("shop.items has changed since the batch completed: column note has values in 1 row (by its")
                .contains("rows that the batch changed are not as it left them")
                .contains(
                        "shop.pairs has changed since the batch completed: column n has values in 1 row (by its key: 1, y)")
                .contains(
                        "shop.pairs has changed since the batch completed: column m has values in 1 row (by its key: 1, y)")
                .contains("shop.fresh has changed since the batch completed: it has other rows");
        assertThat(refused.status()).isEqualTo(2);
    }

    @Test
    void whatAddingItGaveIsNobodysOwnBehindARowThatTheBatchChanged() throws Exception {
        String before = project.dump();
        String given = "ALTER TABLE shop.items ADD COLUMN at DATETIME NOT NULL DEFAULT NOW();"
                + " UPDATE shop.items SET price = 0 WHERE id = 4; ALTER TABLE shop.items ADD COLUMN x INT;";
        run(given);
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    /** Of whatever type: what the server gave to the rows that were there is not taken for somebody's own. */
    @Test
    void whatWasGivenIsNobodysOwn() throws Exception {
        List<String> types = List.of(
                "INT NOT NULL DEFAULT 7",
                "INT DEFAULT '7'",
                "INT NOT NULL",
                "BIGINT UNSIGNED NOT NULL DEFAULT 18446744073709551615",
                "VARCHAR(9) NOT NULL DEFAULT 'é'",
                "VARCHAR(9) CHARACTER SET latin1 DEFAULT 'é'",
                "VARCHAR(9) DEFAULT 'it''s'",
                "VARCHAR(9) DEFAULT 'a\\\\b'",
                "VARCHAR(9) DEFAULT 5",
                "VARCHAR(9) COLLATE utf8mb4_bin NOT NULL DEFAULT ' '",
                "CHAR(3) DEFAULT 'a'",
                "TEXT DEFAULT 'x'",
                "DECIMAL(8,2) DEFAULT 1.5",
                "DECIMAL(8,2) DEFAULT '1.005'",
                "FLOAT DEFAULT 1.1",
                "DOUBLE DEFAULT 1e-3",
                "BOOLEAN NOT NULL DEFAULT TRUE",
                "BIT(1) NOT NULL DEFAULT b'1'",
                "BIT(9) DEFAULT b'100000001'",
                "ENUM('a','b') NOT NULL DEFAULT 'b'",
                "ENUM('a','b') NOT NULL",
                "SET('a','b') NOT NULL DEFAULT 'a,b'",
                "BINARY(4) NOT NULL DEFAULT 'ab'",
                "VARBINARY(9) DEFAULT X'4142'",
                "BLOB DEFAULT 'x'",
                "JSON",
                "DATE DEFAULT '2026-01-08'",
                "DATETIME DEFAULT '2026-01-08'",
                "DATETIME(3) DEFAULT '2026-01-08 10:00:00.5'",
                "TIMESTAMP NULL DEFAULT '2026-01-08 00:00:00'",
                "TIME DEFAULT '10:00'",
                "YEAR DEFAULT 2026",
                "UUID DEFAULT '123e4567-e89b-12d3-a456-426655440000'",
                "INET6 DEFAULT '::1'",
                "INT AS (id + 1) STORED",
                "VARCHAR(30) AS (CONCAT(name, '!')) VIRTUAL");
        StringBuilder added = new StringBuilder("ALTER TABLE shop.items ");
        StringBuilder renamed = new StringBuilder("ALTER TABLE shop.items ");
        for (int i = 0; i < types.size(); i++) {
            String comma = i == 0 ? "" : ", ";
            added.append(comma).append("ADD COLUMN c").append(i).append(' ').append(types.get(i));
            renamed.append(comma)
                    .append("RENAME COLUMN c")
                    .append(i)
                    .append(" TO d")
                    .append(i);
        }
        String changes = "; UPDATE shop.items SET price = 0 WHERE id = 1; DELETE FROM shop.items WHERE id = 2;"
                + " INSERT INTO shop.items (id, name, c2, c20) VALUES (8, 'eight', 3, 'b'); ";
        String before = project.dump();
        for (String batch : List.of(
                added + changes,
                added + changes + renamed + ";",
                added + changes + "ALTER TABLE shop.items DROP COLUMN price; DELETE FROM shop.items;")) {
            run(batch);
            TestShell.Result back = project.run("rollback", "change");
            assertThat(back.err()).isEmpty();
            assertThat(project.dump()).isEqualTo(before);
        }
    }

    /** How many rows, a few of their keys and what of them is another: where the text of the UPDATE tells that. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UPDATE shop.items SET name = 'ours' WHERE id < 4; | UPDATE shop.items SET price = 7 WHERE id < 3 | : 2 rows (by their keys: 1; 2) have another price
                    UPDATE shop.items SET name = CONCAT(name, '!'), price = price + 1; | UPDATE shop.items SET name = 'theirs', price = 0 WHERE id = 3 | : 1 row (by its key: 3) has another name, price
                    UPDATE shop.items i SET i.name = 'ours', i.price = i.id WHERE i.id < 4; | DELETE FROM shop.items WHERE id = 2 | : 1 row (by its key: 2) is gone
                    UPDATE shop.items SET price = 1.005 * id WHERE id < 4; ALTER TABLE shop.items RENAME COLUMN price TO cost; | UPDATE shop.items SET cost = NULL WHERE id = 1 | : 1 row (by its key: 1) has another price
                    UPDATE shop.items SET name = LEFT(UUID(), 9); | UPDATE shop.items SET price = 7 WHERE id < 3 | shop.items has changed since the batch completed: rows that the batch changed are not as it left them;
                    DELETE FROM shop.items WHERE id < 3; | INSERT INTO shop.items VALUES (1, 'theirs', 0) | : 1 row (by its key: 1) that it removed is there now
                    UPDATE shop.pairs SET c = c + 1 WHERE a = 1; | UPDATE shop.pairs SET c = 9 WHERE b = 'y' | : 1 row (by its key: 1, y) has another c
                    """)
    void whichRowsAreNotAsTheyWereLeft(String batch, String theirs, String which) throws Exception {
        run(batch);
        database.execute(theirs);
        TestShell.Result refused = project.run("rollback", "change");
        assertThat(refused.err())
                .contains("rows that the batch changed are not as it left them", which)
                .doesNotContain("theirs");
        assertThat(refused.status()).isEqualTo(2);
    }

    /** A column of one step, which another one of the same batch has filled. */
    @Test
    void stepByStep() throws Exception {
        String before = project.dump();
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change rollback B {
                  step one { sql $ALTER TABLE shop.items ADD COLUMN note VARCHAR(40)$ }
                  step two requires one { sql $UPDATE shop.items SET note = 'ours' WHERE id < 3$ }
                } }
                """.replace("$", "\"\"\""));
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        database.execute(THEIRS);
        String now = project.dump();
        for (String what : List.of("change", "shop.change.one")) {
            TestShell.Result refused = project.run("rollback", what, "--with-dependents");
            assertThat(refused.err()).contains("column note has values in 1 row (by its key: 4)");
            assertThat(project.dump()).isEqualTo(now);
        }
        assertThat(project.run("rollback", "change", "--discard-later-writes").err())
                .isEmpty();
        assertThat(kept()).contains("theirs");
        assertThat(project.dump()).isEqualTo(before);
    }

    /** A table of the batch's own that others wrote to is kept whole, whatever it was called before. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE TABLE shop.mine (id INT PRIMARY KEY) ENGINE=InnoDB; RENAME TABLE shop.mine TO shop.other; ALTER TABLE shop.other ADD COLUMN note VARCHAR(9); | 0
                    CREATE TABLE shop.mine (id INT PRIMARY KEY) ENGINE=InnoDB; ALTER TABLE shop.mine ADD COLUMN note VARCHAR(9); RENAME TABLE shop.mine TO shop.other; | 0
                    CREATE TABLE shop.mine (id INT PRIMARY KEY, note VARCHAR(9)) ENGINE=InnoDB; INSERT INTO shop.mine VALUES (1, 'ours'); RENAME TABLE shop.mine TO shop.third; RENAME TABLE shop.third TO shop.other; | 0
                    CREATE TABLE shop.mine (id INT PRIMARY KEY) ENGINE=InnoDB; ALTER TABLE shop.mine ADD COLUMN note VARCHAR(9); RENAME TABLE shop.mine TO shop.other; CREATE TABLE shop.mine (id INT) ENGINE=InnoDB; | 2
                    CREATE TABLE shop.mine (id INT PRIMARY KEY) ENGINE=InnoDB; ALTER TABLE shop.mine ADD COLUMN note VARCHAR(9); RENAME TABLE shop.mine TO shop.other, shop.loose TO shop.mine; | 2
                    """)
    void aTableOfItsOwnUnderAnotherName(String batch, int status) throws Exception {
        String before = project.dump();
        run(batch);
        database.execute("INSERT INTO shop.other VALUES (7, 'theirs')");
        String now = project.dump();
        assertThat(project.run("rollback", "change").err()).contains("shop.other has changed since");
        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");
        assertThat(back.status()).as(back.out() + back.err()).isEqualTo(status);
        assertThat(project.dump()).isEqualTo(status == 0 ? before : now);
        if (status == 0) {
            assertThat(kept()).contains("theirs");
        }
    }

    private List<String> kept() throws SQLException {
        StringBuilder all = new StringBuilder("SELECT ''");
        for (String table : database.query("SELECT CONCAT('`', COLUMN_NAME, '` FROM lupomig_held.`', TABLE_NAME, '`')"
                + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ="
                + " 'lupomig_held' AND TABLE_NAME LIKE 'k%' AND COLUMN_NAME IN ('note', 'n')")) {
            all.append(" UNION ALL SELECT ").append(table);
        }
        return database.query(all.toString());
    }
}
