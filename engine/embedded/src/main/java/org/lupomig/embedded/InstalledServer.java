package org.lupomig.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A MariaDB server that somebody installed on this machine. */
final class InstalledServer {
    private static final List<String> NAMES = List.of("mariadbd", "mysqld", "mariadbd.exe", "mysqld.exe");

    /** Where packages put servers that an ordinary user's PATH does not name. */
    private static final List<String> USUAL =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/usr/libexec", "/opt/homebrew/bin");

    /** Relative to the directory of the program. */
    private static final List<String> SHARES =
            List.of("../share/mariadb", "../share/mysql", "../share", "../../share/mariadb", "../../share/mysql");

    private InstalledServer() {}

    /** The first installed server that is recent enough; null when there is none. */
    static @Nullable ServerProgram find() throws IOException, InterruptedException {
        List<String> directories = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            directories.addAll(List.of(path.split(Pattern.quote(File.pathSeparator))));
        }
        directories.addAll(USUAL);
        for (String directory : directories) {
            for (String name : NAMES) {
                Path executable = Path.of(directory, name);
                ServerProgram program =
                        directory.isEmpty() || !Files.isExecutable(executable) ? null : program(executable);
                if (program != null && program.recentEnough()) {
                    return program;
                }
            }
        }
        return null;
    }

    private static @Nullable ServerProgram program(Path executable) throws IOException, InterruptedException {
        Path real = executable.toRealPath();
        for (String relative : SHARES) {
            Path share = real.resolveSibling(relative).normalize();
            if (Files.exists(share.resolve("english").resolve("errmsg.sys"))) {
                try {
                    return new ServerProgram(real, null, share, ServerProgram.askVersion(real));
                } catch (EmbeddedServerException e) {
                    return null; // it is there but does not run: as good as not installed
                }
            }
        }
        return null;
    }
}
