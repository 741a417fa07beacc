package org.lupomig.cli.wiring;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Processes of the engine are killed at every point where they touch the server. What the plan's last step does has no
 * way back: it stands in a schema of its own and counts, so that what is neither taken back nor done again can be seen.
 */
class CrashEverywhereIT {
    /** So many points of each are taken in every build. */
    private static final int SAMPLES = 24;

    private static final int ALL = Integer.MAX_VALUE;

    private KilledPlan plan;

    @BeforeEach
    void build() throws Exception {
        plan = new KilledPlan("build.lupomig", "change.lupomig", "crash_core", "crash_archive", "crash_old");
    }

    @Test
    void aRunKilledHereAndThereEndsWhollyNewOrAsBefore() throws Exception {
        plan.killRuns(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void aRunKilledEverywhereEndsWhollyNewOrAsBefore() throws Exception {
        plan.killRuns(ALL);
    }

    @Test
    void aRollbackKilledHereAndThereEndsAsBefore() throws Exception {
        plan.killRollbacks(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void aRollbackKilledEverywhereEndsAsBefore() throws Exception {
        plan.killRollbacks(ALL);
    }

    @Test
    void aRecoveryThatIsKilledTooEndsAsBefore() throws Exception {
        plan.killRecoveries(SAMPLES);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void aRecoveryKilledEverywhereEndsAsBefore() throws Exception {
        plan.killRecoveries(ALL);
    }
}
