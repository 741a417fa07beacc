package org.lupomig.cli.project;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;

/** Finds the plans, and the scripts, that paths on the command line mean. */
public final class PlanSearch {
    private static final String SUFFIX = ".lupomig";
    private static final String SCRIPT = ".sql";
    private static final int DEEPEST = 64;

    private PlanSearch() {}

    /** One plan's file, absolute. */
    public static Answer<Path> file(String path, Path directory) {
        if (path.isEmpty()) {
            return noSuch(path, directory);
        }
        try {
            Path file = directory.resolve(path).normalize();
            if (Files.isDirectory(file)) {
                return Answer.no(CliMessage.NOT_A_PLAN, path);
            }
            return Files.exists(file) ? Answer.of(file) : noSuch(path, directory);
        } catch (InvalidPathException e) {
            return noSuch(path, directory);
        }
    }

    /** An empty path would be the working directory; on a command line it is a variable that is not set. */
    private static <T> Answer<T> noSuch(String path, Path directory) {
        return Answer.no(CliMessage.NO_SUCH_PATH, path.isEmpty() ? "''" : Shown.of(path), directory);
    }

    /**
     * Plans and scripts.
     *
     * @param plans absolute, sorted
     * @param scripts those that were named, absolute, sorted
     * @param inFolders scripts in the folders that were named, absolute, sorted: they may belong to plans
     */
    public record Found(Collection<Path> plans, Collection<Path> scripts, Collection<Path> inFolders) {}

    /** Whether a file is a script, by its name. */
    private static boolean isScript(Path file) {
        return Visitor.nameOf(file).toLowerCase(Locale.ROOT).endsWith(SCRIPT);
    }

    /** The files given, and all plans and scripts in the folders given; at least one. */
    public static Answer<Found> all(Collection<String> paths, Path directory) {
        Set<Path> found = new TreeSet<>();
        Set<Path> scripts = new TreeSet<>();
        Set<Path> inFolders = new TreeSet<>();
        for (String path : paths) {
            Path start;
            try {
                start = directory.resolve(path).normalize();
            } catch (InvalidPathException e) {
                return noSuch(path, directory);
            }
            if (path.isEmpty() || !Files.exists(start)) {
                return noSuch(path, directory);
            }
            if (!Files.isDirectory(start)) {
                (isScript(start) ? scripts : found).add(start);
                continue;
            }
            Set<Path> inside = new TreeSet<>();
            int before = inFolders.size();
            try {
                Files.walkFileTree(
                        start,
                        Set.<FileVisitOption>of(),
                        DEEPEST,
                        new Visitor(start, inside, inFolders, Integer.MAX_VALUE));
            } catch (IOException e) {
                return Answer.no(CliMessage.UNREADABLE, path, String.valueOf(e.getMessage()));
            }
            if (inside.isEmpty() && inFolders.size() == before) {
                return Answer.no(CliMessage.NO_PLANS, path);
            }
            found.addAll(inside);
        }
        inFolders.removeAll(scripts);
        return Answer.of(new Found(found, scripts, inFolders));
    }

    /**
     * All plans in a folder; empty where it cannot be looked through, or not with so many files.
     *
     * @param folder absolute
     * @param most how many files and folders are looked at
     */
    static Optional<Collection<Path>> inside(Path folder, int most) {
        Set<Path> found = new TreeSet<>();
        Visitor visitor = new Visitor(folder, found, null, most);
        try {
            Files.walkFileTree(folder, Set.<FileVisitOption>of(), DEEPEST, visitor);
        } catch (IOException e) {
            return Optional.empty();
        }
        return visitor.left < 0 ? Optional.empty() : Optional.of(found);
    }

    /** Passes hidden folders, which hold state and not sources. */
    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path start;
        private final Collection<Path> found;
        private final @Nullable Collection<Path> scripts;
        private int left;

        Visitor(Path start, Collection<Path> found, @Nullable Collection<Path> scripts, int most) {
            this.start = start;
            this.found = found;
            this.scripts = scripts;
            this.left = most;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = !folder.equals(start) && nameOf(folder).startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : next();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && nameOf(file).endsWith(SUFFIX)) {
                found.add(file);
            } else if (scripts != null && attributes.isRegularFile() && isScript(file)) {
                scripts.add(file);
            }
            return next();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult next() {
            return --left < 0 ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        private static String nameOf(Path path) {
            Path name = path.getFileName();
            return name == null ? "" : name.toString();
        }
    }
}
