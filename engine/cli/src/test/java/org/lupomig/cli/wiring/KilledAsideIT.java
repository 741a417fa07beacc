package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A run dies behind an ALTER that added a column whose values the server chose; an application writes a row, and the
 * recovery, which copies that column aside before it goes, is killed. What the application wrote is then in the table
 * or in the copy, and in the end in one copy that one alert names, and nobody is needed.
 */
class KilledAsideIT {
    private static final Path PLAN = KilledPlan.PLANS.resolve("stamped.lupomig");
    private static final String TITLE = "kills in a recovery that copies a column";
    private static final String BEFORE = "killed before the copy";
    private static final String COPIED = "killed between copy and ALTER";
    private static final String BEHIND = "killed behind the ALTER";

    private final TestDatabase database = TestDatabase.get();
    private Counts counts = new Counts(TITLE);
    private String before = "";
    private int late;
    private int points;

    /** Halving what is left of the recovery each time: it is killed before the copy, behind it, and between the two. */
    @Test
    void betweenTheCopyAndTheAlter() throws Exception {
        begun();
        int low = 1;
        int high = points;
        String when = "";
        while (low <= high && !when.equals(COPIED)) {
            int point = (low + high) / 2;
            when = killedAt(point);
            low = when.equals(BEFORE) ? point + 1 : low;
            high = when.equals(BEHIND) ? point - 1 : high;
        }
        counts.print();
        assertThat(when).isEqualTo(COPIED);
    }

    /** The server has done the ALTER, and nobody has written down what it left: nothing tells whose a value is. */
    @Test
    void behindTheAlterThatAddedIt() throws Exception {
        before = begin();
        late = CrashedProcess.here("run", database, PLAN).points() - 1;
        while (!written()) {
            late -= 2;
        }
        int first = late;
        while (isAdded()) {
            first = late--;
            written();
        }
        late = first;
        assertThat(written()).isTrue();
        assertThat(late % 2).as("points behind calls are even").isZero();

        CrashedProcess recovery = CrashedProcess.here("recover", database, PLAN);

        assertThat(recovery.status()).as(recovery.output()).isZero();
        assertKept(recovery.output());
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void atEveryPoint() throws Exception {
        begun();
        Points some = Points.of(points, Points.LONG_SET);
        counts = some.counts(TITLE);
        for (int point : some) {
            assertThat(killedAt(point)).isNotEmpty();
        }
        counts.print();
        some.assertSome(counts.of(COPIED));
        some.assertSome(counts.of(BEFORE));
        some.assertSome(counts.of(BEHIND));
    }

    private void begun() throws Exception {
        before = begin();
        late = CrashedProcess.here("run", database, PLAN).points() - 1;
        while (!written()) {
            late -= 2;
        }
        points = CrashedProcess.here("recover", database, PLAN).points();
        assertKept("undisturbed");
    }

    private String killedAt(int point) throws Exception {
        assertThat(written()).isTrue();
        CrashedProcess killed = CrashedProcess.run("recover", database, PLAN, point);
        String said = "point %d: %s".formatted(point, killed.output());
        assertThat(places()).as(said).isNotEmpty();
        List<String> copies =
                database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'");
        String when = !isAdded() ? BEHIND : copies.isEmpty() ? BEFORE : COPIED;
        if (when.equals(COPIED)) {
            // as one that is killed while the server works on the ALTER
            database.execute("INSERT INTO lupomig_held.`" + copies.get(0) + "` SELECT * FROM crash_stamped.words");
            assertThat(places()).as(said).hasSize(2);
        }
        counts.count(when);
        CrashedProcess recovery = CrashedProcess.here("recover", database, PLAN);
        assertThat(recovery.status()).as(said + recovery.output()).isZero();
        assertKept(said + recovery.output());
        return when;
    }

    private void assertKept(String said) throws Exception {
        assertThat(places()).as(said).singleElement().asString().startsWith("`lupomig_held`.`k");
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'"))
                .as(said)
                .singleElement()
                .asString()
                .contains("column created_at of crash_stamped.words", "3 rows", "lupomig_held.k");
        database.execute("DELETE FROM crash_stamped.words WHERE id = 3");
        assertThat(SchemaDump.of(database, "crash_stamped")).as(said).isEqualTo(before);
    }

    /** The run is killed at a point, and a row comes, where that was between its two statements. */
    private boolean written() throws Exception {
        assertThat(begin()).isEqualTo(before);
        assertThat(CrashedProcess.run("run", database, PLAN, late).killed()).isTrue();
        boolean between = isAdded();
        if (between) {
            database.execute("INSERT INTO crash_stamped.words VALUES (3, '2001-02-03 04:05:06')");
        }
        return between;
    }

    /** Whether the first statement is there, and not the second. */
    private boolean isAdded() throws Exception {
        return database.query("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'crash_stamped'"
                        + " AND COLUMN_NAME <> 'id'")
                .equals(List.of("created_at"));
    }

    /** Where it is that the application wrote. */
    private List<String> places() throws Exception {
        return database
                .query("SELECT CONCAT('`', TABLE_SCHEMA, '`.`', TABLE_NAME, '`') FROM information_schema.COLUMNS WHERE"
                        + " TABLE_SCHEMA IN ('crash_stamped', 'lupomig_held') AND COLUMN_NAME = 'created_at'")
                .stream()
                .filter(this::hasTheRow)
                .toList();
    }

    private boolean hasTheRow(String table) {
        try {
            return !database.query("SELECT 1 FROM " + table + " WHERE id = 3 AND created_at = '2001-02-03 04:05:06'")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String begin() throws Exception {
        EmptyServer.begin(database);
        database.execute(
                "CREATE SCHEMA crash_stamped",
                "CREATE TABLE crash_stamped.words (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO crash_stamped.words VALUES (1), (2)",
                "CREATE TABLE crash_stamped.other (id INT PRIMARY KEY) ENGINE=InnoDB");
        return SchemaDump.of(database, "crash_stamped");
    }
}
