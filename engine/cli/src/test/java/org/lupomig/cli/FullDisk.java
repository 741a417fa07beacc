package org.lupomig.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A server of its own on a small file system in memory, on which a file takes as much of the room as a test wants. */
public final class FullDisk implements AutoCloseable {
    /** So much that a server finds room in it for all that a test does; it takes memory only as it is filled. */
    private static final int MEGABYTES = 400;

    /** What a file on it grows by, in bytes. */
    private static final int BLOCK = 4096;

    private static final int MOST_REFUSED = 1000;

    private final Path mount;
    private final Path ballast;
    private EmbeddedServer server;

    private FullDisk(Path mount, EmbeddedServer server) {
        this.mount = mount;
        this.ballast = mount.resolve("ballast");
        this.server = server;
    }

    /** Mounts the file system and starts the server; where that may not be done here, the test is left out. */
    public static FullDisk make() throws Exception {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && Files.isExecutable(Path.of("/bin/mount"))
                        && Files.isExecutable(Path.of("/bin/umount")),
                "only root can mount a small file system to be filled");
        Path mount = Files.createTempDirectory("lupomig-full-disk");
        String refused =
                command("/bin/mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", mount.toString());
        if (!refused.isEmpty()) {
            Files.delete(mount);
            Assumptions.abort("no small file system can be mounted here: " + refused);
        }
        boolean started = false;
        try {
            FullDisk disk = new FullDisk(mount, EmbeddedServer.start(EmbeddedServerConfig.in(mount.resolve("server"))));
            started = true;
            return disk;
        } finally {
            if (!started) {
                unmount(mount);
            }
        }
    }

    public TestDatabase database() {
        return TestDatabase.at(server.jdbcUrl(), server.user(), server.password());
    }

    /**
     * Leaves no more than so many bytes, whatever was left before. The server takes and gives back room meanwhile: what
     * is left is asked again before every piece, and a piece that it was quicker than is tried again.
     */
    public void leave(long bytes) throws IOException {
        Files.deleteIfExists(ballast);
        FileStore store = Files.getFileStore(mount);
        byte[] piece = new byte[64 * BLOCK];
        int refused = 0;
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long take = store.getUsableSpace() - bytes; take > 0; take = store.getUsableSpace() - bytes) {
                long blocks = (take + BLOCK - 1) / BLOCK * BLOCK;
                try {
                    out.write(piece, 0, (int) Math.min(blocks, piece.length));
                } catch (IOException e) {
                    refused++;
                    if (refused > MOST_REFUSED) {
                        throw e;
                    }
                }
            }
        }
    }

    /** The room there is, in bytes. */
    public long left() throws IOException {
        return Files.getFileStore(mount).getUsableSpace();
    }

    /** Gives back what the test took. */
    public void makeRoom() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Whether the server is there, which may end for want of room. */
    public boolean serverAnswers() {
        try {
            return !database().query("SELECT 1").isEmpty();
        } catch (SQLException e) {
            return false;
        }
    }

    /** Starts the server again, as a person would who has made room. */
    public void startAgain() throws Exception {
        makeRoom();
        server.close();
        server = EmbeddedServer.start(EmbeddedServerConfig.in(mount.resolve("server")));
    }

    @Override
    public void close() throws IOException {
        makeRoom();
        server.close();
        unmount(mount);
    }

    private static void unmount(Path mount) throws IOException {
        String refused = command("/bin/umount", mount.toString());
        if (!refused.isEmpty()) {
            throw new IOException(refused);
        }
        Files.delete(mount);
    }

    /** What a command says where it fails; empty where it does not. */
    private static String command(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            int status = process.waitFor();
            return status == 0 ? "" : said.isEmpty() ? "exit status " + status : said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(words[0]);
        }
    }
}
