package org.lupomig.cli.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.Strike;
import org.lupomig.testkit.wire.Wire;

/** What may happen at a statement that is on its way to the server, or whose answer is on its way back. */
enum StatementStrike {
    /** The process is ended by SIGKILL. */
    KILL,
    /** The line that it is on is cut. */
    CUT,
    /** All lines are cut, and the server is not reached any more. */
    GONE,
    /** The server refuses it; so it does not get it. */
    REFUSAL;

    /**
     * How a command ended that was struck.
     *
     * @param struck whether it came to the point
     * @param killed whether its process was killed
     * @param said its result, and what it said beside that
     */
    record Struck(boolean struck, boolean killed, String said) {}

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The point where it can happen: no server refuses what it has done, but the next statement instead. */
    int at(int point) {
        return this == REFUSAL ? point | 1 : point;
    }

    /** Gives a command over a wire, and lets it happen there. */
    Struck strike(String command, TestDatabase database, Path plan, int point)
            throws IOException, InterruptedException {
        return switch (this) {
            case KILL -> kill(command, database, plan, point);
            case CUT -> here(command, database, plan, point, new Strike.Cuts());
            case GONE -> here(command, database, plan, point, new Strike.Ends(() -> {}));
            case REFUSAL ->
                here(command, database, plan, point, new Strike.Refuses(1114, "HY000", "no room, says the test"));
        };
    }

    private static Struck kill(String command, TestDatabase database, Path plan, int point)
            throws IOException, InterruptedException {
        CompletableFuture<Long> victim = new CompletableFuture<>();
        try (Wire wire = Wire.to(database, point, new Strike.Ends(() -> Halt.other(victim.join())))) {
            Process process = CrashedProcess.start(command, wire.database(), plan, 0);
            victim.complete(process.pid());
            CrashedProcess ended = CrashedProcess.ended(process);
            return new Struck(wire.struck(), ended.killed(), ended.output());
        }
    }

    /** Gives a command over a wire in this process, where nobody kills it. */
    static Struck here(String command, TestDatabase database, Path plan, int point, Strike strike) {
        Halt never = new Halt(0, Halt::thisProcess);
        try (Wire wire = Wire.to(database, point, strike)) {
            String said;
            try {
                String url = wire.database().jdbcUrlWithAccount();
                said = HaltingProcess.end(HaltingProcess.perform(command, url, plan, never), never);
            } catch (IllegalStateException | ConnectionLost | ServerRefused e) {
                said = e.toString();
            }
            return new Struck(wire.struck(), false, said);
        }
    }
}
