package org.lupomig.sql;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
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
        List<String> scripts =
                StatementCorpus.all().stream().map(StatementCase::script).toList();
        Damage damage = new Damage(20261121, scripts, BITS, 4);
        for (int i = 0; i < 15_000; i++) {
            check(damage.next());
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
            FactSpans.check(statement, sql);
        }
    }
}
