package org.lupomig.cli.wiring;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The class path of the tests for processes that they start, and an archive of what these load from it, with which they
 * start in a third of the time. It is made in the background; until it is there, and where it cannot be made, they
 * start without. An archive is of jars alone: what stands in directories is put into some.
 */
final class ClassArchive {
    private static final Path ALL = Path.of("target", "crash-classes").toAbsolutePath();

    /** What commands load, as the build has seen when it made the program's own archive. */
    private static final Path CLASSES = Path.of("target", "lupomig", "lib", "startup.classlist");

    private static final List<Class<?>> OF_TESTS =
            List.of(HaltingProcess.class, ReadyProcess.class, Halt.class, WatchedPorts.class, PortCalls.class);

    private static final int LONGEST_MINUTES = 3;
    private static final int KEPT_DAYS = 1;

    private static final CompletableFuture<List<String>> MADE = CompletableFuture.supplyAsync(ClassArchive::made);

    private final List<Path> path;
    private final Path home;
    private final Path archive;

    private ClassArchive(List<Path> path) throws IOException {
        this.path = path;
        this.home = ALL.resolve(state(path));
        this.archive = home.resolve("archive.jsa");
    }

    /** For the command line of a process. */
    static List<String> options() {
        return MADE.getNow(without());
    }

    private static List<String> without() {
        return List.of("-cp", System.getProperty("java.class.path"));
    }

    private static List<String> made() {
        try {
            ClassArchive classes = new ClassArchive(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                            // An empty entry is the directory that it runs in, with this archive in it.
                            .filter(entry -> !entry.isEmpty())
                            .map(Path::of)
                            .filter(Files::exists)
                            .toList());
            classes.make();
            return Files.exists(classes.archive)
                    ? List.of("-XX:SharedArchiveFile=" + classes.archive, "-cp", classes.jars())
                    : without();
        } catch (IOException e) {
            return without();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return without();
        }
    }

    /** A word that is another one when anything on the class path is. */
    private static String state(List<Path> path) throws IOException {
        StringBuilder text = new StringBuilder(System.getProperty("java.runtime.version"));
        for (Path entry : path) {
            for (Path file : files(entry)) {
                text.append(file)
                        .append(Files.size(file))
                        .append(Files.getLastModifiedTime(file).toMillis());
            }
        }
        CRC32 sum = new CRC32();
        sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    /** Once, where several processes want the same. */
    private void make() throws IOException, InterruptedException {
        Files.createDirectories(ALL);
        try (FileChannel channel =
                        FileChannel.open(ALL.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (Files.exists(archive) || !lock.isValid()) {
                return;
            }
            removeOld();
            Files.createDirectories(home);
            for (int i = 0; i < path.size(); i++) {
                if (Files.isDirectory(path.get(i))) {
                    jar(path.get(i), jar(i));
                }
            }
            dump();
        }
    }

    private void dump() throws IOException, InterruptedException {
        Path list = home.resolve("classes");
        Stream<String> own = OF_TESTS.stream().map(type -> type.getName().replace('.', '/'));
        Files.write(
                list, Stream.concat(Files.readAllLines(CLASSES).stream(), own).toList());
        Path fresh = home.resolve("archive.new");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:dump",
                        "-Xlog:disable",
                        "-XX:+UseSerialGC",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + fresh,
                        "-cp",
                        jars())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        if (Files.exists(fresh)) {
            Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path jar(int i) {
        return home.resolve(i + ".jar");
    }

    private String jars() {
        List<String> jars = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            jars.add((Files.isDirectory(path.get(i)) ? jar(i) : path.get(i)).toString());
        }
        return String.join(File.pathSeparator, jars);
    }

    private static void jar(Path directory, Path jar) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.setLevel(1);
            for (Path file : files(directory)) {
                String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(file, zip);
            }
        }
    }

    private static List<Path> files(Path entry) throws IOException {
        try (Stream<Path> walk = Files.walk(entry)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Of earlier builds. */
    private static void removeOld() throws IOException {
        Instant old = Instant.now().minus(KEPT_DAYS, ChronoUnit.DAYS);
        try (Stream<Path> homes = Files.list(ALL)) {
            for (Path home : homes.filter(Files::isDirectory).toList()) {
                if (Files.getLastModifiedTime(home).toInstant().isBefore(old)) {
                    delete(home);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
