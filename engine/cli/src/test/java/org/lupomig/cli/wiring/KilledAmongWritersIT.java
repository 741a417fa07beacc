package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.testkit.Counts;

/** A run or its recovery is killed, and recovered, while an application goes on writing to the same tables. */
class KilledAmongWritersIT {
    private static final int SAMPLES = 2;

    @Test
    void aRunHereAndThere() throws Exception {
        killRuns(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRunEverywhere() throws Exception {
        killRuns(Points.LONG_SET);
    }

    private static void killRuns(int samples) throws Exception {
        AmongPlan plan = new AmongPlan().build();
        int points = plan.done("run").points();
        Counts counts = counts("run", points);
        plan.strike(Points.of(points, samples), true, point -> plan.struck(Blow.kill(), "run", point), counts);
        counts.print();
        assertThat(counts.of("killed")).isPositive();
        assertThat(counts.of("as before")).isPositive();
    }

    @Test
    void aRecoveryHereAndThere() throws Exception {
        killRecoveries(SAMPLES);
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
        int points = plan.done("recover").points();
        Counts counts = counts("recovery", points);
        AmongPlan.At at = point -> {
            plan.struck(Blow.kill(), "run", late);
            return plan.struck(Blow.kill(), "recover", point);
        };
        plan.strike(Points.of(points, samples), false, at, counts);
        counts.print();
        assertThat(counts.of("killed")).isPositive();
    }

    private static Counts counts(String of, int points) {
        return new Counts("kills in a " + of + " beside an application").add("points", points);
    }
}
