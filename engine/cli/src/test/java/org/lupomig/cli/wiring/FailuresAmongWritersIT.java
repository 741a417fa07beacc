package org.lupomig.cli.wiring;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.testkit.Counts;

/**
 * What else may happen to a run than a kill of its process, while an application goes on writing to the same tables:
 * its calls fail, its statements are struck on their way.
 */
class FailuresAmongWritersIT {
    @Test
    void aCallFails() throws Exception {
        failCalls(Failure.REFUSAL, 1);
    }

    /** All but those that would end the application's own connection, or what it sends. */
    @ParameterizedTest
    @EnumSource(names = {"REFUSAL", "MISTAKE", "SILENCE"})
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void callsFailEverywhere(Failure failure) throws Exception {
        failCalls(failure, Points.LONG_SET);
    }

    private static void failCalls(Failure failure, int samples) throws Exception {
        AmongPlan plan = new AmongPlan().build();
        Points points = Points.of(plan.callPoints(), samples);
        Counts counts = points.counts("failures in a run beside an application");
        Blow blow = Blow.failedCalls(List.of(failure));
        plan.strike(points, true, point -> plan.struck(blow, "run", point), counts);
        counts.print();
        points.assertSome(counts.of(failure.word()));
    }

    @Test
    void aStatementIsStruck() throws Exception {
        strikeStatements(StatementStrike.CUT, 1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void statementsAreStruckEverywhere(StatementStrike strike) throws Exception {
        strikeStatements(strike, Points.LONG_SET);
    }

    private static void strikeStatements(StatementStrike strike, int samples) throws Exception {
        AmongPlan plan = new AmongPlan().build();
        StatementPoints all = plan.statements();
        Points points = all.some(samples, 0, List.of(strike));
        Counts counts = all.counts("statements struck in a run beside an application", points);
        Blow blow = Blow.struckStatements(List.of(strike));
        plan.strike(points, true, point -> plan.struck(blow, "run", point), counts);
        counts.print();
        points.assertSome(counts.of(strike.word()));
    }
}
