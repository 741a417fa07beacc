package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;

/** Whatever the text, reading it gives an answer, and all places in the answer lie inside the text, in order. */
class ScriptFuzzTest {
    private static final String BITS = "`'\"\\;()/*!-# \n.,:=@${}\0é\uD83D";
    private final Random random = new Random(20_251_120);

    @Test
    void anyBytes() {
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(200);
            for (int j = 0; j < length; j++) {
                boolean special = random.nextInt(3) > 0;
                text.append(special ? BITS.charAt(random.nextInt(BITS.length())) : (char) random.nextInt(0x180));
            }
            check(text.toString());
        }
    }

    @Test
    void mutatedScripts() throws IOException {
        List<String> scripts = corpus();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(scripts.get(random.nextInt(scripts.size())));
            int edits = 1 + random.nextInt(6);
            for (int j = 0; j < edits && text.length() > 1; j++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                    case 1 -> text.insert(at, BITS.charAt(random.nextInt(BITS.length())));
                    case 2 -> text.setLength(at);
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
                }
            }
            check(text.toString());
        }
    }

    @Test
    void mutatedDefinitions() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/alter-cases"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                String definition = text.substring(text.indexOf("CREATE TABLE `"));
                for (int i = 0; i < 50; i++) {
                    int at = random.nextInt(definition.length());
                    int end = Math.min(definition.length(), at + random.nextInt(5));
                    TableDefinition.parse(definition.substring(0, at) + definition.substring(end))
                            .ifPresent(d -> assertThat(d.columns()).isNotEmpty());
                }
            }
        }
    }

    private static List<String> corpus() throws IOException {
        List<String> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/scripts"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
                scripts.add(Files.readString(file));
            }
        }
        return scripts;
    }

    private static void check(String sql) {
        SourceText source = SourceText.of("fuzz.sql", sql);
        SqlScript script = SqlScript.read(MappedText.identity(sql), source, null);
        int end = 0;
        for (Statement statement : script.statements()) {
            Span span = statement.location().span();
            assertThat(span.start()).as(sql).isGreaterThanOrEqualTo(end);
            assertThat(span.end()).as(sql).isLessThanOrEqualTo(sql.length());
            assertThat(statement.sql()).as(sql).hasSize(span.length());
            end = span.end();
            if (statement.fact() instanceof StatementFact.Refused refused) {
                assertThat(new Span(0, span.length()).covers(refused.at()))
                        .as(sql)
                        .isTrue();
                assertThat(script.diagnostics()).as(sql).isNotEmpty();
            }
        }
        for (Diagnostic diagnostic : script.diagnostics()) {
            assertThat(diagnostic.location().span().end()).as(sql).isLessThanOrEqualTo(sql.length());
            assertThat(diagnostic.message()).doesNotContain("{0}");
        }
    }
}
