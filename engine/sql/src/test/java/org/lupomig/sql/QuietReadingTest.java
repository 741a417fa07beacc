package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;

/** Reading says what it says in its answer, and prints nothing: not of right statements and not of wrong ones. */
class QuietReadingTest {
    @Test
    void nothingIsPrinted() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream catcher = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int read = 0;
        try {
            System.setOut(catcher);
            System.setErr(catcher);
            for (StatementCase each : StatementCorpus.all()) {
                String sql = each.script();
                for (ScriptUse use : ScriptUse.values()) {
                    read += SqlScript.read(MappedText.identity(sql), SourceText.of("a.sql", sql), "c", use)
                            .statements()
                            .size();
                    // cut short, most of them are wrong
                    String half = sql.substring(0, sql.length() / 2);
                    read += SqlScript.read(MappedText.identity(half), SourceText.of("a.sql", half), "c", use)
                            .statements()
                            .size();
                }
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(read).isGreaterThan(5000);
    }
}
