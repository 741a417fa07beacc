package org.lupomig.testkit.statements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Statements of every kind that MariaDB's manual describes, one small file per construct.
 *
 * <p>A file begins with lines {@code -- what: …}, and where needed {@code -- server: 11.4+}, {@code -- refused: 1146}
 * and {@code -- traits: …} ({@link Trait}). Then come parts, each under a heading of its own line: {@code -- given}, the
 * statements that make the tables and fill them; one or more {@code -- statement}, each a case that runs after a fresh
 * {@code given}, and which may begin with such lines of its own; {@code -- sends} after a statement, once for each
 * piece that a client sends, where the script is not simply cut at delimiters that end a line; and {@code -- clean}.
 */
public final class StatementCorpus {
    private static final String SUFFIX = ".sql";

    private StatementCorpus() {}

    /** All cases, by group and file name, those of a file in their order. */
    public static List<StatementCase> all() {
        URL folder = StatementCorpus.class.getResource("/org/lupomig/testkit/statements");
        if (folder == null) {
            throw new IllegalStateException("the corpus is not on the class path");
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath("org/lupomig/testkit/statements"));
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
            files = walk.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
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
