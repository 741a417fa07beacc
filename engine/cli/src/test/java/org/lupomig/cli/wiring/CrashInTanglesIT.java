package org.lupomig.cli.wiring;

/**
 * Processes of the engine are killed in plans of statements whose way back rests on one another's: tables that refer to
 * each other or to what is made later, rows that are numbered by a new column, columns that are added, filled and
 * altered again, values that are kept.
 */
class CrashInTanglesIT extends KillTests {
    CrashInTanglesIT() {
        super(3);
    }

    @Override
    KilledPlan built() throws Exception {
        return new KilledPlan("tangle_build.lupomig", "tangle.lupomig", "crash_core", "crash_dumped");
    }
}
