package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What others wrote since to a table that lost values or rows by an ALTER is kept aside, or nothing is begun. */
class LateKeptIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.logs (id INT PRIMARY KEY, line VARCHAR(20)) ENGINE=InnoDB",
            "INSERT INTO shop.logs VALUES (1, 'abcdef'), (2, 'two')",
            "CREATE TABLE shop.parts (id INT PRIMARY KEY, n INT) ENGINE=InnoDB PARTITION BY RANGE (id)"
                    + " (PARTITION low VALUES LESS THAN (10), PARTITION high VALUES LESS THAN (100))",
            "INSERT INTO shop.parts VALUES (1, 1), (20, 2)",
            "CREATE TABLE shop.loose (id INT, n INT) ENGINE=InnoDB PARTITION BY RANGE (id)"
                    + " (PARTITION low VALUES LESS THAN (10), PARTITION high VALUES LESS THAN (100))",
            "INSERT INTO shop.loose VALUES (1, 1), (20, 2)");

    private void run(String batch) throws Exception {
        project.plan(batch + " CREATE TABLE shop.fresh (id INT) ENGINE=InnoDB;");
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    private List<String> kept() throws Exception {
        List<String> tables = database.query("SELECT TABLE_NAME FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = 'lupomig_held' AND TABLE_NAME LIKE 'k%'");
        assertThat(tables).isNotEmpty();
        return database.query("SELECT CONCAT_WS('|', id, x) FROM lupomig_held." + tables.get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE shop.logs ADD COLUMN x INT, DROP COLUMN line; | UPDATE shop.logs SET x = 7
                    ALTER TABLE shop.logs DROP COLUMN line, ADD COLUMN x INT; | UPDATE shop.logs SET x = 7 WHERE id = 2
                    ALTER TABLE shop.logs ADD COLUMN x INT, MODIFY line VARCHAR(3); | UPDATE shop.logs SET x = 7
                    ALTER TABLE shop.logs ADD COLUMN x INT; ALTER TABLE shop.logs DROP COLUMN line; | UPDATE shop.logs SET x = 7
                    ALTER TABLE shop.logs DROP COLUMN line; ALTER TABLE shop.logs ADD COLUMN x INT; | UPDATE shop.logs SET x = 7
                    """)
    void whatOthersWroteIntoAColumnThatCameWithALossIsKeptAside(String batch, String theirs) throws Exception {
        String before = project.dump();
        run(batch.replace("MODIFY line VARCHAR(3)", "MODIFY line VARCHAR(10)"));
        database.execute(theirs);
        String now = project.dump();
        TestShell.Result refused = project.run("rollback", "change");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("column x has values", "--discard-later-writes goes on");
        assertThat(project.dump()).isEqualTo(now);

        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
        assertThat(kept()).contains("2|7");
    }

    /** With the option it goes back whole, or nothing of it is begun. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UPDATE shop.logs SET line = 'u'; ALTER TABLE shop.logs ADD COLUMN x INT, DROP COLUMN line; | UPDATE shop.logs SET x = 7 | 0
                    UPDATE shop.logs SET id = id + 5; ALTER TABLE shop.logs ADD COLUMN x INT, DROP COLUMN line; | INSERT INTO shop.logs VALUES (1, 3) | 0
                    ALTER TABLE shop.logs MODIFY line VARCHAR(6); | UPDATE shop.logs SET line = 'theirs' WHERE id = 2 | 0
                    ALTER TABLE shop.logs DROP COLUMN line; | UPDATE shop.logs SET id = 9 WHERE id = 2 | 2
                    ALTER TABLE shop.logs DROP COLUMN line, ADD COLUMN x INT; | DELETE FROM shop.logs WHERE id = 2 | 0
                    ALTER TABLE shop.parts ADD COLUMN x INT; ALTER TABLE shop.parts DROP PARTITION low; | UPDATE shop.parts SET x = 7 | 0
                    UPDATE shop.parts SET n = 3; ALTER TABLE shop.parts DROP PARTITION low; | UPDATE shop.parts SET n = 7 | 0
                    """)
    void itGoesBackWholeOrNotAtAll(String batch, String theirs, int status) throws Exception {
        run(batch);
        database.execute(theirs);
        String now = project.dump();

        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.status()).as(back.out() + back.err()).isEqualTo(status);
        if (status == 2) {
            assertThat(project.dump()).as(back.err()).isEqualTo(now);
        }
        assertThat(database.query("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME = 'fresh'"))
                .containsExactly(status == 2 ? "1" : "0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE shop.parts DROP PARTITION low;",
                "ALTER TABLE shop.parts TRUNCATE PARTITION low;",
                "UPDATE shop.parts SET n = n + 1; ALTER TABLE shop.parts DROP PARTITION low;",
                "UPDATE shop.parts SET n = 0 ORDER BY id LIMIT 1; ALTER TABLE shop.parts DROP PARTITION low;",
                "ALTER TABLE shop.parts DROP PARTITION low; ALTER TABLE shop.parts ADD COLUMN x INT;"
            })
    void rowsWithTheKeysOfThoseThatWentWithAPartitionAreSeen(String batch) throws Exception {
        run(batch);
        database.execute("INSERT INTO shop.parts (id, n) VALUES (1, 99)");
        String now = project.dump();

        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.status()).isEqualTo(2);
        assertThat(back.err())
                .contains("shop.parts has changed since the batch completed")
                .contains("it has rows with keys of those that the batch removed with partitions")
                .doesNotContain("--discard-later-writes");
        TestShell.Result over = project.run("rollback", "change", "--discard-later-writes");
        assertThat(over.status()).isEqualTo(2);
        assertThat(over.err()).contains("LM5093");
        assertThat(project.dump()).isEqualTo(now);

        database.execute("DELETE FROM shop.parts WHERE id = 1");
        assertThat(project.run("rollback", "change").err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE shop.parts DROP PARTITION low;",
                "ALTER TABLE shop.parts TRUNCATE PARTITION low; INSERT INTO shop.parts VALUES (1, 5);",
                "ALTER TABLE shop.parts TRUNCATE PARTITION low; INSERT INTO shop.parts VALUES (1, 5);"
                        + " UPDATE shop.parts SET n = 6;",
                "ALTER TABLE shop.loose DROP PARTITION low; UPDATE shop.loose SET n = 4;",
                "ALTER TABLE shop.loose TRUNCATE PARTITION low; INSERT INTO shop.loose VALUES (1, 5);"
            })
    void whatTheBatchItselfPutInIsNoConflict(String batch) throws Exception {
        String before = project.dump();
        run(batch);
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parts", "loose"})
    void othersRowsBesideThoseThatWentStay(String table) throws Exception {
        run("ALTER TABLE shop." + table + " DROP PARTITION low;");
        database.execute("INSERT INTO shop." + table + " VALUES (3, 99)");
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.err()).isEmpty();
        assertThat(database.query("SELECT CONCAT_WS(' ', id, n) FROM shop." + table + " ORDER BY id"))
                .containsExactly("1 1", "3 99", "20 2");
    }
}
