package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.lupomig.cli.Bystander;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.AccountDump;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A plan of which commands are struck, and recovered, while an application goes on writing to the same tables: it
 * changes rows that were there, and puts rows into them and into what the plan makes. None of its rows is lost; and all
 * else is as before, or done, or what cannot be told apart waits for a person. Then rows of the application are named
 * for which it waits, and all is as before when the person has given the command that is said; where none are named, a
 * retry beside nobody brings that about.
 */
final class AmongPlan {
    private static final Path BUILD = KilledPlan.PLANS.resolve("build.lupomig");
    private static final Path CHANGE = KilledPlan.PLANS.resolve("change.lupomig");
    private static final String WAITS = "waits for a person";

    /** The step that could not go back, and not those that rest on it. */
    private static final Pattern STUCK =
            Pattern.compile("(?m)^crash_change\\.change\\.(\\w+) could not be undone: (?!.*it rests on a step).*$");

    /** That others have changed rows, and of which tables. */
    private static final Pattern CHANGED = Pattern.compile("\\b(?:rows|values)\\b[^;]* have been changed since;");

    private static final Pattern OF_TABLE = Pattern.compile("(?:rows|;) of (\\w+\\.\\w+)(?=[:; ])");
    private static final String OVER_THEM = "'lupomig retry crash_change.change --discard-later-writes'";

    private final TestDatabase database = TestDatabase.get();

    /** Something that is done to a command at a point, on a server that has what the plan begins with. */
    interface At {
        Blow.Struck point(int point) throws Exception;
    }

    /** Makes what the plan begins with, on an empty server. */
    AmongPlan build() throws Exception {
        EmptyServer.begin(database);
        assertThat(CrashedProcess.here("run", database, BUILD).output()).startsWith("DONE");
        return this;
    }

    /** Gives a command to which nothing happens. */
    CrashedProcess done(String command) {
        CrashedProcess process = CrashedProcess.here(command, database, CHANGE);
        assertThat(process.output()).startsWith("DONE");
        return process;
    }

    /** Gives one to which this happens. */
    Blow.Struck struck(Blow blow, String command, int point) throws Exception {
        return blow.strike(command, database, CHANGE, point);
    }

    /** How many points a run has at any call. */
    int callPoints() {
        Halt never = Halt.atAnyCall(0, () -> {});
        HaltingProcess.perform("run", database.jdbcUrlWithAccount(), CHANGE, never);
        return never.passed();
    }

    /** The statements of a run. */
    StatementPoints statements() {
        return StatementPoints.measured("run", database, CHANGE);
    }

    /**
     * Strikes at each of these points, and counts what came of it.
     *
     * @param busy whether the application changes the rows, too, that the plan does
     */
    void strike(Points points, boolean busy, At at, Counts counts) throws Exception {
        for (int point : points) {
            build();
            String before = dump();
            Bystander application = Bystander.among(database, busy);
            Blow.Struck first;
            CrashedProcess recovery;
            try {
                first = at.point(point);
                recovery = CrashedProcess.here("recover", database, CHANGE);
            } finally {
                application.stop();
            }
            counts.count(first.word()).add("rows written", application.written());
            String said = "point %d, %s: %s%s".formatted(point, first.word(), first.said(), recovery.output());
            String end = ended(application, before, recovery, said);
            counts.count(end);
            if (end.equals(WAITS)) {
                STUCK.matcher(recovery.output())
                        .results()
                        .map(found -> "for step " + found.group(1))
                        .distinct()
                        .forEach(counts::count);
            }
        }
        if (points.size() > 0) {
            counts.add("percent that wait for a person", 100 * counts.of(WAITS) / points.size());
        }
    }

    private String ended(Bystander application, String before, CrashedProcess recovery, String said) throws Exception {
        boolean person = isBroken(recovery);
        if (person) {
            CrashedProcess last = recovery;
            if (!namesRows(application, last)) {
                last = CrashedProcess.here("retry", database, CHANGE);
            }
            if (isBroken(last)) {
                assertThat(namesRows(application, last))
                        .as("%s retry: %s", said, last.output())
                        .isTrue();
                last = CrashedProcess.here("discard-rest", database, CHANGE);
            }
            assertThat(last.output()).as(said).startsWith("DONE");
        }
        boolean done = isDone();
        boolean kept = !database.query(
                        "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held' AND TABLE_NAME LIKE 'k%'")
                .isEmpty();
        if (done) {
            CrashedProcess back = CrashedProcess.here("discard", database, CHANGE);
            assertThat(back.status()).as("%s%s", said, back.output()).isZero();
        }
        List<String> misses = application.misses(!person && !done && !kept, kept || done);
        assertThat(misses).as(said).isEmpty();
        if (!person) {
            assertThat(recovery.status()).as(said).isZero();
        }
        assertThat(dump()).as(said).isEqualTo(before);
        return person ? WAITS : done ? "done" : "as before";
    }

    private static boolean isBroken(CrashedProcess process) {
        return process.status() == Result.BROKEN.exitStatus();
    }

    /**
     * Whether each step that is stuck says of which tables others have changed rows, and how to go on over that. Each
     * of these tables is one that the application has written to.
     */
    private static boolean namesRows(Bystander application, CrashedProcess process) {
        List<String> stuck = STUCK.matcher(process.output())
                .results()
                .map(MatchResult::group)
                .toList();
        for (String why : stuck) {
            List<String> tables =
                    OF_TABLE.matcher(why).results().map(found -> found.group(1)).toList();
            if (!CHANGED.matcher(why).find() || tables.isEmpty() || !why.contains(OVER_THEM)) {
                return false;
            }
            assertThat(tables).as(why).allMatch(application::hasWrittenTo);
        }
        return !stuck.isEmpty();
    }

    private boolean isDone() throws Exception {
        return database.query(
                        "SELECT status FROM lupomig_orchestration.migration_batches WHERE plan_name = 'crash_change'")
                .equals(List.of("completed"));
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_core", "crash_archive", "crash_old") + AccountDump.of(database, "crash_");
    }
}
