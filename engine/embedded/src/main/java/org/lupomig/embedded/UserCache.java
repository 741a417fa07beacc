package org.lupomig.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this user keeps what can be made again, by the custom of the platform. */
final class UserCache {
    private UserCache() {}

    /** The directory, which may not be there yet. */
    static Path directory() {
        String chosen = absolute(System.getenv("XDG_CACHE_HOME"));
        if (chosen != null) {
            return Path.of(chosen, "lupomig");
        }
        String home = System.getProperty("user.home", "");
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Mac")) {
            return Path.of(home, "Library", "Caches", "lupomig");
        }
        String local = absolute(System.getenv("LOCALAPPDATA"));
        if (system.startsWith("Windows") && local != null) {
            return Path.of(local, "lupomig", "cache");
        }
        return Path.of(home, ".cache", "lupomig");
    }

    /** Whether files can be made there. */
    static boolean isWritable() {
        Path directory = directory();
        if (!directory.isAbsolute()) {
            return false;
        }
        try {
            return Files.isWritable(Files.createDirectories(directory));
        } catch (IOException e) {
            return false;
        }
    }

    /** Relative paths are to be ignored, says the XDG base directory specification. */
    private static @Nullable String absolute(@Nullable String path) {
        return path != null && !path.isEmpty() && Path.of(path).isAbsolute() ? path : null;
    }
}
