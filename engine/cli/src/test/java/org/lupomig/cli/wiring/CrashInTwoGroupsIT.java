package org.lupomig.cli.wiring;

/** Processes of the engine are killed while two groups of steps take turns. */
class CrashInTwoGroupsIT extends KillTests {
    CrashInTwoGroupsIT() {
        super(3);
    }

    @Override
    KilledPlan built() throws Exception {
        return new KilledPlan("tangle_build.lupomig", "groups.lupomig", "crash_core");
    }
}
