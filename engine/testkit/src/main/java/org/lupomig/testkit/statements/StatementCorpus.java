package org.lupomig.testkit.statements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Statements of every kind that MariaDB's manual describes, one small file per construct.
 *
 * <p>A file begins with lines {@code -- what: …}, and where needed {@code -- server: 11.4+}, {@code -- refused: 1146}
 * and {@code -- traits: …} ({@link Trait}). Then come parts, each under a heading of its own line: {@code -- given},
 * the statements that make the tables and fill them; one or more {@code -- statement}, each a case that runs after a
 * fresh {@code given}, and which may begin with such lines of its own; {@code -- sends} after a statement, once for
 * each piece that a client sends, where the script is not simply cut at delimiters that end a line; and {@code --
 * clean}.
 */
public final class StatementCorpus {
    private static final String FOLDER = "org/lupomig/testkit/statements";
    private static final String SUFFIX = ".sql";

    private StatementCorpus() {}

    /** All cases, by group and file name, those of a file in their order. */
    public static List<StatementCase> all() {
        // Not found as a resource: other modules may have the package, too, and nothing in it.
        CodeSource source = StatementCorpus.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("it is not known where this class comes from");
        }
        try {
            Path root = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(root)) {
                return read(root.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(root)) {
                return read(jar.getPath(FOLDER));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases of a group, as {@link #all()} has them. */
    public static List<StatementCase> group(String group) {
        return all().stream().filter(each -> each.group().equals(group)).toList();
    }

    private static List<StatementCase> read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        List<StatementCase> cases = new ArrayList<>();
        for (Path file : files) {
            Path name = file.getFileName();
            Path parent = file.getParent();
            Path group = parent == null ? null : parent.getFileName();
            if (name == null || group == null) {
                throw new IllegalStateException("not a file in a group: " + file);
            }
            String construct = name.toString();
            cases.addAll(CaseFile.read(
                    group.toString(),
                    construct.substring(0, construct.length() - SUFFIX.length()),
                    Files.readString(file, StandardCharsets.UTF_8)));
        }
        return cases;
    }
}
