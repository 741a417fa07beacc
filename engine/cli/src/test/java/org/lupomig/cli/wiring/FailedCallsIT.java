package org.lupomig.cli.wiring;

import java.util.ArrayList;
import java.util.Collections;
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
    /**
     * Of each failure one in a run and one in a rollback. By turns they come before a call and behind it; where the
     * first is another one, each of the others comes the other way round. A COMMIT is refused at whichever comes next.
     */
    @ParameterizedTest
    @ValueSource(strings = {"run", "rollback"})
    void hereAndThere(String command) throws Exception {
        List<Failure> failures = new ArrayList<>(List.of(Failure.values()));
        if (command.equals("rollback")) {
            Collections.rotate(failures, 1);
        }
        plan().fail(command, failures, failures.size());
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
