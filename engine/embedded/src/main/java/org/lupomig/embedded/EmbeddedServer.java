package org.lupomig.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.embedded.EmbeddedServerException.Problem;

/**
 * A MariaDB server of our own, for as long as this object is open. Its data stays.
 *
 * <p>When the process that started a server is killed, the server goes on, perhaps still busy with that process's last
 * statement. The next owner of the directory takes such a server over as it is rather than ending it: what it is doing
 * is then visible to recovery as on any other server (sessions, locks, the process list), and nothing has to be rolled
 * back twice. Only one that runs with other settings is ended first.
 *
 * <p>Nothing is done when the JVM exits without {@link #close}: the caller may be undoing work on this server at that
 * very moment.
 */
public final class EmbeddedServer implements AutoCloseable {
    /** Somebody else may take a free port before the server does; not three times. */
    private static final int ATTEMPTS = 3;

    private final Path directory;
    private final DirectoryLock lock;
    private final ServerAccount account;
    private final ServerState state;
    private final ServerProcess process;
    private final String version;
    private Duration waited = Duration.ZERO;
    private boolean closed;

    private EmbeddedServer(
            Path directory,
            DirectoryLock lock,
            ServerAccount account,
            ServerState state,
            ServerProcess process,
            String version) {
        this.directory = directory;
        this.lock = lock;
        this.account = account;
        this.state = state;
        this.process = process;
        this.version = version;
    }

    /**
     * Starts the server of a directory, or takes over the one that a killed process left running.
     *
     * @throws EmbeddedServerException when there is no server to be had; the message is for the user
     */
    public static EmbeddedServer start(EmbeddedServerConfig config)
            throws EmbeddedServerException, InterruptedException {
        Path directory = config.directory().toAbsolutePath().normalize();
        DirectoryLock lock = null;
        boolean started = false;
        try {
            // The real path, or a server that was started through a link would not be known again.
            directory = makePrivate(directory).toRealPath();
            long began = System.nanoTime();
            lock = DirectoryLock.take(directory, config.patience());
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            ServerAccount account = ServerAccount.in(directory);
            EmbeddedServer server = takeOver(config, directory, lock, account);
            if (server == null) {
                server = startNew(config, directory, lock, account);
            }
            Files.deleteIfExists(ServerCommand.initFile(directory));
            started = true;
            server.waited = waited;
            return server;
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    Problem.FILES, "the embedded server's files in " + directory + ": " + describe(e), e);
        } finally {
            if (!started && lock != null) {
                release(lock);
            }
        }
    }

    /** How long it was waited for another process that had the directory. */
    public Duration waited() {
        return waited;
    }

    private static @Nullable EmbeddedServer takeOver(
            EmbeddedServerConfig config, Path directory, DirectoryLock lock, ServerAccount account)
            throws EmbeddedServerException, IOException, InterruptedException {
        ServerState state = ServerState.read(directory);
        ServerProcess process = state == null ? null : ServerProcess.leftBehind(directory, state);
        if (state == null || process == null) {
            return null;
        }
        if (!state.stopping() && state.settings().equals(ServerCommand.settings(config))) {
            if (Readiness.await(state.port(), process, config.startLimit())) {
                String version = DataDirectory.madeBy(directory);
                ServerState known = state.withPid(process.pid());
                known.write(directory);
                return new EmbeddedServer(directory, lock, account, known, process, version == null ? "" : version);
            }
            if (process.isRunning()) {
                throw silent(config, directory);
            }
            return null;
        }
        process.tellToEnd();
        process.awaitEnd();
        return null;
    }

    private static EmbeddedServer startNew(
            EmbeddedServerConfig config, Path directory, DirectoryLock lock, ServerAccount account)
            throws EmbeddedServerException, IOException, InterruptedException {
        ServerProgram program = ServerChoice.forDataOf(directory);
        if (DataDirectory.madeBy(directory) == null) {
            DataDirectory.make(program, directory);
        }
        account.writeInitFile(ServerCommand.initFile(directory));
        List<String> settings = ServerCommand.settings(config);
        Path log = log(directory);
        for (int attempt = 1; ; attempt++) {
            // Noted first: whenever a server runs, there is a note that one may.
            ServerState state = new ServerState(0, Readiness.freePort(), settings, false);
            state.write(directory);
            Process child = ServerCommand.serve(program, directory, state.port(), config, log);
            child.getOutputStream().close();
            ServerProcess process = ServerProcess.child(child, directory);
            state = state.withPid(process.pid());
            state.write(directory);
            if (Readiness.await(state.port(), process, config.startLimit())) {
                return new EmbeddedServer(directory, lock, account, state, process, program.version());
            }
            if (process.isRunning()) {
                process.tellToEnd();
                process.awaitEnd();
                ServerState.remove(directory);
                throw silent(config, directory);
            }
            ServerState.remove(directory);
            if (attempt == ATTEMPTS || !ServerLog.portWasTaken(log)) {
                throw ServerLog.whyEnded(program.executable(), log);
            }
        }
    }

    /**
     * Ends the server that a killed process left running in a directory, and waits for it, so that its files can be
     * removed.
     *
     * @return false where somebody else is using the directory, who is left alone
     */
    public static boolean endLeftBehind(Path directory) throws IOException, InterruptedException {
        Path real = directory.toRealPath();
        DirectoryLock lock;
        try {
            lock = DirectoryLock.take(real, Duration.ZERO);
        } catch (EmbeddedServerException e) {
            return false;
        }
        try {
            ServerState state = ServerState.read(real);
            ServerProcess process = state == null ? null : ServerProcess.leftBehind(real, state);
            if (process != null) {
                process.tellToEnd();
                process.awaitEnd();
            }
            return true;
        } finally {
            release(lock);
        }
    }

    /** The server's address, for {@code DriverManager}; without account, schema or options. */
    public String jdbcUrl() {
        return "jdbc:mariadb://127.0.0.1:" + state.port() + "/";
    }

    /** The account's name. It may do everything. */
    public String user() {
        return account.user();
    }

    /** The account's password. */
    public String password() {
        return account.password();
    }

    /** The version of the server, such as {@code 11.4.5}. */
    public String version() {
        return version;
    }

    /** The number of the server's process. */
    public long pid() {
        return process.pid();
    }

    /** The file that the server writes its messages to. */
    public Path log() {
        return log(directory);
    }

    /**
     * Tells the server to end and does not wait for it. Whoever starts it next does: a fifth of a second that a command
     * which is done need not keep its user waiting for.
     */
    public void closeWithoutWaiting() {
        end(false);
    }

    /** Ends the server and waits until its files are at rest. */
    @Override
    public void close() {
        end(true);
    }

    private synchronized void end(boolean wait) {
        if (closed) {
            return;
        }
        closed = true;
        try {
            state.toldToStop().write(directory);
            process.tellToEnd();
            if (wait) {
                process.awaitEnd();
                ServerState.remove(directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            process.tellToEnd(); // without the note the next start takes longer to find out, no more
        } finally {
            release(lock);
        }
    }

    private static void release(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // Closing is all there is to do; the system gives the lock back at the latest when this process ends.
            return;
        }
    }

    private static Path log(Path directory) {
        return directory.resolve("mariadbd.log");
    }

    private static Path makePrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        PosixFileAttributeView view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
        return directory;
    }

    private static EmbeddedServerException silent(EmbeddedServerConfig config, Path directory) {
        return new EmbeddedServerException(
                Problem.NO_START,
                "the embedded server did not answer within "
                        + config.startLimit().toSeconds() + " s; see " + log(directory));
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message;
    }
}
