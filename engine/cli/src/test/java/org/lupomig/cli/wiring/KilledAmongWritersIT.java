package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.testkit.Counts;

/** A run or its recovery is killed, and recovered, while an application goes on writing to the same tables. */
class KilledAmongWritersIT {
    private static final int RUNS = 2;
    private static final int RECOVERIES = 1;

    @Test
    void aRunHereAndThere() throws Exception {
        killRuns(RUNS);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRunEverywhere() throws Exception {
        killRuns(Points.LONG_SET);
    }

    private static void killRuns(int samples) throws Exception {
        AmongPlan plan = new AmongPlan().build();
        Points points = Points.of(plan.done("run").points(), samples);
        Counts counts = points.counts("kills in a run beside an application");
        plan.strike(points, true, point -> plan.struck(Blow.kill(), "run", point), counts);
        counts.print();
        points.assertSome(counts.of("killed"));
        points.assertSome(counts.of("as before"));
    }

    @Test
    void aRecoveryHereAndThere() throws Exception {
        killRecoveries(RECOVERIES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRecoveryEverywhere() throws Exception {
        killRecoveries(Points.LONG_SET);
    }

    /** Of a run that was killed shortly before its commit point. */
    private static void killRecoveries(int samples) throws Exception {
        AmongPlan plan = new AmongPlan().build();
        int late = plan.done("run").points() * 9 / 10;
        plan.build();
        assertThat(plan.struck(Blow.kill(), "run", late).missed()).isFalse();
        Points points = Points.of(plan.done("recover").points(), samples);
        Counts counts = points.counts("kills in a recovery beside an application");
        AmongPlan.At at = point -> {
            plan.struck(Blow.kill(), "run", late);
            return plan.struck(Blow.kill(), "recover", point);
        };
        plan.strike(points, false, at, counts);
        counts.print();
        points.assertSome(counts.of("killed"));
    }
}
