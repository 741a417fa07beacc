package org.lupomig.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes a directory that is either whole or not there, whoever is killed and however many try at once. */
final class FreshDirectory {
    private static final String UNFINISHED = ".new-";

    /** No making takes longer: what is older was left by a process that was killed. */
    private static final int LEFT_BEHIND_HOURS = 1;

    /** Fills a directory. */
    interface Filling {
        void into(Path directory) throws EmbeddedServerException, IOException, InterruptedException;
    }

    private FreshDirectory() {}

    /** Makes {@code target} with what {@code filling} writes; does nothing when another process made it meanwhile. */
    static void make(Path target, Filling filling) throws EmbeddedServerException, IOException, InterruptedException {
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        removeLeftBehind(parent, target.getFileName() + UNFINISHED);
        Path work = Files.createTempDirectory(parent, target.getFileName() + UNFINISHED);
        try {
            filling.into(work);
            force(work);
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            delete(work);
        }
    }

    private static void removeLeftBehind(Path parent, String prefix) throws IOException {
        Instant old = Instant.now().minus(LEFT_BEHIND_HOURS, ChronoUnit.HOURS);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(
                parent, child -> child.getFileName().toString().startsWith(prefix))) {
            for (Path child : children) {
                if (Files.getLastModifiedTime(child).toInstant().isBefore(old)) {
                    delete(child);
                }
            }
        }
    }

    /** After a power failure the renamed directory must not hold empty files. */
    private static void force(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /** Deletes as much as can be deleted: a process that lost the race or was killed may still write there. */
    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> walk = Files.walk(directory)) {
                walk.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
