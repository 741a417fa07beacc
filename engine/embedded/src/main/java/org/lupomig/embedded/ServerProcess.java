package org.lupomig.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process that serves a directory, ours or left behind by a process that was killed.
 *
 * <p>A process number alone proves nothing: numbers are used again. Where the system shows command lines, ours has the
 * data directory in it; where it does not (Windows), the number is believed.
 */
final class ServerProcess {
    private static final int PAUSE_MILLIS = 5;

    /** A server that is told to end may have much to write or to roll back; killed, it does that at its next start. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ProcessHandle handle;
    private final String mark;
    private final boolean shown;

    private ServerProcess(ProcessHandle handle, String mark, boolean shown) {
        this.handle = handle;
        this.mark = mark;
        this.shown = shown;
    }

    /** A child of this process. */
    static ServerProcess child(Process process, Path directory) {
        return new ServerProcess(process.toHandle(), ServerCommand.mark(directory), false);
    }

    /** The process of an earlier owner that still serves {@code directory}; null when there is none. */
    static @Nullable ServerProcess leftBehind(Path directory, ServerState state) {
        String mark = ServerCommand.mark(directory);
        Optional<ProcessHandle> noted = state.pid() == 0 ? Optional.empty() : ProcessHandle.of(state.pid());
        if (noted.isPresent() && noted.get().isAlive()) {
            Optional<String[]> arguments = noted.get().info().arguments();
            boolean windows = System.getProperty("os.name", "").startsWith("Windows");
            if (arguments.isPresent() ? names(arguments.get(), mark) : windows) {
                return new ServerProcess(noted.get(), mark, arguments.isPresent());
            }
        }
        if (state.pid() != 0) {
            return null;
        }
        // The owner died between starting the server and noting its number.
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().arguments().filter(a -> names(a, mark)).isPresent())
                .findFirst()
                .map(process -> new ServerProcess(process, mark, true))
                .orElse(null);
    }

    private static boolean names(String[] arguments, String mark) {
        return List.of(arguments).contains(mark);
    }

    long pid() {
        return handle.pid();
    }

    /** Whether it runs. A dead process that nobody has collected yet shows no command line any more. */
    boolean isRunning() {
        return handle.isAlive()
                && (!shown
                        || handle.info().arguments().filter(a -> names(a, mark)).isPresent());
    }

    /** Tells it to end. */
    void tellToEnd() {
        handle.destroy();
    }

    /** Waits until it has ended; ends it the hard way when it takes too long. */
    void awaitEnd() throws InterruptedException {
        if (!endsWithin(PATIENCE)) {
            handle.destroyForcibly();
            endsWithin(PATIENCE);
        }
    }

    private boolean endsWithin(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isRunning()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }
}
