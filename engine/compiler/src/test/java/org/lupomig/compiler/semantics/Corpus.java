package org.lupomig.compiler.semantics;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.Compiler;
import org.lupomig.compiler.DialectSetting;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.sql.ScriptDialect;
import org.lupomig.testkit.GoldenFiles;

/**
 * The plans that the compiler is held to. What is in {@code sql} and {@code other} is read by them. A line {@code //
 * given: NAME=VALUE} gives a parameter a value from outside, a line {@code // setting: database.NAME.sql-mode} makes
 * the project say how the scripts of a database are quoted.
 */
final class Corpus {
    private static final Path FOLDER = Path.of("src/test/corpus/semantics");
    private static final String GIVEN = "// given: ";
    private static final String SETTING = "// setting: ";

    private Corpus() {}

    static GoldenFiles files() {
        return GoldenFiles.in(FOLDER, ".lupomig").reading(".sql");
    }

    /** The inputs that are plans of their own. */
    static List<GoldenFiles.Input> plans() {
        return files().inputs().stream().filter(Corpus::isPlan).toList();
    }

    static boolean isPlan(GoldenFiles.Input input) {
        return !input.name().startsWith("other/");
    }

    static Compilation compile(GoldenFiles.Input input, String now) {
        return compile(input.name(), input.text(), now);
    }

    /** As if these lines of the plan were the project's settings. */
    private static Map<String, DialectSetting> settings(String text) {
        StringBuilder lines = new StringBuilder();
        text.lines()
                .filter(line -> line.startsWith(SETTING))
                .forEach(line -> lines.append(line.substring(SETTING.length())).append('\n'));
        SourceText file = SourceText.of("lupomig.properties", lines.toString());
        Map<String, DialectSetting> settings = new LinkedHashMap<>();
        int from = 0;
        for (String line : file.text().lines().toList()) {
            int begin = line.indexOf('.') + 1;
            int end = line.lastIndexOf('.');
            if (begin < end) {
                Span name = new Span(from + begin, from + end);
                settings.put(line.substring(begin, end), new DialectSetting(ScriptDialect.DEFAULT, file, name, false));
            }
            from += line.length() + 1;
        }
        return settings;
    }

    static Compilation compile(String name, String text, String now) {
        Map<String, String> given = new LinkedHashMap<>();
        text.lines()
                .filter(line -> line.startsWith(GIVEN) && line.indexOf('=') > 0)
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    given.put(line.substring(GIVEN.length(), equals), line.substring(equals + 1));
                });
        SourceText source = SourceText.of(name + ".lupomig", text);
        return Compiler.compile(source, new FolderSources(FOLDER), new CompileOptions(given, now, settings(text)));
    }
}
