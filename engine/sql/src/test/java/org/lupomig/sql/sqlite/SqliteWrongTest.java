package org.lupomig.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact.Unparsed;
import org.lupomig.sql.SqlScript;
import org.lupomig.testkit.GoldenFiles;

/**
 * Wrong scripts, and what is said of them: {@code sqlite-wrong.txt} has each with its messages below it. With
 * {@code -Dgolden.update=true} the messages are written anew, and the test fails. What is called unreadable SQLite
 * itself cannot run either, unless the heading says that it does.
 */
class SqliteWrongTest {
    private static final Path FILE = Path.of("src/test/resources/sqlite-wrong.txt");
    private static final String GIVEN = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT)";

    @TempDir
    private Path folder;

    /** A script with its heading. */
    private record Wrong(boolean sqliteTakesIt, String sql) {}

    @Test
    void eachIsSaidWithPlaceAndReason() throws IOException {
        String expected = Files.readString(FILE);
        StringBuilder actual = new StringBuilder();
        for (Wrong wrong : wrongs(expected)) {
            actual.append(wrong.sqliteTakesIt() ? "== SQLite takes it\n" : "==\n")
                    .append(wrong.sql())
                    .append('\n');
            List<Diagnostic> said = SqliteCase.read(wrong.sql()).diagnostics();
            assertThat(said).as(wrong.sql()).isNotEmpty();
            for (Diagnostic each : said) {
                actual.append("-> ")
                        .append(each.location().start())
                        .append(' ')
                        .append(each.type().code())
                        .append(' ')
                        .append(each.message())
                        .append(" [")
                        .append(
                                wrong.sql(),
                                each.location().span().start(),
                                each.location().span().end())
                        .append("]\n");
            }
        }
        GoldenFiles.check(FILE, actual.toString());
    }

    @Test
    void whatIsUnreadableSqliteCannotRunEither() throws IOException, SQLException {
        int unreadable = 0;
        for (Wrong wrong : wrongs(Files.readString(FILE))) {
            SqlScript script = SqliteCase.read(wrong.sql());
            boolean isUnreadable =
                    script.statements().stream().anyMatch(statement -> statement.fact() instanceof Unparsed);
            if (isUnreadable && !wrong.sqliteTakesIt()) {
                unreadable++;
                assertThat(runs(script, folder.resolve("d" + unreadable)))
                        .as(wrong.sql())
                        .isFalse();
            }
        }
        assertThat(unreadable).isGreaterThan(40);
    }

    private static boolean runs(SqlScript script, Path in) throws IOException, SQLException {
        try (SqliteDatabase database = new SqliteDatabase(in)) {
            database.run(GIVEN);
            try {
                for (Statement statement : script.statements()) {
                    database.run(statement.sql());
                }
                return true;
            } catch (SQLException e) {
                return false;
            }
        }
    }

    private static List<Wrong> wrongs(String text) {
        List<Wrong> wrongs = new ArrayList<>();
        for (String part : text.split("(?m)^==", -1)) {
            int line = part.indexOf('\n');
            int end = part.indexOf("\n-> ");
            if (line >= 0) {
                String sql = part.substring(line + 1, end < 0 ? part.length() : end);
                wrongs.add(new Wrong(part.startsWith(" SQLite takes it"), end < 0 ? sql.strip() : sql));
            }
        }
        return wrongs;
    }
}
