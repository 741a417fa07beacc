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
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;

/** Whatever the text, reading it gives an answer, and all places in the answer lie inside the text, in order. */
class ScriptFuzzTest {
    private static final String BITS = "`'\"\\;()/*!-# \n.,:=@${}\0é\uD83D";
    private static final List<String> COMMENT_BITS = List.of(
            "/*!",
            " /*! ",
            "/*M!",
            "/*!50100 ",
            "/*!99999 ",
            "/*M!100100 ",
            "/*M!110000",
            "*/",
            " */ ",
            "/*",
            "/**/",
            "/*!*/",
            "/* x */",
            "--",
            "-- ",
            "--\n",
            "--\u007F",
            "-",
            "#",
            "\n",
            "\r",
            "'",
            "`",
            "\"",
            "\\",
            ";",
            ", DROP COLUMN secret ",
            "\nDELIMITER //\n",
            "//",
            "\\g");
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
    void commentsInStatements() {
        List<String> statements = List.of(
                "ALTER TABLE app.t ADD COLUMN n INT DEFAULT 1 , ADD COLUMN `a#b` INT ;",
                "/*! CREATE TABLE t ( id INT , s TEXT DEFAULT 'a' ) */ ;",
                "SELECT 1 - 2 , '/*! a */' FROM t WHERE a = \"--\" ;",
                "RENAME TABLE a . b TO c ; USE d ; INSERT INTO t VALUES ( - - 1 , 'x' ) ;");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(statements.get(random.nextInt(statements.size())));
            for (int j = 1 + random.nextInt(5); j > 0; j--) {
                int blank = text.indexOf(" ", random.nextInt(text.length()));
                String piece = COMMENT_BITS.get(random.nextInt(COMMENT_BITS.size()));
                text.replace(Math.max(blank, 0), Math.max(blank, 0) + random.nextInt(2), piece);
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
                checkObjection(refused.at(), span, script, sql);
            } else if (statement.fact() instanceof StatementFact.Unparsed unparsed) {
                checkObjection(unparsed.at(), span, script, sql);
            } else if (ForwardRule.runsInUndo(statement.fact())) {
                checkWhatIsSent(statement, sql);
            }
        }
        for (Diagnostic diagnostic : script.diagnostics()) {
            assertThat(diagnostic.location().span().end()).as(sql).isLessThanOrEqualTo(sql.length());
            assertThat(diagnostic.message()).doesNotContain("{0}");
        }
    }

    private static void checkObjection(Span at, Span statement, SqlScript script, String sql) {
        assertThat(new Span(0, statement.length()).covers(at)).as(sql).isTrue();
        assertThat(script.diagnostics()).as(sql).isNotEmpty();
    }

    /** What the server gets is what was read, and leaves it no comment to have an opinion about. */
    private static void checkWhatIsSent(Statement statement, String sql) {
        String sent = statement.sql();
        SqlScript again = SqlScript.statement(sent, statement.defaultSchema(), ScriptUse.FORWARD);
        assertThat(again.statements()).as(sql).hasSize(1);
        assertThat(again.statements().get(0).fact()).as(sql).isEqualTo(statement.fact());
        assertThat(again.statements().get(0).sql()).as(sql).isEqualTo(withoutClosingDashes(sent));
        if (!hasBody(statement.fact())) {
            assertThat(withoutQuoted(sent)).as(sql).doesNotContain("/*", "#", "-- ", "--\n");
        }
    }

    /** A body is kept by the server as it is, with its comments. */
    private static boolean hasBody(StatementFact fact) {
        return fact instanceof RoutineFact || fact instanceof TriggerFact || fact instanceof EventFact;
    }

    /** Behind the last word two of them are a comment, which makes them no words. */
    private static String withoutClosingDashes(String sent) {
        String rest = sent;
        while (rest.endsWith("--")) {
            rest = rest.substring(0, rest.length() - 2).stripTrailing();
        }
        return rest;
    }

    private static String withoutQuoted(String sql) {
        StringBuilder rest = new StringBuilder();
        char open = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (open == 0) {
                boolean opens = c == '\'' || c == '"' || c == '`';
                open = opens ? c : 0;
                rest.append(opens ? '?' : c);
            } else if (c == '\\' && open != '`') {
                i++;
            } else if (c == open) {
                open = 0;
            }
        }
        return rest.toString();
    }
}
