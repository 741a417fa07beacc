package org.lupomig.cli.wiring;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan is run, rolled back and recovered by processes that are killed: at some points, or at every one. */
abstract class KillTests {
    private final int samples;
    private KilledPlan plan;

    /** @param samples how many points of each are taken in every build */
    KillTests(int samples) {
        this.samples = samples;
    }

    /** Makes what the plan begins with. */
    abstract KilledPlan built() throws Exception;

    @BeforeEach
    void build() throws Exception {
        plan = built();
    }

    @Test
    void aRunKilledHereAndThereEndsWhollyNewOrAsBefore() throws Exception {
        plan.killRuns(samples);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRunKilledEverywhereEndsWhollyNewOrAsBefore() throws Exception {
        plan.killRuns(Points.LONG_SET);
    }

    @Test
    void aRollbackKilledHereAndThereEndsAsBefore() throws Exception {
        plan.killRollbacks(samples);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRollbackKilledEverywhereEndsAsBefore() throws Exception {
        plan.killRollbacks(Points.LONG_SET);
    }

    @Test
    void aRecoveryThatIsKilledTooEndsAsBefore() throws Exception {
        plan.killRecoveries(samples);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRecoveryKilledEverywhereEndsAsBefore() throws Exception {
        plan.killRecoveries(Points.LONG_SET);
    }
}
