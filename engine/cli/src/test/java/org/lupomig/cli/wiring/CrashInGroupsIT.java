package org.lupomig.cli.wiring;

/**
 * Processes of the engine are killed while steps are walked as a group, of which several have said what they will do.
 */
class CrashInGroupsIT extends KillTests {
    CrashInGroupsIT() {
        super(3);
    }

    @Override
    KilledPlan built() throws Exception {
        return new KilledPlan("tangle_build.lupomig", "group.lupomig", "crash_core");
    }
}
