package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.testkit.Counts;

/**
 * Processes of the engine are killed while they work on four steps at a time, {@code --jobs 4}, so that several of
 * their sessions are at work when they die. A rollback takes one step back after the other, and is killed elsewhere.
 */
class CrashSideBySideIT {
    private static final int SAMPLES = 3;

    private KilledPlan plan;

    @BeforeEach
    void build() throws Exception {
        plan = new KilledPlan("abreast_build.lupomig", "abreast.lupomig", "crash_core").givenAs("abreast");
    }

    @Test
    void aRunHereAndThere() throws Exception {
        Counts counts = plan.killRuns(SAMPLES);
        assertThat(counts.of(KilledPlan.SEVERAL)).isPositive();
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRunEverywhere() throws Exception {
        Counts counts = plan.killRuns(Points.LONG_SET);
        assertThat(counts.of(KilledPlan.SEVERAL)).isPositive();
    }

    @Test
    void aRecoveryHereAndThere() throws Exception {
        plan.killRecoveriesOfHalf(1);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRecoveryEverywhere() throws Exception {
        plan.killRecoveriesOfHalf(Points.LONG_SET);
    }
}
