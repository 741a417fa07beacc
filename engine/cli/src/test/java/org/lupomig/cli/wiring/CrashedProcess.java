package org.lupomig.cli.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * How a {@link HaltingProcess} ended.
 *
 * @param status its exit status; {@link Halt#STATUS} where it was killed
 * @param output what it printed
 */
record CrashedProcess(int status, String output) {

    /** Runs one to its end. */
    static CrashedProcess run(String command, TestDatabase database, Path plan, int point)
            throws IOException, InterruptedException {
        return ended(start(command, database, plan, point));
    }

    /** Gives the command in this process, where nobody kills it: that takes a fraction of the time. */
    static CrashedProcess here(String command, TestDatabase database, Path plan) {
        Halt never = new Halt(0, Halt::thisProcess);
        RunReport report = HaltingProcess.perform(command, database.jdbcUrlWithAccount(), plan, never);
        return new CrashedProcess(report.result().exitStatus(), HaltingProcess.end(report, never));
    }

    /** Waits for its end. */
    static CrashedProcess ended(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it hangs: " + output);
        }
        return new CrashedProcess(process.exitValue(), output);
    }

    /** Starts one. */
    static Process start(String command, TestDatabase database, Path plan, int point, String... more)
            throws IOException {
        List<String> words = new ArrayList<>(
                List.of(command, database.jdbcUrlWithAccount(), plan.toString(), Integer.toString(point)));
        words.addAll(List.of(more));
        return ReadyProcess.given(words);
    }

    /** How many points a process that was not killed has passed: the second word it printed. */
    int points() {
        int space = output.indexOf(' ');
        return Integer.parseInt(output.substring(space + 1, output.indexOf(' ', space + 1)));
    }

    boolean killed() {
        return status == Halt.STATUS;
    }
}
