package org.lupomig.cli.startup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the class-data archive with which commands start in a third of the time.
 *
 * <p>The list of classes is made once, by the build; the archive of them belongs to one build of Java. The launcher
 * looks for {@code cds/<runtime version>.jsa} and, where it is missing, has it made in the background.
 */
public final class StartupArchive {
    private static final long LONGEST_MINUTES = 3;

    private final Path application;
    private final Path jar;
    private final Path classes;

    private StartupArchive(Path application) {
        this.application = application;
        this.jar = application.resolve("lib").resolve("lupomig-cli.jar");
        this.classes = application.resolve("lib").resolve("startup.classlist");
    }

    /**
     * {@code learn APPLICATION EXAMPLES WORK BUILD-START} makes list and archive for the build, and notes when the
     * build began; {@code dump APPLICATION} makes the archive of the Java that runs this. Without an archive commands
     * start more slowly, and that is all: nothing here is a reason to fail.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        StartupArchive archive = new StartupArchive(Path.of(arguments[1]).toAbsolutePath());
        if (arguments[0].equals("learn")) {
            archive.noteBuild(Instant.parse(arguments[4]));
            if (!archive.isFresh()) {
                delete(archive.archives());
                archive.learn(Path.of(arguments[2]), Path.of(arguments[3]));
                archive.dump();
            }
        } else {
            archive.dump();
        }
    }

    /** The launcher builds again when a source is newer than this. */
    private void noteBuild(Instant start) throws IOException {
        Path note = application.resolve("built");
        Files.writeString(note, start + "\n");
        Files.setLastModifiedTime(note, FileTime.from(start));
    }

    private boolean isFresh() throws IOException {
        Path archive = archiveOfThisJava();
        if (!Files.exists(archive)) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(archive);
        try (Stream<Path> jars = Files.list(application.resolve("lib"))) {
            for (Path file :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                if (Files.getLastModifiedTime(file).compareTo(made) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private void learn(Path examples, Path work) throws IOException, InterruptedException {
        delete(work);
        Files.createDirectories(work);
        copy(examples.resolve("01-phase-a"), work);
        copy(examples.resolve("mistakes"), work);
        Path list = work.resolve("classlist");
        java(
                work,
                "-Xshare:off",
                "-XX:DumpLoadedClassList=" + list,
                "-cp",
                jar.toString(),
                TypicalCommands.class.getName());
        if (Files.exists(list)) {
            Files.move(list, classes, StandardCopyOption.REPLACE_EXISTING);
        }
        // What the commands left stays until the next time: the server of the last one is still ending.
    }

    private void dump() throws IOException, InterruptedException {
        Path archive = archiveOfThisJava();
        Files.createDirectories(archives());
        Path lockFile = archives().resolve(archive.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null || !Files.exists(classes)) {
                return;
            }
            Path fresh = archives().resolve(archive.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            java(
                    application,
                    "-Xshare:dump",
                    "-XX:SharedClassListFile=" + classes,
                    "-XX:SharedArchiveFile=" + fresh,
                    "-XX:+UseSerialGC",
                    "-cp",
                    jar.toString());
            if (Files.exists(fresh)) {
                Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private Path archives() {
        return application.resolve("cds");
    }

    private Path archiveOfThisJava() {
        return archives().resolve(System.getProperty("java.runtime.version", "unknown") + ".jsa");
    }

    private static void java(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xlog:disable");
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * Copies the files of a folder, not what somebody's own runs of the example left: a server may be writing there.
     */
    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (directory.endsWith(".lupomig")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> walk = Files.walk(directory)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
