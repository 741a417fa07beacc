package org.lupomig.cli.startup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.cli.Main;
import org.lupomig.cli.Shell;

/**
 * Runs what people run most on the example in the working directory, so that the JVM can note which classes that takes.
 *
 * <p>Nothing of the surroundings reaches the commands: a database that the environment names is not theirs to touch.
 */
final class TypicalCommands {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("run", "--help"),
            List.of("no-such-command"),
            List.of("check", "build_core.lupomig", "phase_a.lupomig"),
            List.of("check", "five_mistakes.lupomig"),
            List.of("plan", "phase_a.lupomig"),
            List.of("run", "build_core.lupomig"),
            List.of("run", "--dry-run", "phase_a.lupomig"),
            List.of("run", "--json", "phase_a.lupomig"),
            List.of("run", "phase_a.lupomig"),
            List.of("status"),
            List.of("history"),
            List.of("rollback", "federate"),
            List.of("run", ManyTables.FILE),
            List.of("run", ManyTables.FILE),
            List.of("rollback", ManyTables.FILLED),
            List.of("rollback", ManyTables.EMPTY),
            List.of("recover"));

    private TypicalCommands() {}

    /** Runs them all, whatever becomes of each. */
    public static void main(String[] arguments) throws IOException {
        Shell process = Shell.ofProcess();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        run(new Shell(
                process.directory(), Map.of(), nowhere, nowhere, false, false, process.clock(), process.tokens()));
        process.flush(); // loads what the end of every command loads
    }

    /** How each of them has ended, by its words; the worse of two of the same. */
    static Map<String, Integer> run(Shell shell) throws IOException {
        Files.writeString(shell.directory().resolve(ManyTables.FILE), ManyTables.plan());
        Map<String, Integer> ended = new LinkedHashMap<>();
        for (List<String> command : COMMANDS) {
            int status = Main.execute(shell, command.toArray(new String[0]));
            ended.merge(String.join(" ", command), status, Math::max);
        }
        return ended;
    }
}
