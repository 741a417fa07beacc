package org.lupomig.cli.wiring;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
        plan.killRuns(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRunEverywhere() throws Exception {
        plan.killRuns(Points.LONG_SET);
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
