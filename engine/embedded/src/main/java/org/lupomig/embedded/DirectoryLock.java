package org.lupomig.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lupomig.embedded.EmbeddedServerException.Problem;

/** The right to use a server directory: held by one process at a time, given back by the system when that one dies. */
final class DirectoryLock implements AutoCloseable {
    /**
     * Directories held in this JVM. The system's lock belongs to the process and is lost when any channel of the file
     * is closed in it, so a second attempt here must not even open the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** The locked byte is far behind the text, which others must be able to read where locks are mandatory. */
    private static final long LOCKED_BYTE = 1L << 40;

    private static final int PAUSE_MILLIS = 20;

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes the lock of {@code directory}, an absolute path, waiting for another owner as long as {@code patience}. */
    static DirectoryLock take(Path directory, Duration patience)
            throws EmbeddedServerException, IOException, InterruptedException {
        Path file = directory.resolve("owner.lock");
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            DirectoryLock lock = tryToTake(directory, file);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new EmbeddedServerException(
                        Problem.IN_USE,
                        "the embedded server in " + directory + " is in use by process " + owner(directory, file));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static @org.jspecify.annotations.Nullable DirectoryLock tryToTake(Path directory, Path file)
            throws IOException {
        if (!HELD_HERE.add(directory)) {
            return null;
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                return null;
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            taken = true;
            return new DirectoryLock(directory, channel);
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                HELD_HERE.remove(directory);
            }
        }
    }

    private static String owner(Path directory, Path file) throws IOException {
        if (HELD_HERE.contains(directory)) {
            return ProcessHandle.current().pid() + " (this one)";
        }
        String pid = Files.readString(file, StandardCharsets.US_ASCII);
        return pid.isEmpty() ? "unknown" : pid + about(pid);
    }

    /** Whose process it is and since when, where the system says. */
    private static String about(String pid) {
        try {
            ProcessHandle.Info info = ProcessHandle.of(Long.parseLong(pid.trim()))
                    .map(ProcessHandle::info)
                    .orElse(null);
            if (info == null) {
                return "";
            }
            return info.user().map(user -> " of " + user).orElse("")
                    + info.startInstant()
                            .map(start -> ", since " + start.truncatedTo(ChronoUnit.SECONDS))
                            .orElse("");
        } catch (NumberFormatException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}
