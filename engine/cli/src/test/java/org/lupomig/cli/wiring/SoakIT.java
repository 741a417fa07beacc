package org.lupomig.cli.wiring;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of the engine run plans and roll them back, two at a time, and most are killed somewhere: plans of other
 * tables, plans with a common one, or the same plan twice. After each pair everything is accounted for: rows and
 * definitions, held objects, steps, runs, the freeze, sessions and locks.
 */
class SoakIT {
    private static final int LONG_SET = Integer.getInteger("soak.runs", 1_000);
    private static final int IN_EVERY_BUILD = 12;
    private static final long SEED = 20260101;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostDoubledOrLeftByAFewRuns() throws Exception {
        new SoakedPlans(folder, SEED).run(IN_EVERY_BUILD);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 6, unit = TimeUnit.HOURS)
    void norByMany() throws Exception {
        new SoakedPlans(folder, Long.getLong("soak.seed", System.nanoTime())).run(LONG_SET);
    }
}
