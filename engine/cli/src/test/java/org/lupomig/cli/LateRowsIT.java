package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** An operator's rollback sees what others have changed of any rows that the batch changed, before it begins. */
class LateRowsIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.items (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(8,2),"
                    + " at TIMESTAMP NULL) ENGINE=InnoDB",
            "INSERT INTO shop.items VALUES (1, 'one', 1.5, NULL), (2, 'Zwölf', NULL, '2020-01-01 00:00:00'),"
                    + " (3, '', 3, NULL), (4, 'four', 4, NULL)",
            "CREATE TABLE shop.loose (a INT, b VARCHAR(9)) ENGINE=InnoDB",
            "INSERT INTO shop.loose VALUES (1, 'x'), (1, 'x'), (2, NULL)");

    private static final String RENAMED = "UPDATE shop.items SET name = CONCAT(name, '!') WHERE id < 3; ";

    static Stream<Arguments> changes() {
        List<String> batches = List.of(
                RENAMED + "UPDATE shop.items SET price = 9 WHERE id = 3;",
                RENAMED + "UPDATE shop.items SET price = 9 WHERE id > 1;",
                RENAMED + "ALTER TABLE shop.items ADD COLUMN stock INT; UPDATE shop.items SET stock = 4 WHERE id = 2;",
                RENAMED
                        + "DELETE FROM shop.items WHERE id = 2; INSERT INTO shop.items VALUES (2, 'two', 2, NULL), (7, 's', 7, NULL);",
                "UPDATE shop.items SET price = 0 ORDER BY id LIMIT 2; " + RENAMED,
                RENAMED + "UPDATE shop.items SET price = 0 ORDER BY id LIMIT 2; DELETE FROM shop.items WHERE id = 4;",
                "INSERT INTO shop.items VALUES (8, 'e', 8, NULL), (9, 'n', 9, NULL); " + RENAMED
                        + "DELETE FROM shop.items WHERE id = 9;");
        List<Arguments> all = new ArrayList<>();
        for (String batch : batches) {
            all.add(Arguments.of(batch, ""));
            all.add(Arguments.of(batch, "UPDATE shop.items SET name = 'theirs' WHERE id = 1"));
            all.add(Arguments.of(batch, "DELETE FROM shop.items WHERE id = 1"));
        }
        String numbers = "UPDATE shop.loose SET b = 'y' WHERE a = 2; UPDATE shop.loose SET a = a + 1;";
        all.add(Arguments.of(numbers, ""));
        all.add(Arguments.of(numbers, "UPDATE shop.loose SET b = 'z' WHERE b = 'y'"));
        return all.stream();
    }

    /** Rows whose values, exchanged, leave the sum of their CRCs as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"29, 135", "137, 207", "3, 301", "57, 398"})
    void rowsThatExchangedValuesAreSeen(String pair) throws Exception {
        database.execute(
                "CREATE TABLE shop.queue (id INT PRIMARY KEY, pos INT) ENGINE=InnoDB",
                "INSERT INTO shop.queue SELECT seq, NULL FROM shop.seq_1_to_400");
        project.plan("UPDATE shop.queue SET pos = id;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        String[] ids = pair.split(", ", 2);
        database.execute(
                "UPDATE shop.queue SET pos = " + ids[0] + " + " + ids[1] + " - pos WHERE id IN (" + pair + ")");
        othersAreLeftAsTheyAre("rows that the batch changed are not as it left them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b = a, a = ''", "b = 'q'"})
    void valuesThatWentToAnotherColumnAreSeen(String theirs) throws Exception {
        project.plan("CREATE TABLE shop.nn (id INT PRIMARY KEY, a VARCHAR(9) NOT NULL DEFAULT '',"
                + " b VARCHAR(9) NOT NULL DEFAULT ''); INSERT INTO shop.nn VALUES (1, 'q', '');");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        database.execute("UPDATE shop.nn SET " + theirs);
        othersAreLeftAsTheyAre("it has other rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE shop.hits SET n = 50 WHERE n = 1; ALTER TABLE shop.hits DROP PARTITION p1;",
                "UPDATE shop.hits SET n = n + 1; ALTER TABLE shop.hits TRUNCATE PARTITION p1;",
                "INSERT INTO shop.hits VALUES ('2021-01-01', 7); ALTER TABLE shop.hits TRUNCATE PARTITION p1;",
                "DELETE FROM shop.hits WHERE n = 1; ALTER TABLE shop.hits DROP PARTITION p1; UPDATE shop.hits SET n = 9;"
            })
    void rowsThatWentWithTheirPartitionComeBackAsTheyWere(String batch) throws Exception {
        database.execute(
                "CREATE TABLE shop.hits (d DATE PRIMARY KEY, n INT) ENGINE=InnoDB PARTITION BY RANGE (YEAR(d))"
                        + " (PARTITION p1 VALUES LESS THAN (2023), PARTITION p2 VALUES LESS THAN MAXVALUE)",
                "INSERT INTO shop.hits VALUES ('2022-01-01', 1), ('2024-01-01', 2)");
        String before = project.dump();
        project.plan(batch);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void rowsBesideThoseThatWentWithTheirPartitionAreSeen() throws Exception {
        database.execute(
                "CREATE TABLE shop.hits (id INT PRIMARY KEY, n INT) ENGINE=InnoDB PARTITION BY RANGE (id)"
                        + " (PARTITION p1 VALUES LESS THAN (10), PARTITION p2 VALUES LESS THAN MAXVALUE)",
                "INSERT INTO shop.hits VALUES (1, 1), (11, 2)");
        project.plan("UPDATE shop.hits SET n = n + 1; ALTER TABLE shop.hits DROP PARTITION p1;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        database.execute("UPDATE shop.hits SET n = 9");
        othersAreLeftAsTheyAre("rows that the batch changed are not as it left them");
    }

    private void othersAreLeftAsTheyAre(String why) throws Exception {
        String now = project.dump();
        TestShell.Result back = project.run("rollback", "change");
        assertThat(back.err()).contains(why);
        assertThat(back.status()).isEqualTo(2);
        assertThat(project.dump()).isEqualTo(now);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void othersChangesToAnyRowAreSeen(String batch, String theirs) throws Exception {
        String before = project.dump();
        project.plan(batch);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
        if (!theirs.isEmpty()) {
            database.execute(theirs);
        }
        String now = project.dump();

        TestShell.Result back = project.run("rollback", "change");

        if (theirs.isEmpty()) {
            assertThat(back.status()).as(back.err()).isZero();
            assertThat(project.dump()).isEqualTo(before);
        } else {
            assertThat(back.err()).contains("rows that the batch changed are not as it left them");
            assertThat(back.status()).isEqualTo(2);
            assertThat(project.dump()).isEqualTo(now);
        }
    }
}
