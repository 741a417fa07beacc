package org.lupomig.cli.wiring;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan is run, rolled back and recovered by processes that are killed: at some points, or at every one. */
abstract class KillTests {
    /** Of how many points the long set takes, at about equal distances: all, where nobody has less time. */
    private static final int LONG_SET = Integer.getInteger("crash.points", Integer.MAX_VALUE);

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
        plan.killRuns(LONG_SET);
    }

    @Test
    void aRollbackKilledHereAndThereEndsAsBefore() throws Exception {
        plan.killRollbacks(samples);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRollbackKilledEverywhereEndsAsBefore() throws Exception {
        plan.killRollbacks(LONG_SET);
    }

    @Test
    void aRecoveryThatIsKilledTooEndsAsBefore() throws Exception {
        plan.killRecoveries(samples);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aRecoveryKilledEverywhereEndsAsBefore() throws Exception {
        plan.killRecoveries(LONG_SET);
    }
}
