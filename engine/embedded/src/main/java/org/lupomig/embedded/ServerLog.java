package org.lupomig.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lupomig.embedded.EmbeddedServerException.Problem;

/** Reads in a server's output why it did not start. */
final class ServerLog {
    private static final String LINUX_LOADER = "error while loading shared libraries: ";
    private static final String LINUX_SYMBOL = ": version `";
    private static final String MAC_LOADER = "Library not loaded: ";
    private static final String ERROR = "[ERROR] ";

    /** A refused statement of the making of system tables; "[ERROR] Aborting" is all that is said after it. */
    private static final String REFUSED = "ERROR: ";

    private ServerLog() {}

    /** Why the server whose output is in {@code log} ended: the missing library, or its first error. */
    static EmbeddedServerException whyEnded(Path executable, Path log) throws IOException {
        String text = Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        EmbeddedServerException missing = missingLibrary(executable, text);
        if (missing != null) {
            return missing;
        }
        return new EmbeddedServerException(
                Problem.NO_START,
                "the embedded server did not start: " + firstError(text) + " (all of it: " + log + ")");
    }

    /** Whether the server ended because its port was taken in the moment since it was found free. */
    static boolean portWasTaken(Path log) throws IOException {
        return Files.exists(log)
                && new String(Files.readAllBytes(log), StandardCharsets.UTF_8).contains("Bind on TCP/IP port");
    }

    /** What the system's loader said, as an error with a way out; null when it said nothing. */
    static @Nullable EmbeddedServerException missingLibrary(Path executable, String text) {
        String library = between(text, LINUX_LOADER, ':');
        if (library == null) {
            library = between(text, MAC_LOADER, '\n');
        }
        if (library == null && text.contains(LINUX_SYMBOL) && text.contains("' not found")) {
            library = between(text, LINUX_SYMBOL, '\'');
        }
        if (library == null) {
            return null;
        }
        return new EmbeddedServerException(
                Problem.MISSING_LIBRARY,
                "the embedded server needs " + library + ", which this machine lacks; install it, or install a"
                        + " MariaDB server, or name a database server (the program is " + executable + ")");
    }

    /** The system would not run the program at all. */
    static EmbeddedServerException cannotRun(Path executable, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        String hint;
        if (reason.contains("error=13")) {
            hint = "it may not be executed there; set XDG_CACHE_HOME to a directory that allows programs";
        } else if (reason.contains("error=2,")) {
            // The program is there (it was just written or found): what is missing is the loader that it names.
            hint = "this system's C library is not glibc; install its own MariaDB server, or name a database server";
        } else {
            hint = reason;
        }
        return new EmbeddedServerException(Problem.NO_START, "cannot run " + executable + ": " + hint, cause);
    }

    private static String firstError(String text) {
        if (text.startsWith(REFUSED)) {
            return line(text, REFUSED.length());
        }
        int refused = text.indexOf("\n" + REFUSED);
        if (refused >= 0) {
            return line(text, refused + 1 + REFUSED.length());
        }
        int start = text.indexOf(ERROR);
        if (start >= 0) {
            return line(text, start + ERROR.length());
        }
        String stripped = text.strip();
        return stripped.isEmpty() ? "it said nothing" : line(stripped, stripped.lastIndexOf('\n') + 1);
    }

    private static String line(String text, int from) {
        int end = text.indexOf('\n', from);
        return text.substring(from, end < 0 ? text.length() : end).strip();
    }

    private static @Nullable String between(String text, String before, char after) {
        int start = text.indexOf(before);
        if (start < 0) {
            return null;
        }
        start += before.length();
        int end = text.indexOf(after, start);
        return text.substring(start, end < 0 ? text.length() : end).strip();
    }
}
