package org.lupomig.cli.wiring;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Processes of the engine are killed in plans of statements whose way back rests on one another's: tables that refer to
 * each other or to what is made later, rows that are numbered by a new column, columns that are added, filled and
 * altered again, values that are kept.
 */
class CrashInTanglesIT {
    /** So many points of each are taken in every build. */
    private static final int SAMPLES = 16;

    private static final int ALL = Integer.MAX_VALUE;

    private KilledPlan plan;

    @BeforeEach
    void build() throws Exception {
        plan = new KilledPlan("tangle_build.lupomig", "tangle.lupomig", "crash_core", "crash_dumped");
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
