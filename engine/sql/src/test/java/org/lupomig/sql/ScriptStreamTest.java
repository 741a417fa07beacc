package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;

/** A script read piece by piece is read as it is as a whole, and little of it is kept. */
@Timeout(60)
class ScriptStreamTest {
    @Test
    void thePiecesDoNotMatter() throws IOException {
        List<String> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/scripts"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
                scripts.add(Files.readString(file));
            }
        }
        for (StatementCase each : StatementCorpus.all()) {
            scripts.add(each.script());
        }
        scripts.add("SELECT 1;\r\n\r\nSELECT '😀', '日本';\r\nFOO;\rSELECT 2");
        for (String sql : scripts) {
            for (int size : new int[] {1, 7, 64, 100_000}) {
                compare(sql, size);
            }
        }
    }

    private static void compare(String sql, int size) throws IOException {
        SqlScript whole = SqlScript.read(MappedText.identity(sql), SourceText.of("a.sql", sql), "c");
        List<Statement> statements = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        ScriptStream stream = new ScriptStream(
                new StringReader(sql), "a.sql", "c", ScriptUse.FORWARD, ScriptDialect.DEFAULT, size, SqlScript.LONGEST);
        for (ScriptStream.Read read = stream.next(); read != null; read = stream.next()) {
            if (read.statement() != null) {
                statements.add(read.statement());
            }
            diagnostics.addAll(read.diagnostics());
        }
        Collections.sort(diagnostics);
        assertThat(statements).as(sql).isEqualTo(whole.statements());
        assertThat(diagnostics).as(sql).isEqualTo(whole.diagnostics());
    }

    @Test
    void twentyMegabytesOfStatements() throws IOException {
        String row = "INSERT INTO `t` (`a`, `b`) VALUES (42, 'it''s a row; with \\' quotes'), (NULL, NOW());\n";
        Repeated text = new Repeated(row, 20_000_000 / row.length());
        ScriptStream stream = new ScriptStream(text, "big.sql", "c", ScriptUse.FORWARD, ScriptDialect.DEFAULT);
        int count = 0;
        int most = 0;
        for (ScriptStream.Read read = stream.next(); read != null; read = stream.next()) {
            count++;
            most = Math.max(most, stream.kept());
            if (!(read.statement() != null && read.statement().fact() instanceof StatementFact.Insert)) {
                assertThat(read.statement()).isNotNull();
            }
            if (count == 200_000) {
                assertThat(read.statement()).isNotNull();
                assertThat(read.statement().location().start().line()).isEqualTo(200_000);
            }
        }
        assertThat(count).isEqualTo(20_000_000 / row.length());
        assertThat(most).isLessThan(1_000_000);
    }

    @Test
    void oneStatementOfTwentyMegabytes() throws IOException {
        String row = "(42, 'it''s a row; with \\' quotes', NULL, NOW()),\n";
        Repeated text = new Repeated(row, 20_000_000 / row.length());
        Reader all = new Joined(List.of(
                new StringReader("USE c;\nINSERT INTO t VALUES\n"),
                text,
                new StringReader("(1, 2, 3, 4);\nSELECT 1;")));
        ScriptStream stream = new ScriptStream(all, "big.sql", null, ScriptUse.FORWARD, ScriptDialect.DEFAULT);
        List<String> kinds = new ArrayList<>();
        for (ScriptStream.Read read = stream.next(); read != null; read = stream.next()) {
            kinds.add(
                    read.statement() == null
                            ? "too long"
                            : read.statement().fact().kind());
        }
        assertThat(kinds).containsExactly("USE", "INSERT", "SELECT");
    }

    @Test
    void aTextThatNeverEnds() throws IOException {
        Reader all = new Joined(List.of(new StringReader("SELECT '"), new Repeated("a".repeat(1000), 7_000)));
        ScriptStream stream =
                new ScriptStream(all, "big.sql", null, ScriptUse.FORWARD, ScriptDialect.DEFAULT, 1000, 100_000);
        ScriptStream.Read read = stream.next();
        assertThat(read).isNotNull();
        assertThat(read.statement() == null).isTrue();
        assertThat(read.diagnostics()).singleElement().satisfies(diagnostic -> assertThat(diagnostic.type())
                .isEqualTo(SqlMessage.SCRIPT_TOO_LARGE));
        assertThat(stream.next()).isNull();
    }

    /** A text again and again, never there as a whole. */
    private static final class Repeated extends Reader {
        private final String text;
        private long left;
        private int at;

        Repeated(String text, int times) {
            this.text = text;
            this.left = (long) text.length() * times;
        }

        @Override
        public int read(char[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, Math.min(length, text.length() - at));
            text.getChars(at, at + count, into, offset);
            at = (at + count) % text.length();
            left -= count;
            return count;
        }

        @Override
        public void close() {}
    }

    /** Some readers, one behind the other. */
    private static final class Joined extends Reader {
        private final List<Reader> readers;
        private int current;

        Joined(List<Reader> readers) {
            this.readers = readers;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            while (current < readers.size()) {
                int got = readers.get(current).read(into, offset, length);
                if (got >= 0) {
                    return got;
                }
                current++;
            }
            return -1;
        }

        @Override
        public void close() {}
    }
}
