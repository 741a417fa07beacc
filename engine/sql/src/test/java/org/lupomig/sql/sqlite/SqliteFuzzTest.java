package org.lupomig.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.sql.Damage;
import org.lupomig.sql.FactSpans;

/**
 * Damaged statements of the corpus are read, too: without an exception, in no time, and with spans that lie in them.
 * What is still read is SQL to SQLite as well.
 */
@Timeout(120)
class SqliteFuzzTest {
    private static final List<String> BITS = List.of(
            "(",
            ")",
            ",",
            ";",
            " ",
            "'",
            "`",
            "\"",
            "[",
            "]",
            "=",
            ".",
            "*",
            "/*",
            "*/",
            "--",
            "\n",
            " BEGIN ",
            " END ",
            " SELECT ",
            " FROM ",
            " WHERE ",
            " SET ",
            " IF ",
            " WITH ",
            " AS ",
            " NOT ",
            " IN ",
            " ON ",
            " OR ",
            " CASE ",
            " CREATE TRIGGER ",
            " TEMP ",
            ".read x",
            "0",
            "0x",
            "x'",
            "->",
            "||",
            "?",
            ":a",
            "é",
            " NULL ",
            " CONFLICT ");

    @TempDir
    private Path folder;

    private final Random random = new Random(20261121);

    private final Damage damage = new Damage(
            20261121, SqliteCase.all().stream().map(SqliteCase::script).toList(), BITS, 3);

    @Test
    void cuts() throws ReflectiveOperationException {
        for (SqliteCase each : SqliteCase.all()) {
            String sql = each.script();
            for (int i = 1; i < sql.length(); i += 1 + random.nextInt(4)) {
                check(sql.substring(0, i));
                check(sql.substring(i));
            }
        }
    }

    @Test
    void changes() throws ReflectiveOperationException {
        for (int i = 0; i < 15_000; i++) {
            check(damage.next());
        }
    }

    /** No form of SQL is taken that SQLite's own parser refuses: then it would fail in the middle of a run. */
    @Test
    void whatIsReadSqliteReadsToo() throws Exception {
        int read = 0;
        try (SqliteDatabase database = new SqliteDatabase(folder)) {
            for (int i = 0; i < 6_000; i++) {
                List<Statement> statements = SqliteCase.read(damage.next()).statements();
                for (Statement statement : statements) {
                    boolean asks = statement.undo().strategy() != UndoForecast.Strategy.NONE;
                    if (asks) {
                        read++;
                        assertThat(syntaxError(database, statement.sql()))
                                .as(statement.sql())
                                .isNull();
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    private static @Nullable String syntaxError(SqliteDatabase database, String sql) {
        try {
            database.prepare(sql);
            return null;
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            return message.contains("syntax error")
                            || message.contains("unrecognized token")
                            || message.contains("incomplete input")
                    ? message
                    : null;
        }
    }

    @Test
    void deepAndLong() throws ReflectiveOperationException {
        check("SELECT " + "(".repeat(50_000) + "1");
        check("SELECT " + "(SELECT ".repeat(20_000) + "1");
        check("SELECT * FROM " + "(SELECT * FROM ".repeat(20_000) + "t");
        check("SELECT * FROM " + "(".repeat(50_000) + "t");
        check("SELECT " + "CASE WHEN ".repeat(20_000) + "1");
        check("SELECT " + "NOT ".repeat(100_000) + "1");
        check("SELECT " + "1 + ".repeat(100_000) + "1");
        check("SELECT " + "a BETWEEN ".repeat(20_000) + "1");
        check("WITH a AS (".repeat(5_000) + "SELECT 1");
        check("EXPLAIN ".repeat(20_000) + "SELECT 1");
        check("CREATE TRIGGER t AFTER INSERT ON t BEGIN " + "SELECT 1; ".repeat(50_000));
        check("INSERT INTO t VALUES " + "(1, 'x'), ".repeat(100_000) + "(1, 'y')");
        check("CREATE TABLE t (" + "a, ".repeat(50_000) + "b)");
    }

    private static void check(String sql) throws ReflectiveOperationException {
        for (Statement statement : SqliteCase.read(sql).statements()) {
            FactSpans.check(statement, sql);
        }
    }
}
