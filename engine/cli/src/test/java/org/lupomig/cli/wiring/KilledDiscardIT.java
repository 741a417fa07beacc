package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A {@code rollback --discard-later-writes} copies tables aside whose rows, or columns, it takes from under what others
 * wrote since: for an UPDATE, for a column that came, and for one that went. It is killed at its statements, and while
 * the server works on one. What others wrote is then in their table or in a copy, at any time.
 */
class KilledDiscardIT {
    private static final Path PLAN = KilledPlan.PLANS.resolve("overwritten.lupomig");
    private static final int SAMPLES = 4;
    private static final int FEW = 200;
    private static final int MANY = 100_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final TestDatabase database = TestDatabase.get();

    @Test
    void atSomeStatements() throws Exception {
        killed(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void atEveryStatement() throws Exception {
        killed(Points.LONG_SET);
    }

    private void killed(int samples) throws Exception {
        written(FEW);
        CrashedProcess whole = CrashedProcess.here("discard", database, PLAN);
        assertThat(whole.status()).as(whole.output()).isZero();
        Points points = Points.of(whole.points(), samples);
        Counts counts = points.counts("kills in a rollback that copies");
        for (int point : points) {
            String before = written(FEW);
            CrashedProcess discard = CrashedProcess.run("discard", database, PLAN, point);
            counts.count(discard.killed() ? "killed" : "ended before");
            goesBack("point " + point, before);
        }
        counts.print();
        points.assertMost(counts.of("killed"));
    }

    /** The server goes on with the copy, or gives it up; and the next command waits for that. */
    @ParameterizedTest
    @ValueSource(strings = "big")
    void insideACopy(String table) throws Exception {
        killedInside("%INSERT INTO `lupomig\\_held`.`k%" + table + "` %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "less"})
    @Tag("soak")
    void insideAnyOtherCopy(String table) throws Exception {
        insideACopy(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%ALTER TABLE `crash\\_long`.`less` %",
                "%UPDATE `crash\\_long`.`less` %",
                "DELETE `crash\\_long`.`big` %",
                "%INSERT INTO `crash\\_long`.`big` %"
            })
    @Tag("soak")
    void insideWhatComesBehindACopy(String statement) throws Exception {
        killedInside(statement);
    }

    private void killedInside(String statement) throws Exception {
        String before = written(MANY);
        Process discard = CrashedProcess.start("discard", database, PLAN, 0);
        boolean seen = isSeen(statement, discard);
        discard.destroyForcibly().waitFor();
        assertThat(seen).as("the server was seen at work on %s", statement).isTrue();
        goesBack(statement, before);
    }

    /** It is looked for on a session that is there already: the statement may not take long. */
    private boolean isSeen(String statement, Process process) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try (Connection connection = database.connect();
                Statement looking = connection.createStatement()) {
            while (process.isAlive() && System.nanoTime() < deadline) {
                try (ResultSet rows = looking.executeQuery("SELECT 1 FROM information_schema.PROCESSLIST"
                        + " WHERE COMMAND = 'Query' AND ID <> CONNECTION_ID() AND INFO LIKE '" + statement + "'")) {
                    if (rows.next()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Recovered, and rolled back if it is not yet, with nothing lost on the way. */
    private void goesBack(String killedAt, String before) throws Exception {
        assertNothingLost(killedAt);
        CrashedProcess recovery = CrashedProcess.here("recover", database, PLAN);
        assertThat(recovery.status()).as("%s: %s", killedAt, recovery.output()).isZero();
        assertNothingLost(killedAt + ", recovered");
        if (!dump().equals(before)) {
            CrashedProcess again = CrashedProcess.here("discard", database, PLAN);
            assertThat(again.output()).as(killedAt).startsWith("DONE");
            assertNothingLost(killedAt + ", and once more");
        }
        assertThat(dump()).as(killedAt).isEqualTo(before);
        assertThat(held()).as(killedAt).allMatch(name -> name.startsWith("k"));
    }

    /** A run, and what others write then; gives what was before it. */
    private String written(int rows) throws Exception {
        EmptyServer.begin(database);
        database.execute("CREATE SCHEMA crash_long");
        for (String table : List.of("big", "wide", "less")) {
            database.execute(
                    "CREATE TABLE crash_long." + table + " (id INT PRIMARY KEY, n INT, note VARCHAR(80))"
                            + " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4",
                    "INSERT INTO crash_long." + table + " SELECT seq, seq MOD 1000, SHA2(seq, 256) FROM"
                            + " crash_long.seq_1_to_" + rows);
        }
        String before = dump();
        assertThat(CrashedProcess.here("run", database, PLAN).output()).startsWith("DONE");
        database.execute(
                "UPDATE crash_long.big SET n = 4711 WHERE id = 150",
                "UPDATE crash_long.wide SET extra = 4712 WHERE id = 150",
                "UPDATE crash_long.less SET more = 4713 WHERE id = 150");
        return before;
    }

    private void assertNothingLost(String when) throws Exception {
        LaterValues.assertIsThere(database, when, "big", "n", 4711);
        LaterValues.assertIsThere(database, when, "wide", "extra", 4712);
        LaterValues.assertIsThere(database, when, "less", "more", 4713);
    }

    private List<String> held() throws Exception {
        return database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'");
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_long");
    }
}
