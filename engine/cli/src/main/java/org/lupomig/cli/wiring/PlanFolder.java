package org.lupomig.cli.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.lupomig.orchestrator.port.FileFacts;

/** What expectations ask of files, in the folder of a plan. */
public final class PlanFolder implements FileFacts {
    private static final int DEEPEST = 64;
    private static final int MOST_FILES = 5_000_000;
    private static final int MOST_VARIANTS = 16;
    private static final String ANY_FOLDERS = "**/";

    private final Path folder;

    /** The facts of one folder, absolute. */
    public PlanFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public long count(String glob) {
        List<PathMatcher> matchers;
        Path start;
        try {
            start = folder.resolve(fixedPart(glob)).normalize();
            matchers = matchers(glob.replaceFirst("^\\./", ""));
        } catch (InvalidPathException | PatternSyntaxException e) {
            return 0;
        }
        if (!Files.isDirectory(start)) {
            return 0;
        }
        Counter counter = new Counter(folder, matchers);
        try {
            Files.walkFileTree(start, Set.of(), DEEPEST, (FileVisitor<Path>) counter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.matching;
    }

    @Override
    public boolean exists(String file) {
        try {
            return Files.exists(folder.resolve(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The folders before the first character that stands for others. */
    private static String fixedPart(String glob) {
        int end = 0;
        for (int i = 0; i < glob.length() && "*?[{\\".indexOf(glob.charAt(i)) < 0; i++) {
            if (glob.charAt(i) == '/') {
                end = i;
            }
        }
        return glob.substring(0, end);
    }

    /** Two stars and a slash also stand for no folder at all, which Java's own globs deny. */
    private List<PathMatcher> matchers(String glob) {
        List<String> variants = new ArrayList<>(List.of(glob));
        for (int i = 0; i < variants.size() && variants.size() < MOST_VARIANTS; i++) {
            String variant = variants.get(i);
            for (int at = variant.indexOf(ANY_FOLDERS); at >= 0; at = variant.indexOf(ANY_FOLDERS, at + 1)) {
                String shorter = variant.substring(0, at) + variant.substring(at + ANY_FOLDERS.length());
                if (!variants.contains(shorter)) {
                    variants.add(shorter);
                }
            }
        }
        List<PathMatcher> matchers = new ArrayList<>();
        for (String variant : variants) {
            matchers.add(folder.getFileSystem().getPathMatcher("glob:" + variant));
        }
        return matchers;
    }

    private static final class Counter extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final List<PathMatcher> matchers;
        private long matching;
        private int seen;

        Counter(Path folder, List<PathMatcher> matchers) {
            this.folder = folder;
            this.matchers = matchers;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (++seen > MOST_FILES) {
                throw new IOException("more than " + MOST_FILES + " files in " + folder);
            }
            Path relative = folder.relativize(file);
            for (PathMatcher matcher : matchers) {
                if (matcher.matches(relative)) {
                    matching++;
                    break;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
