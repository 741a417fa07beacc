package org.lupomig.cli.rehearsal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Kills a process that runs a plan, at a boundary. */
final class KilledRun {
    private static final int LONGEST_END_SECONDS = 30;

    private KilledRun() {}

    /**
     * Starts it, waits until it is there, and kills it.
     *
     * @return how it ended by itself instead; null where it was killed
     */
    static @Nullable String at(DoomedRun.Orders orders) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(DoomedRun.class.getName());
        Process process = new ProcessBuilder(command)
                .directory(orders.directory().toFile())
                .redirectError(orders.folder().resolve("killed.log").toFile())
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            orders.write(process.getOutputStream());
            String line = output.readLine();
            return DoomedRun.HERE.equals(line) ? null : String.valueOf(line);
        } finally {
            process.destroyForcibly();
            process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Those of our own process, such as how much memory it may have, and those that make a short life shorter. */
    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-Xshare:auto", "-Xlog:disable", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        String[] own = ProcessHandle.current().info().arguments().orElse(new String[0]);
        for (String option : own) {
            if (option.startsWith("-Xm")
                    || option.startsWith("-XX:SharedArchiveFile=")
                    || option.startsWith("-Djfr.")) {
                options.add(option);
            }
        }
        return options;
    }
}
