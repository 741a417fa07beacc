package org.lupomig.cli.wiring;

/**
 * Processes of the engine are killed while rows change that refer to nothing, and foreign keys go and come back over
 * such rows.
 */
class CrashAmongOrphansIT extends KillTests {
    CrashAmongOrphansIT() {
        super(3);
    }

    @Override
    KilledPlan built() throws Exception {
        return new KilledPlan("orphans_build.lupomig", "orphans.lupomig", "crash_core");
    }
}
