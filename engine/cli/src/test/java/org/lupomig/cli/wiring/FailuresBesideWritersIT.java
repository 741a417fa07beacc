package org.lupomig.cli.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.Counts;

/**
 * What else may happen to a command than a kill of its process, while an application puts rows of its own into the same
 * tables: its calls fail, its statements are struck on their way, the server is killed. Nobody is needed then, and no
 * row of the application is lost.
 */
class FailuresBesideWritersIT {
    private static final List<String> COMMANDS = List.of("run", "recover", "discard");
    private static final List<StatementStrike> STRIKES =
            List.of(StatementStrike.CUT, StatementStrike.REFUSAL, StatementStrike.GONE);
    private static final int SAMPLES = 2;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"run", "discard"})
    void callsFailHereAndThere(String command) throws Exception {
        failCalls(command, List.of(Failure.values()), Failure.values().length);
    }

    static Stream<Arguments> failures() {
        return COMMANDS.stream()
                .flatMap(command -> Stream.of(Failure.values()).map(failure -> Arguments.of(command, failure)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void callsFailEverywhere(String command, Failure failure) throws Exception {
        failCalls(command, List.of(failure), Points.LONG_SET);
    }

    private static void failCalls(String command, List<Failure> failures, int samples) throws Exception {
        BesidePlan plan = new BesidePlan();
        Points points = Points.of(plan.callPoints(command), samples);
        Counts counts = points.counts("failures in a " + command + " beside an application with rows of its own");
        plan.strike(command, points, Blow.failedCalls(failures), counts);
        counts.print();
        failures.forEach(failure -> points.assertSome(counts.of(failure.word())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "discard"})
    void statementsAreStruckHereAndThere(String command) throws Exception {
        strikeStatements(command, STRIKES, STRIKES.size());
    }

    static Stream<Arguments> strikes() {
        return COMMANDS.stream()
                .flatMap(command -> Stream.of(StatementStrike.values()).map(strike -> Arguments.of(command, strike)));
    }

    @ParameterizedTest
    @MethodSource("strikes")
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void statementsAreStruckEverywhere(String command, StatementStrike strike) throws Exception {
        strikeStatements(command, List.of(strike), Points.LONG_SET);
    }

    private static void strikeStatements(String command, List<StatementStrike> strikes, int samples) throws Exception {
        BesidePlan plan = new BesidePlan();
        StatementPoints all = plan.statements(command);
        Points points = all.some(samples, 0, strikes);
        Counts counts =
                all.counts("statements struck in a " + command + " beside an application with rows of its own", points);
        plan.strike(command, points, Blow.struckStatements(strikes), counts);
        counts.print();
        strikes.forEach(strike -> points.assertSome(counts.of(strike.word())));
    }

    @Test
    void theServerIsKilledHereAndThere() throws Exception {
        killServer("run", SAMPLES, OwnServer.BINARY_LOG);
    }

    static Stream<Arguments> kills() {
        return COMMANDS.stream().flatMap(command -> Stream.of(List.of(), OwnServer.BINARY_LOG)
                .map(options -> Arguments.of(command, options)));
    }

    @ParameterizedTest
    @MethodSource("kills")
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void theServerIsKilledAtEveryStatement(String command, List<String> options) throws Exception {
        killServer(command, Points.LONG_SET, options);
    }

    private void killServer(String command, int samples, List<String> options) throws Exception {
        try (OwnServer server = new OwnServer(directory, options)) {
            BesidePlan plan = new BesidePlan(server::database);
            StatementPoints all = plan.statements(command);
            Points points = all.some(samples, 0, List.of());
            Counts counts = all.counts(
                    "kills of the server in a " + command + " beside an application with rows of its own"
                            + (options.isEmpty() ? "" : ", with a binary log"),
                    points);
            plan.strike(command, points, Blow.killOfServer(server), counts);
            counts.print();
            points.assertSome(counts.of("killed"));
        }
    }
}
