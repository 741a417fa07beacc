package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.StatementFact;

/**
 * Reading takes time in proportion to the text. It is the processor's time of the reading thread that is bounded, which
 * stays the same however busy the machine is; the timeout ends what would never come to that. A text beyond the limit
 * of length is not begun.
 */
@Timeout(180)
class ScriptSizeTest {
    private static final Duration MOST = Duration.ofSeconds(20);

    @Test
    void oneLongInsert() {
        StringBuilder sql = new StringBuilder("CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES\n");
        while (sql.length() < 5_000_000) {
            sql.append("(42, 'it''s a row; with \\' quotes', NULL, now()),\n");
        }
        sql.append("(1, 'last', NULL, now());");
        SqlScript script = within(Duration.ofSeconds(5), () -> unbounded(sql.toString()));
        assertThat(script.diagnostics()).isEmpty();
        assertThat(script.statements()).hasSize(2);
    }

    @Test
    void manyStatements() {
        SqlScript script = read("ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 0 AFTER b;\n".repeat(100_000));
        assertThat(script.statements()).hasSize(100_000);
        assertThat(script.diagnostics()).isEmpty();
    }

    @Test
    void manyTablesCreatedAndFilled() {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            sql.append("CREATE TABLE t")
                    .append(i)
                    .append(" (a int); INSERT INTO t")
                    .append(i)
                    .append(" VALUES (1);\n");
        }
        assertThat(read(sql.toString()).diagnostics()).isEmpty();
    }

    @Test
    void deepParentheses() {
        String sql = "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
        assertThat(read(sql).statements().get(0).fact()).isInstanceOf(StatementFact.Unparsed.class);
        String table = "CREATE TABLE t (a int DEFAULT " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + ")";
        assertThat(read(table).statements().get(0).fact()).isInstanceOf(StatementFact.Unparsed.class);
    }

    @Test
    void manyOpenComments() {
        assertThat(read("/*!99999 /* */ ".repeat(50_000)).statements()).hasSize(1);
        assertThat(read("SELECT ('x".repeat(50_000)).diagnostics()).isNotEmpty();
    }

    @Test
    void aScriptBeyondTheLimitIsNotRead() {
        SqlScript script = read("USE a;" + " ".repeat(SqlScript.LONGEST - 5));

        assertThat(script.statements()).isEmpty();
        assertThat(script.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.type()).isEqualTo(SqlMessage.SCRIPT_TOO_LARGE);
            assertThat(diagnostic.message())
                    .isEqualTo("The script has 67108865 characters; at most 67108864 are read.");
            assertThat(diagnostic.location().toString()).isEqualTo("big.sql:1:1");
        });
    }

    private static SqlScript read(String sql) {
        return within(MOST, () -> unbounded(sql));
    }

    private static SqlScript unbounded(String sql) {
        return SqlScript.read(MappedText.identity(sql), SourceText.of("big.sql", sql), "s");
    }

    private static SqlScript within(Duration most, Supplier<SqlScript> reading) {
        long start = processorNanos();
        SqlScript script = reading.get();
        assertThat(Duration.ofNanos(processorNanos() - start)).isLessThan(most);
        return script;
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
