package org.lupomig.cli.wiring;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A call to a port fails, on a real server: its sessions end, it refuses, it does not answer, it takes no COMMIT, there
 * is a mistake of our own; before the call or behind it, at some calls or at every one. The next command leaves
 * everything as before, or done.
 */
class FailedCallsIT {
    /** Of each failure one before a call, and one behind it. */
    private static final int SAMPLES = 2 * Failure.values().length;

    @ParameterizedTest
    @ValueSource(strings = {"run", "rollback"})
    void hereAndThere(String command) throws Exception {
        plan().fail(command, List.of(Failure.values()), SAMPLES);
    }

    @ParameterizedTest
    @CsvSource({
        "run, LOSS",
        "run, REFUSAL",
        "run, MISTAKE",
        "run, SILENCE",
        "run, REFUSED_COMMIT",
        "rollback, LOSS",
        "rollback, REFUSAL",
        "rollback, MISTAKE",
        "rollback, SILENCE",
        "rollback, REFUSED_COMMIT"
    })
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everywhere(String command, Failure failure) throws Exception {
        plan().fail(command, List.of(failure), Points.LONG_SET);
    }

    private static KilledPlan plan() throws Exception {
        return new KilledPlan("build.lupomig", "change.lupomig", "crash_core", "crash_archive", "crash_old");
    }
}
