package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Commands that keep writers out, by the server's {@code read_only} or by locking accounts, are killed where they touch
 * the server, also between two statements that one call to a port sends, such as where one of two accounts is locked by
 * then. After the next command everybody may write who might before, and nobody else; or all of what a person froze is
 * frozen.
 */
class KilledFreezesIT {
    private static final Path PLAN = KilledPlan.PLANS.resolve("frozen.lupomig");
    private static final int SAMPLES = 2;
    private static final String HALF = "half frozen when it was struck";

    private final TestDatabase database = TestDatabase.get();

    @AfterEach
    void writable() throws Exception {
        database.clear();
    }

    static Stream<Arguments> commands() {
        return Stream.of("read_only", "accounts")
                .flatMap(mode -> Stream.of("run", "rollback", "recover", "freeze", "thaw")
                        .map(command -> Arguments.of(mode, command)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void hereAndThere(String mode, String command) throws Exception {
        kill(mode, command, List.of(), SAMPLES);
    }

    @ParameterizedTest
    @MethodSource("commands")
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhere(String mode, String command) throws Exception {
        kill(mode, command, List.of(), Points.LONG_SET);
    }

    @ParameterizedTest
    @CsvSource({"run, 2", "freeze, 1"})
    void betweenStatementsOfOneCall(String command, int samples) throws Exception {
        Counts counts = kill("accounts", command, List.of(StatementStrike.KILL, StatementStrike.REFUSAL), samples);

        assertThat(counts.of(HALF)).isPositive();
    }

    static Stream<Arguments> strikes() {
        return commands().flatMap(each -> Stream.of(StatementStrike.values())
                .map(strike -> Arguments.of(each.get()[0], each.get()[1], strike)));
    }

    @ParameterizedTest
    @MethodSource("strikes")
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void atEveryStatement(String mode, String command, StatementStrike strike) throws Exception {
        kill(mode, command, List.of(strike), Points.LONG_SET);
    }

    /** @param strikes what happens at statements, by turns; empty where processes are killed at calls to ports */
    private Counts kill(String mode, String command, List<StatementStrike> strikes, int samples) throws Exception {
        String given = command + "@" + mode;
        begin();
        int late = CrashedProcess.here("run@" + mode, database, PLAN).points() * 3 / 5;
        begin();
        String before = dump();
        prepare(mode, command, late);
        Counts counts;
        Points points;
        if (strikes.isEmpty()) {
            points = Points.of(CrashedProcess.here(given, database, PLAN).points(), samples);
            counts = points.counts("kills in a " + command + " with freeze = " + mode);
        } else {
            // an application at work takes a statement that ends it
            Connection application = raised(mode) ? null : writing();
            StatementPoints all =
                    StatementPoints.measured(given, database, PLAN).inside("raise", "lower");
            close(application);
            points = all.some(samples, 0, strikes);
            counts = all.counts("statements struck in a " + command + " with freeze = " + mode, points);
        }
        int turn = 0;
        for (int point : points) {
            StatementStrike strike = strikes.isEmpty() ? null : strikes.get(turn++ % strikes.size());
            begin();
            prepare(mode, command, late);
            String prepared = dump();
            String where = "%s at point %d".formatted(strike == null ? "kill" : strike.word(), point);
            Connection application = raised(mode) ? null : writing();
            try {
                if (strike == null) {
                    CrashedProcess killed = CrashedProcess.run(given, database, PLAN, point);
                    counts.count(killed.killed() ? "killed" : "ended before");
                    assertThat(killed.killed() || killed.output().startsWith("DONE"))
                            .as(where)
                            .isTrue();
                } else {
                    StatementStrike.Struck struck = strike.strike(given, database, PLAN, point);
                    where += ": " + struck.said();
                    counts.count(struck.struck() ? strike.word() : "ended before");
                    assertThat(struck.struck() || struck.said().startsWith("DONE"))
                            .as(where)
                            .isTrue();
                }
            } finally {
                close(application);
            }
            counts.count(half(mode) ? HALF : (raised(mode) ? "frozen" : "not frozen") + " when it was struck");
            CrashedProcess recovery = CrashedProcess.here("recover@" + mode, database, PLAN);
            assertThat(recovery.status()).as("%s: %s", where, recovery.output()).isZero();
            if (List.of("freeze", "thaw").contains(command)) {
                byHand(mode, where);
                assertThat(dump()).as(where).isEqualTo(before);
            } else {
                String now = dump();
                boolean asBefore = now.equals(before);
                counts.count(asBefore ? "as before" : "done");
                if (!asBefore) {
                    assertThat(command).as(where).isNotEqualTo("recover");
                    if (command.equals("rollback")) {
                        assertThat(now).as(where).isEqualTo(prepared);
                    }
                    CrashedProcess back = CrashedProcess.here("rollback@" + mode, database, PLAN);
                    assertThat(back.output()).as(where).startsWith("DONE");
                    assertThat(dump()).as(where).isEqualTo(before);
                }
            }
            everybodyMayWriteWhoMight(where);
        }
        counts.print();
        points.assertSome(
                counts.of(strikes.isEmpty() ? "killed" : strikes.get(0).word()));
        return counts;
    }

    /** What there is when the command is given: a run to be recovered was killed before its commit point. */
    private void prepare(String mode, String command, int late) throws Exception {
        switch (command) {
            case "rollback" -> done("run@" + mode);
            case "recover" -> {
                assertThat(CrashedProcess.run("run@" + mode, database, PLAN, late)
                                .killed())
                        .isTrue();
                assertThat(raised(mode)).isTrue();
            }
            case "thaw" -> done("freeze@" + mode);
            default -> {}
        }
    }

    /** What a person freezes is frozen wholly or not at all, and so it is said. */
    private void byHand(String mode, String where) throws Exception {
        String state = StoreAtRest.state(database);
        assertThat(state).as(where).isIn("normal", "frozen");
        assertThat(raised(mode)).as("%s: %s", where, state).isEqualTo(state.equals("frozen"));
        assertThat(half(mode)).as("%s: %s", where, state).isFalse();
        if (state.equals("frozen")) {
            done("thaw@" + mode);
        }
    }

    private void everybodyMayWriteWhoMight(String where) throws Exception {
        StoreAtRest.assertIn(database, where);
        StoreAtRest.assertThawed(database, where);
        assertThat(database.query("SELECT @@GLOBAL.read_only")).as(where).isSubsetOf("0", "OFF");
        assertThat(locked()).as(where).containsExactly("crash_shut");
        try (Connection application = writing()) {
            application.rollback();
        }
    }

    /** An application that has written something, and not committed it. */
    private Connection writing() throws SQLException {
        Connection application = database.connectAs("crash_app", "pw");
        application.setAutoCommit(false);
        try (Statement statement = application.createStatement()) {
            statement.execute("INSERT INTO crash_frozen.orders VALUES (5)");
        }
        return application;
    }

    private static void close(@Nullable Connection application) throws SQLException {
        if (application != null) {
            application.close();
        }
    }

    /** Whether everybody is kept out who is to be. */
    private boolean raised(String mode) throws SQLException {
        return mode.equals("accounts")
                ? locked().containsAll(HaltingProcess.LOCKED)
                : !List.of("0", "OFF")
                        .contains(database.query("SELECT @@GLOBAL.read_only").get(0));
    }

    /** Whether some are kept out, and others are not. */
    private boolean half(String mode) throws SQLException {
        return mode.equals("accounts") && !raised(mode) && locked().size() > 1;
    }

    private List<String> locked() throws SQLException {
        return database.query("SELECT User FROM mysql.global_priv WHERE User LIKE 'crash%'"
                + " AND JSON_VALUE(Priv, '$.account_locked') IN ('true', '1') ORDER BY User");
    }

    private void done(String command) {
        CrashedProcess process = CrashedProcess.here(command, database, PLAN);
        assertThat(process.output()).startsWith("DONE");
    }

    private void begin() throws Exception {
        EmptyServer.begin(database);
        database.execute(
                "CREATE SCHEMA crash_frozen",
                "CREATE TABLE crash_frozen.items (id INT PRIMARY KEY, price INT) ENGINE=InnoDB",
                "INSERT INTO crash_frozen.items VALUES (1, 10), (2, 20), (3, 30)",
                "CREATE TABLE crash_frozen.old (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO crash_frozen.old VALUES (7)",
                "CREATE TABLE crash_frozen.orders (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE USER crash_app IDENTIFIED BY 'pw'",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON crash_frozen.* TO crash_app",
                "CREATE USER crash_other IDENTIFIED BY 'pw'",
                "CREATE USER crash_shut IDENTIFIED BY 'pw' ACCOUNT LOCK");
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_frozen");
    }
}
