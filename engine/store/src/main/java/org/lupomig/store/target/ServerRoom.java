package org.lupomig.store.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * How many bytes are free where a server keeps its data. No statement tells that by itself: the plugin {@code DISKS}
 * does where it is installed and the account has FILE; a server on this machine keeps its data in a folder that can be
 * looked at from here.
 */
final class ServerRoom {
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    private ServerRoom() {}

    /** The bytes; null where they cannot be learned. */
    static @Nullable Long free(ServerConnection reader) {
        String folder = reader.one("SELECT @@datadir", (row, ctx) -> row.getString(1));
        Long told = byPlugin(reader, folder);
        return told == null ? here(reader, folder) : told;
    }

    private static @Nullable Long byPlugin(ServerConnection reader, String folder) {
        Long active = reader.one(
                "SELECT COUNT(*) FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'DISKS'"
                        + " AND PLUGIN_STATUS = 'ACTIVE'",
                (row, ctx) -> row.getLong(1));
        if (active == 0) {
            return null;
        }
        List<Map.Entry<String, Long>> disks;
        try {
            disks = reader.list(
                    "SELECT Path, Available FROM information_schema.DISKS",
                    (row, ctx) -> Map.entry(row.getString(1), row.getLong(2) << 10));
        } catch (ServerRefused e) {
            // the account may not: FILE is missing
            return null;
        }
        return disks.stream()
                .filter(disk -> isUnder(folder, disk.getKey()))
                .max(Comparator.comparingInt(disk -> disk.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private static boolean isUnder(String folder, String mount) {
        return mount.equals("/") || folder.equals(mount) || folder.startsWith(mount + "/");
    }

    /**
     * An address such as 127.0.0.1 may lead into a container or through a tunnel, and a name may be given twice: the
     * server is here where the process runs here whose number is in its own file.
     */
    private static @Nullable Long here(ServerConnection reader, String folder) {
        String name = reader.one("SELECT @@hostname", (row, ctx) -> row.getString(1));
        String file = reader.one("SELECT @@pid_file", (row, ctx) -> row.getString(1));
        try {
            Path data = Path.of(folder);
            Path pid = data.resolve(file);
            boolean here = name.equalsIgnoreCase(hostname())
                    && Files.isDirectory(data)
                    && Files.isReadable(pid)
                    && runs(Files.readString(pid).strip());
            return here ? Files.getFileStore(data).getUsableSpace() : null;
        } catch (IOException | InvalidPathException | SecurityException e) {
            return null;
        }
    }

    private static boolean runs(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid))
                    .map(ProcessHandle::isAlive)
                    .orElse(false);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String hostname() throws IOException {
        if (Files.isReadable(HOSTNAME)) {
            return Files.readString(HOSTNAME).strip();
        }
        String windows = System.getenv("COMPUTERNAME");
        return windows == null ? "" : windows.toLowerCase(Locale.ROOT);
    }
}
