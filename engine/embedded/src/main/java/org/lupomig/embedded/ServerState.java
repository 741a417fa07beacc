package org.lupomig.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What is noted about a server before it is started, and removed after it has ended: as long as the note is there, a
 * server may be running, whatever became of the process that started it.
 *
 * @param pid the server's process; 0 while it is not known yet
 * @param port where it listens
 * @param settings how it was told to run
 * @param stopping whether it was told to end
 */
record ServerState(long pid, int port, List<String> settings, boolean stopping) {
    private static final String SEPARATOR = "\n";

    ServerState {
        settings = List.copyOf(settings);
    }

    /** The note in {@code directory}; null when there is none that can be read. */
    static @Nullable ServerState read(Path directory) throws IOException {
        Path file = file(directory);
        if (!Files.exists(file)) {
            return null;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            return new ServerState(
                    Long.parseLong(properties.getProperty("pid", "0")),
                    Integer.parseInt(properties.getProperty("port", "0")),
                    List.of(properties.getProperty("settings", "").split(SEPARATOR)),
                    Boolean.parseBoolean(properties.getProperty("stopping", "false")));
        } catch (IllegalArgumentException e) {
            return new ServerState(0, 0, List.of(), false); // unreadable, yet there: a server may be running
        }
    }

    /** Writes the note; it is either there in full or as it was before. */
    void write(Path directory) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("settings", String.join(SEPARATOR, settings));
        properties.setProperty("stopping", Boolean.toString(stopping));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Path fresh = directory.resolve("server.state.new");
        Files.writeString(fresh, text.toString(), StandardCharsets.UTF_8);
        Files.move(fresh, file(directory), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the note: no server is running. */
    static void remove(Path directory) throws IOException {
        Files.deleteIfExists(file(directory));
    }

    ServerState withPid(long known) {
        return new ServerState(known, port, settings, stopping);
    }

    ServerState toldToStop() {
        return new ServerState(pid, port, settings, true);
    }

    private static Path file(Path directory) {
        return directory.resolve("server.state");
    }
}
