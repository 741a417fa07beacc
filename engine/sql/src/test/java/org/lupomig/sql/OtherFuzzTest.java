package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;

/**
 * Damaged statements of the corpus are read, too: without an exception, in no time, and with spans that lie in them.
 */
@Timeout(60)
class OtherFuzzTest {
    private static final List<String> BITS = List.of(
            "(",
            ")",
            ",",
            ";",
            " ",
            "'",
            "`",
            "\"",
            "@",
            "@@",
            ":=",
            "=",
            ".",
            "*",
            "/*",
            "*/",
            "-- ",
            "\n",
            "BEGIN",
            " END ",
            " SELECT ",
            " FROM ",
            " WHERE ",
            " SET ",
            " IF ",
            " THEN ",
            " INTO ",
            " FOR ",
            " ON ",
            "DELIMITER //",
            "//",
            "\\. x",
            " CASE ",
            " LOOP ",
            " DECLARE ",
            " DO ",
            " AS ",
            "0",
            "0x1F",
            ":");

    private final Random random = new Random(20261121);

    @Test
    void cuts() throws ReflectiveOperationException {
        for (StatementCase each : StatementCorpus.all()) {
            String sql = each.script();
            int step = Math.max(1, sql.length() / 12);
            for (int i = random.nextInt(step) + 1; i < sql.length(); i += step) {
                check(sql.substring(0, i));
                check(sql.substring(i));
            }
        }
    }

    @Test
    void changes() throws ReflectiveOperationException {
        List<StatementCase> cases = StatementCorpus.all();
        for (int i = 0; i < 15_000; i++) {
            StringBuilder sql =
                    new StringBuilder(cases.get(random.nextInt(cases.size())).script());
            for (int j = random.nextInt(4); j >= 0; j--) {
                int at = random.nextInt(sql.length() + 1);
                if (random.nextInt(3) == 0) {
                    sql.delete(at, Math.min(sql.length(), at + 1 + random.nextInt(12)));
                } else {
                    sql.insert(at, BITS.get(random.nextInt(BITS.size())));
                }
            }
            check(sql.toString());
        }
    }

    @Test
    void deepAndLong() throws ReflectiveOperationException {
        check("SET STATEMENT a = 1 FOR ".repeat(20_000) + "SELECT 1");
        check("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO ".repeat(20_000) + "SELECT 1");
        check("DELIMITER //\n" + "BEGIN ".repeat(50_000) + "SELECT 1; " + "END; ".repeat(50_000) + "//");
        check("DELIMITER //\n" + "IF a THEN ".repeat(20_000) + "//");
        check("DELIMITER //\nBEGIN NOT ATOMIC " + "SET x = NOW(); ".repeat(50_000) + "END//");
        check("UPDATE t SET a = " + "(SELECT ".repeat(400) + "1" + ")".repeat(400));
        check("SELECT " + "CASE WHEN a THEN ".repeat(20_000) + "1");
        check("DELETE FROM " + "t, ".repeat(50_000) + "t USING t");
        check("GRANT " + "SELECT, ".repeat(50_000) + "INSERT ON *.* TO a");
        check("SELECT @" + "a.".repeat(50_000) + "b");
        check("INSERT INTO t VALUES (1) ON ".repeat(20_000));
    }

    private static void check(String sql) throws ReflectiveOperationException {
        SqlScript script = SqlScript.read(MappedText.identity(sql), SourceText.of("fuzz.sql", sql), "c");
        for (Statement statement : script.statements()) {
            inside(statement.fact(), statement.sql().length(), sql);
        }
    }

    /** All spans of a fact lie in its statement. */
    private static void inside(Object value, int length, String sql) throws ReflectiveOperationException {
        if (value instanceof Span span) {
            if (span.end() > length) {
                assertThat(span.end()).as(sql).isLessThanOrEqualTo(length);
            }
        } else if (value instanceof List<?> list) {
            for (Object each : list) {
                inside(each, length, sql);
            }
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                Object inner = component.getAccessor().invoke(record);
                if (inner != null) {
                    inside(inner, length, sql);
                }
            }
        }
    }
}
