package org.lupomig.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;

/** Scripts with one mistake each, under a line that says which. */
record Mistakes(Path file, List<Mistake> mistakes) {
    static final Path FOLDER = Path.of("src/test/resources/mistakes");
    private static final String HEADING = "-- mistake: ";

    /** One of them. */
    record Mistake(String name, SourceText source) {
        SqlScript read() {
            return SqlScript.read(MappedText.identity(source.text()), source, "c", ScriptUse.FORWARD);
        }

        /** What is said of it, but that something is not run. */
        List<Diagnostic> said() {
            return read().diagnostics();
        }
    }

    /** All files, in their order. */
    static List<Mistakes> all() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(FOLDER)) {
            files = found.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
        List<Mistakes> all = new ArrayList<>();
        for (Path file : files) {
            all.add(new Mistakes(file, read(file)));
        }
        return all;
    }

    /** Those of which nothing is said, each with the name of its file. */
    static List<String> silent() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Mistakes group : all()) {
            for (Mistake mistake : group.mistakes()) {
                if (mistake.said().isEmpty()) {
                    silent.add(group.name() + ": " + mistake.name());
                }
            }
        }
        return silent;
    }

    /** Statements without mistakes, one in each line, whose words stand next to each other as in few others. */
    static List<String> none() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/no-mistakes.sql"));
    }

    /** Its file without the suffix. */
    String name() {
        return String.valueOf(file.getFileName()).replace(".sql", "");
    }

    private static List<Mistake> read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        List<Mistake> mistakes = new ArrayList<>();
        String heading = "";
        StringBuilder sql = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(HEADING)) {
                if (!heading.isEmpty()) {
                    mistakes.add(new Mistake(heading, SourceText.of(name, sql.toString())));
                }
                heading = line.substring(HEADING.length());
                sql.setLength(0);
            } else {
                sql.append(line).append('\n');
            }
        }
        mistakes.add(new Mistake(heading, SourceText.of(name, sql.toString())));
        return mistakes;
    }
}
