package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A batch made a table and completed, and a step that was added then has changed it in a later run. */
class ChangedInALaterRunIT {
    private static final String CHANGED =
            "q1.a has changed since the batch completed: rows that the batch changed are not";
    private static final String OTHERS = "q1.a has changed since the batch completed: it has other rows";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer("CREATE SCHEMA shop");

    private void plan(String rollbackClass, String added) throws IOException {
        String more = added.isEmpty() ? "" : "step c requires a { sql $" + added + "$ }";
        project.write("shop.lupomig", """
                plan shop version 1 {
                  database main = mariadb
                  batch change rollback %s {
                    step s { sql $CREATE SCHEMA q1$ }
                    step a requires s {
                      sql $
                        CREATE TABLE q1.a (id INT PRIMARY KEY, v INT) ENGINE=InnoDB;
                        INSERT INTO q1.a VALUES (1, 1), (2, 2), (3, 3);
                      $
                    }
                    %s
                  }
                }
                """.formatted(rollbackClass, more).replace("$", "\"\"\""));
    }

    private void run() {
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();
    }

    private List<String> held() throws Exception {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'");
    }

    /** The rows of all that is kept for a person, by {@code id} and a value, in the tables that have it. */
    private List<String> kept(String value) throws Exception {
        List<String> rows = new ArrayList<>();
        for (String table : held()) {
            assertThat(table).startsWith("k");
            rows.addAll(database.query("SELECT CONCAT_WS('|', id, " + value + ") FROM lupomig_held." + table));
        }
        return rows;
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "shop", "q1");
    }

    static Stream<Arguments> changes() {
        List<String> all = List.of(
                "DELETE FROM q1.a WHERE id > 2",
                "DELETE FROM q1.a",
                "INSERT INTO q1.a VALUES (4, 4), (5, 5)",
                "INSERT INTO q1.a SELECT id + 10, v FROM q1.a",
                "UPDATE q1.a SET v = v + 1 WHERE id < 3",
                "UPDATE q1.a SET id = id + 10",
                "INSERT INTO q1.a VALUES (4, 4); UPDATE q1.a SET v = 0 WHERE id > 2; DELETE FROM q1.a WHERE id = 4",
                "DELETE FROM q1.a WHERE id = 3; INSERT INTO q1.a VALUES (3, 9)",
                "ALTER TABLE q1.a ADD COLUMN x INT NOT NULL DEFAULT 5; UPDATE q1.a SET x = 6 WHERE id = 1",
                "UPDATE q1.a SET v = 9 WHERE id = 1; ALTER TABLE q1.a ADD COLUMN x INT FIRST",
                "UPDATE q1.a SET v = 9 WHERE id = 1; ALTER TABLE q1.a MODIFY v BIGINT",
                "DELETE FROM q1.a WHERE id = 1; ALTER TABLE q1.a DROP COLUMN v",
                "RENAME TABLE q1.a TO q1.z; DELETE FROM q1.z WHERE id = 2; INSERT INTO q1.z VALUES (7, 7)");
        return Stream.of("A", "B").flatMap(named -> all.stream().map(added -> Arguments.of(named, added)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void itGoesBackWithAllThatWasDoneToIt(String rollbackClass, String added) throws Exception {
        String before = dump();
        plan(rollbackClass, "");
        run();
        plan(rollbackClass, added);
        run();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(dump()).isEqualTo(before);
        assertThat(held()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    A; DELETE FROM q1.a WHERE id > 2; INSERT INTO q1.a VALUES (9, 9); other; 9|9
                    B; DELETE FROM q1.a WHERE id > 2; INSERT INTO q1.a VALUES (3, 7); rows; 3|7
                    A; DELETE FROM q1.a WHERE id > 2; UPDATE q1.a SET v = 7 WHERE id = 1; other; 1|7
                    B; INSERT INTO q1.a VALUES (4, 4); UPDATE q1.a SET v = 7 WHERE id = 4; rows; 4|7
                    A; INSERT INTO q1.a VALUES (4, 4); INSERT INTO q1.a VALUES (9, 9); other; 9|9
                    A; INSERT INTO q1.a VALUES (4, 4); DELETE FROM q1.a WHERE id IN (1, 4); rows other; 2|2
                    B; UPDATE q1.a SET v = 0 WHERE id < 3; UPDATE q1.a SET v = 7 WHERE id = 1; rows; 1|7
                    A; UPDATE q1.a SET v = 0 WHERE id < 3; UPDATE q1.a SET v = 7 WHERE id <> 2; rows other; 3|7
                    """)
    void whatOthersWroteIsToldAndKept(String rollbackClass, String added, String theirs, String told, String row)
            throws Exception {
        String before = dump();
        plan(rollbackClass, "");
        run();
        plan(rollbackClass, added);
        run();
        database.execute(theirs);
        String now = dump();

        TestShell.Result refused = project.run("rollback", "change");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("LM5024", "--discard-later-writes");
        assertThat(refused.err().contains(CHANGED)).isEqualTo(told.contains("rows"));
        assertThat(refused.err().contains(OTHERS)).isEqualTo(told.contains("other"));
        assertThat(dump()).isEqualTo(now);

        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(dump()).isEqualTo(before);
        assertThat(kept("v")).contains(row);
    }

    /** With it is what a later step had kept of its rows: what others wrote before that may be nowhere else. */
    @Test
    void aTableThatWasAlteredTooIsKeptWhole() throws Exception {
        String before = dump();
        plan("A", "");
        run();
        plan("A", "ALTER TABLE q1.a ADD COLUMN x INT; UPDATE q1.a SET x = 6 WHERE id = 1");
        run();
        database.execute("UPDATE q1.a SET x = 7 WHERE id = 2");

        assertThat(project.run("rollback", "change").err())
                .contains("q1.a has changed since the batch completed: column x has values in 1 row");
        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(dump()).isEqualTo(before);
        assertThat(kept("COALESCE(x, 'none')")).containsExactlyInAnyOrder("1|6", "2|7", "3|none", "1|none");
        assertThat(project.run("alerts").out())
                .contains("it has rows of q1.a as they were before this batch changed them")
                .contains("q1.a is kept as lupomig_held.k");
        assertThat(project.run("purge", "shop.change", "--yes").status()).isZero();
        assertThat(held()).isEmpty();
    }

    /** What others wrote between the two runs is theirs, also where the later one has taken it away. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    A; INSERT INTO q1.a VALUES (9, 9); DELETE FROM q1.a WHERE id > 2; 9|9
                    B; INSERT INTO q1.a VALUES (9, 9); DELETE FROM q1.a WHERE id > 2; 9|9
                    A; INSERT INTO q1.a VALUES (9, 9); INSERT INTO q1.a VALUES (4, 4); 9|9
                    B; INSERT INTO q1.a VALUES (9, 9); INSERT INTO q1.a SELECT id + 10, v FROM q1.a; 9|9
                    A; UPDATE q1.a SET v = 7 WHERE id = 1; UPDATE q1.a SET v = 0; 1|7
                    B; UPDATE q1.a SET v = 7 WHERE id = 1; UPDATE q1.a SET v = 0; 1|7
                    A; INSERT INTO q1.a VALUES (9, 9); ALTER TABLE q1.a ADD COLUMN x INT; 9|9
                    A; INSERT INTO q1.a VALUES (9, 9); "ALTER TABLE q1.a ADD COLUMN x INT; DELETE FROM q1.a"; 9|9
                    B; INSERT INTO q1.a VALUES (9, 9); "DELETE FROM q1.a WHERE id = 9; ALTER TABLE q1.a ADD x INT"; 9|9
                    A; UPDATE q1.a SET v = 7 WHERE id = 1; "ALTER TABLE q1.a ADD x INT; UPDATE q1.a SET v = 0"; 1|7
                    B; UPDATE q1.a SET v = 7 WHERE id = 1; "UPDATE q1.a SET v = 0; ALTER TABLE q1.a ADD x INT"; 1|7
                    """)
    void whatOthersWroteBetweenTheRunsIsToldAndKept(String rollbackClass, String theirs, String added, String row)
            throws Exception {
        String before = dump();
        plan(rollbackClass, "");
        run();
        database.execute(theirs);
        plan(rollbackClass, added);
        run();

        TestShell.Result refused = project.run("rollback", "change");
        assertThat(refused.err()).contains(OTHERS).doesNotContain(CHANGED);
        TestShell.Result back = project.run("rollback", "change", "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(dump()).isEqualTo(before);
        assertThat(kept("v")).contains(row);
        assertThat(project.run("purge", "shop.change", "--yes").status()).isZero();
        assertThat(held()).isEmpty();
    }
}
