package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;

/**
 * The server is killed while it is seen at work on a long statement of a run, a rollback or a recovery: a table that is
 * copied, an index that is built; also while an application puts rows into that table. When it is there again, the next
 * command finds everything as before, or done, and the application misses no row.
 */
class KilledServerInsideStatementsIT {
    private static final Path LONG = KilledPlan.PLANS.resolve("long.lupomig");
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** As the server says that it copies a table, or builds an index. */
    private static final String AT_WORK = "('copy to tmp table', 'altering table')";

    @TempDir
    Path directory;

    /** Where it is killed: in which command, and at which ALTER TABLE. */
    private record Where(String command, String statement) {
        @Override
        public String toString() {
            return command + " at ALTER TABLE " + statement.replace("%", " ").strip();
        }
    }

    private static final Where RUN_COPIES = new Where("run", "%MODIFY%");
    private static final Where RUN_BUILDS = new Where("run", "%by_note%");
    private static final Where ROLLBACK_COPIES = new Where("rollback", "%MODIFY%");
    private static final Where ROLLBACK_BUILDS = new Where("rollback", "%by_n%");
    private static final Where RECOVERY_COPIES = new Where("recover", "%MODIFY%");
    private static final Where RECOVERY_BUILDS = new Where("recover", "%by_n%");

    /** The last that a run sends that is to be recovered: all of it goes back. */
    private static final String LAST = "ALTER TABLE crash_long.big DROP INDEX by_n";

    static List<Where> some() {
        return List.of(RUN_COPIES, ROLLBACK_BUILDS, RECOVERY_COPIES);
    }

    static List<Arguments> all() {
        List<Arguments> all = new ArrayList<>();
        for (List<String> options : List.of(List.<String>of(), OwnServer.BINARY_LOG)) {
            Stream.of(RUN_COPIES, RUN_BUILDS, ROLLBACK_COPIES, ROLLBACK_BUILDS, RECOVERY_COPIES, RECOVERY_BUILDS)
                    .map(where -> Arguments.of(where, options))
                    .forEach(all::add);
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("some")
    void asBeforeOrDone(Where where) throws Exception {
        killed(where, OwnServer.BINARY_LOG, where.equals(RUN_COPIES));
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void asBeforeOrDoneWithAndWithoutABinaryLog(Where where, List<String> options) throws Exception {
        killed(where, options, false);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void asBeforeOrDoneBesideAnApplication(Where where, List<String> options) throws Exception {
        killed(where, options, true);
    }

    private void killed(Where where, List<String> options, boolean others) throws Exception {
        try (OwnServer server = new OwnServer(directory, options)) {
            StoreForTests.make(server.database());
            server.database()
                    .execute(
                            "CREATE SCHEMA crash_long",
                            "CREATE TABLE crash_long.big (id INT PRIMARY KEY, n INT, note VARCHAR(80), KEY by_n (n, note))"
                                    + " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4",
                            "INSERT INTO crash_long.big SELECT seq, seq MOD 1000, SHA2(seq, 256) FROM"
                                    + " crash_long.seq_1_to_200000");
            String before = dump(server);
            prepare(server, where.command);
            String begun = dump(server);

            RowsBeside application =
                    RowsBeside.in(server::database, "crash_long", others ? Map.of("big", "n") : Map.of());
            CrashedProcess recovery;
            try {
                Process command = CrashedProcess.start(where.command, server.database(), LONG, 0);
                killAtWork(server, where, command);
                CrashedProcess lost = CrashedProcess.ended(command);
                assertThat(lost.status()).as(lost.output()).isNotZero();
                server.restart();
                recovery = CrashedProcess.here("recover", server.database(), LONG);
            } finally {
                application.stop();
            }

            assertThat(recovery.status()).as(recovery.output()).isZero();
            assertThat(application.misses()).as(recovery.output()).isEmpty();
            String now = dump(server);
            assertThat(now).as(recovery.output()).isIn(before, where.command.equals("recover") ? before : begun);
            assertThat(server.database().query("SHOW TABLES FROM lupomig_held")).isEmpty();
            new Counts("kill of the server inside a " + where + (others ? " beside an application" : "")
                            + (options.isEmpty() ? "" : ", with a binary log"))
                    .add("killed", 1)
                    .add("rows written", application.written())
                    .add("as before", now.equals(before) ? 1 : 0)
                    .add("done", now.equals(before) ? 0 : 1)
                    .print();
            assertThat(CrashedProcess.here("run", server.database(), LONG).output())
                    .startsWith(now.equals(before) ? "DONE" : "NOTHING_TO_DO");
            assertThat(CrashedProcess.here("rollback", server.database(), LONG).output())
                    .startsWith("DONE");
            assertThat(dump(server)).isEqualTo(before);
        }
    }

    private static void prepare(OwnServer server, String command) throws Exception {
        if (command.equals("rollback")) {
            assertThat(CrashedProcess.here("run", server.database(), LONG).output())
                    .startsWith("DONE");
        } else if (command.equals("recover")) {
            int last = StatementPoints.measured("run", server.database(), LONG).first(LAST);
            assertThat(CrashedProcess.here("rollback", server.database(), LONG).output())
                    .startsWith("DONE");
            assertThat(StatementStrike.GONE
                            .strike("run", server.database(), LONG, 2 * last)
                            .struck())
                    .isTrue();
        }
    }

    /** It is looked for on a session that is there already: the statement may not take long. */
    private static void killAtWork(OwnServer server, Where where, Process command) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean seen = false;
        Set<String> others = new LinkedHashSet<>();
        try (Connection connection = server.database().connect();
                Statement statement = connection.createStatement()) {
            while (!seen && command.isAlive() && System.nanoTime() < deadline) {
                try (ResultSet rows = statement.executeQuery("SELECT INFO LIKE '" + where.statement + "' AND STATE IN "
                        + AT_WORK + ", CONCAT(STATE, ': ', INFO) FROM information_schema.PROCESSLIST"
                        + " WHERE COMMAND = 'Query' AND ID <> CONNECTION_ID() AND INFO LIKE '%ALTER TABLE%'")) {
                    while (rows.next()) {
                        seen |= rows.getBoolean(1);
                        others.add(rows.getString(2));
                    }
                }
            }
            server.kill();
        }
        assertThat(seen)
                .as("the server was seen at work on %s, not only on %s", where, others)
                .isTrue();
    }

    private static String dump(OwnServer server) throws Exception {
        return SchemaDump.of(server.database(), "crash_long");
    }
}
