package org.lupomig.cli.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A run that is killed while one of its statements waits for a lock, and that statement with it. */
final class KilledWaiting {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final TestDatabase database;
    private final Path plan;

    /** @param folder where the plan is written */
    KilledWaiting(TestDatabase database, Path folder) {
        this.database = database;
        plan = folder.resolve("killed.lupomig");
    }

    /** Writes a plan with one step that sends {@code sql}. */
    void plan(String sql) throws IOException {
        Files.writeString(plan, """
                plan killed version 1 {
                  database main = mariadb
                  batch change {
                    step only {
                sql \"""
                %s;
                \"""
                    }
                  }
                }
                """.formatted(sql));
    }

    /**
     * Runs the plan until a statement is seen to wait, and ends both. It has not taken effect then.
     *
     * @param statement how it begins
     */
    void killWhileWaiting(String statement) throws Exception {
        Process run = CrashedProcess.start("run", database, plan, 0);
        String session = waiting(statement, run);
        run.destroyForcibly().waitFor();
        database.execute("KILL CONNECTION " + session);
        while (!database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE ID = " + session)
                .isEmpty()) {
            Thread.sleep(10);
        }
    }

    CrashedProcess recover() throws Exception {
        return CrashedProcess.run("recover", database, plan, 0);
    }

    private String waiting(String statement, Process run) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline && run.isAlive()) {
            List<String> found = database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE COMMAND = 'Query'"
                    + " AND INFO LIKE '" + statement + "%' AND STATE LIKE 'Waiting for%'");
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        throw new IllegalStateException("it was not seen to wait: "
                + (run.isAlive()
                        ? "still running"
                        : new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
    }
}
