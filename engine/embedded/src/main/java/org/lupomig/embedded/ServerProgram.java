package org.lupomig.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lupomig.embedded.EmbeddedServerException.Problem;

/**
 * A {@code mariadbd} that can be run.
 *
 * @param executable the program
 * @param home what the program takes for its installation; null where it knows by itself
 * @param share the directory of its messages, character sets and system-table scripts
 * @param version such as {@code 11.4.5}
 */
record ServerProgram(Path executable, @Nullable Path home, Path share, String version) {
    private static final int VERSION_SECONDS = 30;

    /** The first two numbers of a version: servers of one series read each other's files. */
    static String series(String version) {
        int dot = version.indexOf('.', version.indexOf('.') + 1);
        return dot < 0 ? version : version.substring(0, dot);
    }

    /** Whether the server is one that Lupomig works with. */
    boolean recentEnough() {
        String[] numbers = series(version).split("\\.", 2);
        int major = Integer.parseInt(numbers[0]);
        return major > 10 || (major == 10 && Integer.parseInt(numbers[1]) >= 6);
    }

    /** Asks a program for its version; this is also how a missing library shows before any data is made. */
    static String askVersion(Path executable) throws EmbeddedServerException, IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(executable.toString(), "--no-defaults", "--version")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw ServerLog.cannotRun(executable, e);
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readNBytes(4096), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        } else if (process.exitValue() == 0) {
            int start = said.indexOf("Ver ") + "Ver ".length();
            int end = start;
            while (end < said.length() && (Character.isDigit(said.charAt(end)) || said.charAt(end) == '.')) {
                end++;
            }
            if (end > start) {
                return said.substring(start, end);
            }
        }
        EmbeddedServerException missing = ServerLog.missingLibrary(executable, said);
        throw missing != null
                ? missing
                : new EmbeddedServerException(Problem.NO_SERVER, executable + " does not say its version");
    }
}
