package org.lupomig.sql.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.sql.SqlScript;

/**
 * Statements of SQLite's manual, one small file for each construct: a line {@code -- what: …}, then parts, each under a
 * heading of its own line. {@code -- given} makes what the others need, and each {@code -- statement} is a case, which
 * may be a script.
 *
 * @param given the statements before it; empty where it needs none
 */
record SqliteCase(String group, String name, String given, String script) {
    private static final Path FOLDER = Path.of("src/test/resources/sqlite");

    /** All cases, by group and file name, those of a file in their order. */
    static List<SqliteCase> all() {
        List<SqliteCase> cases = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(FOLDER)) {
            for (Path file : walk.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                read(FOLDER.relativize(file).toString().replace('\\', '/'), Files.readString(file), cases);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static void read(String file, String text, List<SqliteCase> cases) {
        String given = "";
        int number = 0;
        String[] parts = text.split("(?m)^-- (?=given$|statement$)", -1);
        for (String part : parts) {
            int line = part.indexOf('\n');
            String body = part.substring(line + 1).strip();
            if (part.startsWith("given")) {
                given = body;
            } else if (part.startsWith("statement")) {
                number++;
                String group = file.substring(0, file.indexOf('/'));
                cases.add(new SqliteCase(group, file.replace(".sql", "") + "#" + number, given, body));
            }
        }
    }

    /** The script, read. */
    SqlScript read() {
        return read(script);
    }

    /** What comes before it, read. */
    SqlScript readGiven() {
        return read(given);
    }

    static SqlScript read(String sql) {
        return SqliteScript.read(MappedText.identity(sql), SourceText.of("case.sql", sql), "log.db");
    }

    @Override
    public String toString() {
        return name;
    }
}
