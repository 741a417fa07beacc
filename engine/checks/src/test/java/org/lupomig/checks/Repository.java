package org.lupomig.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that these tests stand in. */
final class Repository {
    private Repository() {}

    /** Its top folder. */
    static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("ARCHITECTURE.md"))) {
            Path above = at.getParent();
            if (above == null) {
                throw new IllegalStateException("these tests run inside a checkout");
            }
            at = above;
        }
        return at;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of the project with one of these endings, sorted, built things left out. */
    static List<Path> files(String... endings) {
        try (Stream<Path> all = Files.walk(root())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !built(root().relativize(file)))
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Build folders stand at the top of a module; a package may be called target, too. */
    private static boolean built(Path file) {
        String path = "/" + file.toString().replace('\\', '/');
        return path.contains("/.git/")
                || path.contains("/.lupomig/")
                || path.startsWith("/target/")
                || path.matches("/[^/]+/target/.*")
                || path.matches("/[^/]+/[^/]+/target/.*");
    }
}
