package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * What others have changed of rows that a batch changed before it altered their table is seen before a rollback begins.
 */
class LateAlteredRowsIT {
    private static final String RENAMED = "UPDATE shop.items SET name = CONCAT(name, '!') WHERE id < 3; ";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "SET GLOBAL sql_mode = ''",
            "CREATE SCHEMA shop CHARACTER SET utf8mb4",
            "CREATE TABLE shop.items (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(8,2),"
                    + " at TIMESTAMP NULL, size ENUM('s','m') NOT NULL DEFAULT 'm', day DATE,"
                    + " twice DECIMAL(9,2) AS (price * 2) PERSISTENT, weight FLOAT) ENGINE=InnoDB CHARSET=latin1",
            "INSERT INTO shop.items (id, name, price, at, size, day, weight) VALUES"
                    + " (1, 'one', 1.5, NULL, 's', '2020-02-02', 1.1),"
                    + " (2, 'Zwölf', NULL, '2020-01-01 00:00:00', 'm', NULL, NULL), (3, '', 3, NULL, 's', NULL, 0),"
                    + " (4, 'four', 4, NULL, 'm', '1999-12-31', -2)",
            "CREATE TABLE shop.loose (a INT, b VARCHAR(9), c INT) ENGINE=InnoDB",
            "INSERT INTO shop.loose VALUES (1, 'x', 1), (1, 'x', 1), (2, NULL, 2)");

    /** Batches after which row 1 is changed by its name, whatever that column is called by then. */
    static Stream<Arguments> batches() {
        List<String> ofName = List.of(
                RENAMED + "ALTER TABLE shop.items DROP COLUMN at;",
                RENAMED + "ALTER TABLE shop.items DROP COLUMN at; ALTER TABLE shop.items DROP COLUMN size;",
                RENAMED + "ALTER TABLE shop.items DROP COLUMN at, DROP COLUMN size, ADD COLUMN more INT;",
                RENAMED + "ALTER TABLE shop.items MODIFY name VARCHAR(12) NOT NULL;",
                RENAMED + "ALTER TABLE shop.items MODIFY name VARCHAR(40) NULL FIRST;",
                RENAMED + "ALTER TABLE shop.items MODIFY name TEXT CHARACTER SET utf16 NOT NULL;",
                RENAMED + "ALTER TABLE shop.items CONVERT TO CHARACTER SET utf8mb4;",
                RENAMED + "ALTER TABLE shop.items MODIFY price DECIMAL(12,4), MODIFY day DATETIME;",
                RENAMED + "ALTER TABLE shop.items MODIFY at DATETIME(3) NULL;",
                RENAMED + "ALTER TABLE shop.items MODIFY size ENUM('s','m','l') NOT NULL, MODIFY weight DOUBLE;",
                RENAMED + "ALTER TABLE shop.items MODIFY size VARCHAR(9) NOT NULL;",
                RENAMED + "ALTER TABLE shop.items MODIFY id BIGINT;",
                RENAMED + "ALTER TABLE shop.items CHANGE id nr INT, DROP COLUMN at;",
                RENAMED
                        + "ALTER TABLE shop.items CHANGE at size2 TIMESTAMP NULL, CHANGE size at ENUM('s','m') NOT NULL;"
                        + " ALTER TABLE shop.items DROP COLUMN at;",
                RENAMED + "ALTER TABLE shop.items DROP COLUMN twice, DROP COLUMN price;",
                RENAMED + "ALTER TABLE shop.items ADD COLUMN more INT, DROP COLUMN at; UPDATE shop.items SET more = 4;",
                RENAMED + "ALTER TABLE shop.items DROP COLUMN at; UPDATE shop.items SET weight = 4 WHERE id > 1;",
                RENAMED + "ALTER TABLE shop.items DROP COLUMN at; DELETE FROM shop.items WHERE id = 2;"
                        + " ALTER TABLE shop.items DROP COLUMN day;",
                "UPDATE shop.items SET name = 'all', at = NULL ORDER BY id LIMIT 3; " + RENAMED
                        + "ALTER TABLE shop.items DROP COLUMN at;",
                "INSERT INTO shop.items (id, name, at) VALUES (7, 'seven', '2024-04-04'), (8, 'a', NULL); " + RENAMED
                        + "ALTER TABLE shop.items DROP COLUMN at, MODIFY name VARCHAR(30);",
                RENAMED + "DELETE FROM shop.items WHERE id = 4; ALTER TABLE shop.items DROP COLUMN at;"
                        + " INSERT INTO shop.items (id, name) VALUES (4, 'back'); UPDATE shop.items SET day = NULL;");
        List<Arguments> all = new ArrayList<>();
        for (String batch : ofName) {
            String key = batch.contains("CHANGE id nr") ? "nr" : "id";
            all.add(Arguments.of(batch, "UPDATE shop.items SET name = 'theirs' WHERE " + key + " = 1"));
            if (batch.contains("DROP COLUMN at")) {
                all.add(Arguments.of(batch, "DELETE FROM shop.items WHERE " + key + " = 1"));
            }
        }
        String title = RENAMED + "ALTER TABLE shop.items CHANGE name title VARCHAR(20) NOT NULL, DROP COLUMN day;"
                + " ALTER TABLE shop.items RENAME COLUMN title TO label;";
        all.add(Arguments.of(title, "UPDATE shop.items SET label = 'theirs' WHERE id = 1"));
        String added = "INSERT INTO shop.items (id, name) VALUES (7, 'seven'); ALTER TABLE shop.items ";
        all.add(Arguments.of(added + "ADD COLUMN x INT FIRST;", "UPDATE shop.items SET name = 'theirs' WHERE id = 7"));
        all.add(Arguments.of(added + "DROP COLUMN at;", "UPDATE shop.items SET name = 'theirs' WHERE id = 7"));
        all.add(Arguments.of(added + "DROP COLUMN at;", "DELETE FROM shop.items WHERE id = 7"));
        all.add(Arguments.of(
                added + "MODIFY name VARCHAR(50), DROP COLUMN at, DROP PRIMARY KEY, ADD PRIMARY KEY (id, name);",
                "UPDATE shop.items SET weight = 3 WHERE id = 7"));
        return all.stream();
    }

    private void run(String batch) throws Exception {
        project.plan(batch + " CREATE TABLE shop.fresh (id INT) ENGINE=InnoDB;");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    @ParameterizedTest
    @MethodSource("batches")
    void whatOthersChangedOfItsRowsIsSeenBeforehandAndKeptAside(String batch, String theirs) throws Exception {
        String before = project.dump();
        run(batch);
        TestShell.Result undisturbed = project.run("rollback", "change");
        assertThat(undisturbed.err()).isEmpty();
        assertThat(undisturbed.status()).isZero();
        assertThat(project.dump()).isEqualTo(before);

        run(batch);
        database.execute(theirs);
        String now = project.dump();
        TestShell.Result refused = project.run("rollback", "change");
        assertThat(refused.err())
                .contains("shop.items has changed since the batch completed")
                .contains("rows that the batch changed are not as it left them", "--discard-later-writes goes on");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(project.dump()).isEqualTo(now);

        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
        if (theirs.contains("'theirs'")) {
            assertThat(keptTexts()).contains("theirs");
        }
    }

    /** Others' changes to what more than one ALTER, or rows changed after it, stand between. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE shop.items MODIFY name VARCHAR(2), MODIFY size VARCHAR(1); | UPDATE shop.items SET name = 'th' WHERE id = 2 | values that the batch changed are not as it left them | 0
                    ALTER TABLE shop.items MODIFY name VARCHAR(2); ALTER TABLE shop.items MODIFY weight INT; | UPDATE shop.items SET name = 'th' WHERE id = 2 | values that the batch changed are not as it left them | 0
                    ALTER TABLE shop.items MODIFY name VARCHAR(2); ALTER TABLE shop.items DROP COLUMN name; | UPDATE shop.items SET day = NULL | | 0
                    ALTER TABLE shop.items MODIFY name VARCHAR(2); ALTER TABLE shop.items CHANGE name title VARCHAR(9) NOT NULL; | UPDATE shop.items SET title = 'th' WHERE id = 2 | values that the batch changed are not as it left them | 0
                    ALTER TABLE shop.items MODIFY weight INT; UPDATE shop.items SET name = 'x' WHERE id = 1; | UPDATE shop.items SET weight = 7 WHERE id = 4 | values that the batch changed are not as it left them | 0
                    ALTER TABLE shop.items MODIFY name VARCHAR(40); UPDATE shop.items SET name = REPEAT('x', 30) WHERE id = 1; | UPDATE shop.items SET name = REPEAT('y', 30) WHERE id = 4 | column name takes no NULL any more, and has values that do not fit | 2
                    ALTER TABLE shop.items MODIFY name VARCHAR(40); ALTER TABLE shop.items MODIFY size VARCHAR(5); | UPDATE shop.items SET name = REPEAT('y', 30) WHERE id = 4 | column name takes no NULL any more, and has values that do not fit | 2
                    ALTER TABLE shop.items MODIFY name VARCHAR(2); RENAME TABLE shop.items TO shop.goods; | UPDATE shop.goods SET name = 'th' WHERE id = 2 | values that the batch changed are not as it left them | 0
                    ALTER TABLE shop.items MODIFY name VARCHAR(40); RENAME TABLE shop.items TO shop.goods; ALTER TABLE shop.goods ADD COLUMN x INT; | UPDATE shop.goods SET name = REPEAT('y', 30) WHERE id = 4 | column name takes no NULL any more, and has values that do not fit | 2
                    ALTER TABLE shop.items DROP COLUMN at; INSERT INTO shop.items (id) VALUES (9); | UPDATE shop.items SET id = 5 WHERE id = 2 | some of its rows are gone and others have come since | 2
                    ALTER TABLE shop.items DROP COLUMN at; ALTER TABLE shop.items CHANGE id nr BIGINT; | UPDATE shop.items SET nr = 5 WHERE nr = 2 | some of its rows are gone and others have come since | 2
                    UPDATE shop.loose SET b = 'y' WHERE c = 2; ALTER TABLE shop.loose DROP COLUMN c; | UPDATE shop.loose SET b = 'theirs' WHERE a = 2 | values that the batch changed are not as it left them | 2
                    UPDATE shop.loose SET b = 'y' WHERE c = 2; ALTER TABLE shop.loose DROP COLUMN c; ALTER TABLE shop.loose ADD COLUMN d INT; | UPDATE shop.loose SET b = 'theirs' WHERE a = 2 | values that the batch changed are not as it left them | 2
                    """)
    void whatOthersChangedBehindAnAlterIsSeenBeforehand(String batch, String theirs, String why, int status)
            throws Exception {
        String before = project.dump();
        run(batch);
        TestShell.Result undisturbed = project.run("rollback", "change");
        assertThat(undisturbed.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);

        run(batch);
        database.execute(theirs);
        String now = project.dump();
        if (why != null) {
            TestShell.Result refused = project.run("rollback", "change");
            assertThat(refused.err()).contains(why);
            assertThat(refused.status()).isEqualTo(2);
            assertThat(project.dump()).isEqualTo(now);
        }

        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.status()).as(back.out() + back.err()).isEqualTo(status);
        if (status == 2) {
            assertThat(back.err()).contains("LM5093");
            assertThat(project.dump()).isEqualTo(now);
        } else if (why != null) {
            assertThat(project.dump()).isEqualTo(before);
            assertThat(database.query("SELECT COUNT(*) FROM information_schema.TABLES"
                            + " WHERE TABLE_SCHEMA = 'lupomig_held' AND TABLE_NAME LIKE 'k%'"))
                    .doesNotContain("0");
        }
    }

    private List<String> keptTexts() throws Exception {
        List<String> all = new ArrayList<>();
        for (String column : database.query("SELECT CONCAT('`', COLUMN_NAME, '` FROM lupomig_held.', TABLE_NAME)"
                + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'lupomig_held' AND TABLE_NAME LIKE 'k%'"
                + " AND COLUMN_NAME IN ('name', 'title', 'label')")) {
            all.addAll(database.query("SELECT " + column));
        }
        return all;
    }
}
