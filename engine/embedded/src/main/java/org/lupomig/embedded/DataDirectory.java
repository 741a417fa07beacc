package org.lupomig.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's own files: system tables, logs, databases. */
final class DataDirectory {
    /** Says which server made the files; the server itself leaves it alone. */
    private static final String MADE_BY = "lupomig.made-by";

    private static final List<String> SCRIPTS = List.of("system_tables", "performance_tables", "system_tables_data");

    private DataDirectory() {}

    /** Where the files are within the directory of an embedded server. */
    static Path of(Path directory) {
        return directory.resolve("data");
    }

    /** The version of the server that made the files; null when there are none yet. */
    static @Nullable String madeBy(Path directory) throws IOException {
        Path note = of(directory).resolve(MADE_BY);
        return Files.exists(note)
                ? Files.readString(note, StandardCharsets.US_ASCII).strip()
                : null;
    }

    /** Makes the system tables. Killed at any point, the next call begins anew. */
    static void make(ServerProgram program, Path directory)
            throws EmbeddedServerException, IOException, InterruptedException {
        FreshDirectory.make(of(directory), work -> {
            Files.createDirectory(work.resolve("mysql"));
            // A making whose owner was killed may still be running: each has its own log and temporary files, which a
            // server that starts or ends removes from where it finds them.
            Path log = work.resolve("bootstrap.log");
            Path temporary = Files.createDirectory(work.resolve("tmp"));
            Process process = ServerCommand.bootstrap(program, temporary, work, log);
            boolean heard = true;
            try (OutputStream script = process.getOutputStream()) {
                writeScript(program.share(), script);
            } catch (IOException e) {
                heard = false; // it ended before it read everything; its log says why
            }
            if (process.waitFor() != 0 || !heard) {
                Path kept = directory.resolve("bootstrap.log");
                Files.move(log, kept, StandardCopyOption.REPLACE_EXISTING);
                throw ServerLog.whyEnded(program.executable(), kept);
            }
            Files.delete(log);
            FreshDirectory.delete(temporary);
            if (Files.exists(temporary)) {
                throw new IOException(temporary + " cannot be removed; the server would take it for a schema");
            }
            Files.writeString(work.resolve(MADE_BY), program.version() + "\n", StandardCharsets.US_ASCII);
        });
    }

    private static void writeScript(Path share, OutputStream out) throws IOException {
        out.write("CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n"
                .getBytes(StandardCharsets.US_ASCII));
        for (String name : SCRIPTS) {
            Path script = share.resolve("mariadb_" + name + ".sql");
            Files.copy(Files.exists(script) ? script : share.resolve("mysql_" + name + ".sql"), out);
        }
        // The scripts make accounts that need no password. Only ours shall be there.
        out.write(
                "DELETE FROM mysql.global_priv WHERE User IN ('root', '', 'PUBLIC');\nDELETE FROM mysql.proxies_priv;\n"
                        .getBytes(StandardCharsets.US_ASCII));
    }
}
