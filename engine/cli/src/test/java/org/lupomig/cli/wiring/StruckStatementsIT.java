package org.lupomig.cli.wiring;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Something happens at single statements on their way to a real server, and on the way back: the process is killed, the
 * line is cut, the server is not reached any more, it refuses. Many calls to a port send several statements: in a usual
 * build those between two of them are taken first, where no strike around a call gets.
 */
class StruckStatementsIT {
    private static final List<String> COMMANDS = List.of("run", "rollback", "recover");

    @Test
    void hereAndThere() throws Exception {
        StruckPlan plan = plan("inside");
        List<StatementStrike> strikes = List.of(StatementStrike.KILL, StatementStrike.CUT, StatementStrike.REFUSAL);
        plan.strike("run", strikes, strikes.size(), 0);
        plan.strike("rollback", strikes, strikes.size(), 0);
        // which sends the same but for what comes first
        plan.strike("recover", strikes, strikes.size(), strikes.size());
    }

    static Stream<Arguments> all() {
        return Stream.of("inside", "change", "tangle", "orphans")
                .flatMap(plan -> COMMANDS.stream().flatMap(command -> Stream.of(StatementStrike.values())
                        .map(strike -> Arguments.of(plan, command, strike))));
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhere(String plan, String command, StatementStrike strike) throws Exception {
        plan(plan).strike(command, List.of(strike), Points.LONG_SET, 0);
    }

    private static StruckPlan plan(String name) throws Exception {
        return new StruckPlan(
                switch (name) {
                    case "inside" -> new KilledPlan("inside_build.lupomig", "inside.lupomig", "crash_core");
                    case "change" ->
                        new KilledPlan("build.lupomig", "change.lupomig", "crash_core", "crash_archive", "crash_old");
                    case "tangle" ->
                        new KilledPlan("tangle_build.lupomig", "tangle.lupomig", "crash_core", "crash_dumped");
                    default -> new KilledPlan("orphans_build.lupomig", "orphans.lupomig", "crash_core");
                });
    }
}
