package org.lupomig.cli.wiring;

/**
 * Processes of the engine are killed at every point where they touch the server. What the plan's last step does has no
 * way back: it stands in a schema of its own and counts, so that what is neither taken back nor done again can be seen.
 */
class CrashEverywhereIT extends KillTests {
    CrashEverywhereIT() {
        super(3);
    }

    @Override
    KilledPlan built() throws Exception {
        return new KilledPlan("build.lupomig", "change.lupomig", "crash_core", "crash_archive", "crash_old");
    }
}
