package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;

/** Scripts in other quotes are sent, and known, in those of the default. */
class OtherQuotesTest {
    private static final ScriptDialect ANSI = new ScriptDialect(true, true);
    private static final ScriptDialect PLAIN_BACKSLASH = new ScriptDialect(false, false);

    @Test
    void namesInDoubleQuotesAreSentInBackticks() {
        SqlScript script = read("UPDATE \"t\" SET \"a`b\" = 'it''s \"so\"' WHERE \"say \"\"so\"\"\" = 1;", ANSI);

        assertThat(script.diagnostics()).isEmpty();
        assertThat(sent(script)).containsExactly("UPDATE `t` SET `a``b` = 'it''s \"so\"' WHERE `say \"so\"` = 1");
        assertThat(script.statements().get(0).location().span().end())
                .as("it stands where it is written")
                .isEqualTo(58);
    }

    @Test
    void aBackslashIsSentAsOne() {
        SqlScript script = read("INSERT INTO t VALUES ('a\\'), (\"b\\n\", 'c''s');", PLAIN_BACKSLASH);

        assertThat(script.diagnostics()).isEmpty();
        assertThat(sent(script)).containsExactly("INSERT INTO t VALUES ('a\\\\'), (\"b\\\\n\", 'c''s')");
    }

    @Test
    void whatIsSentIsReadAsTheSame() {
        for (String sql : List.of(
                "CREATE TABLE \"order\" (\"group\" INT, \"x\" VARCHAR(10) DEFAULT 'a\\b')",
                "DELETE FROM \"t\" WHERE \"a\" = 'x'",
                "RENAME TABLE \"a b\" TO \"c\".\"d\"",
                "CREATE VIEW \"v\" AS SELECT \"a\" AS \"b\" FROM \"t\"",
                "USE \"c\"")) {
            Statement statement =
                    read(sql, new ScriptDialect(true, false)).statements().get(0);
            StatementFact written = written(sql);
            assertThat(statement.fact().kind()).as(sql).isEqualTo(written.kind());
            assertThat(statement.fact().getClass()).as(sql).isEqualTo(written.getClass());
            assertThat(statement.touches()).as(sql).isEqualTo(Touches.of(written));
            assertThat(statement.touches().isEmpty()).as(sql).isEqualTo(sql.startsWith("USE"));
            SqlScript again = SqlScript.statement(statement.sql(), "c", ScriptUse.FORWARD);
            assertThat(again.statements().get(0).fact()).as(sql).isEqualTo(statement.fact());
            assertThat(statement.fact()).as(sql).isNotInstanceOf(StatementFact.Unparsed.class);
        }
    }

    @Test
    void theSessionIsNeverPutIntoTheMode() {
        SqlScript script = read(
                "SET @old = @@sql_mode, sql_mode = 'STRICT_ALL_TABLES,ANSI_QUOTES'; DROP TABLE \"t\";"
                        + " SET SESSION sql_mode = ansi; DROP TABLE \"t\"; SET sql_mode = @old; SELECT \"a\";"
                        + " SET @@sql_mode = 'NO_BACKSLASH_ESCAPES', @x = 'a'; SET @y = 'a\\', sql_mode = 'ANSI_QUOTES';",
                ScriptDialect.DEFAULT);

        assertThat(script.diagnostics()).isEmpty();
        assertThat(sent(script))
                .containsExactly(
                        "SET @old = @@sql_mode, sql_mode = 'STRICT_ALL_TABLES'",
                        "DROP TABLE `t`",
                        "SET SESSION sql_mode = 'REAL_AS_FLOAT,PIPES_AS_CONCAT,IGNORE_SPACE'",
                        "DROP TABLE `t`",
                        "SET sql_mode = @old",
                        "SELECT \"a\"",
                        "SET @@sql_mode = '', @x = 'a'",
                        "SET @y = 'a\\\\', sql_mode = ''");
    }

    @Test
    void aModeThatBringsMoreIsRefused() {
        for (String mode : List.of("'ORACLE'", "'STRICT_ALL_TABLES,POSTGRESQL'", "4", "1048576")) {
            assertThat(said("SET sql_mode = " + mode, ScriptDialect.DEFAULT))
                    .as(mode)
                    .singleElement()
                    .asString()
                    .contains("names and texts are quoted in another way than they are read again when it is undone");
        }
        assertThat(said("SET sql_mode = 0; SET sql_mode = 2097152", ScriptDialect.DEFAULT))
                .isEmpty();
    }

    @Test
    void aModeThatIsComputedIsRefusedWhereItMayBringOtherQuotes() {
        String computed =
                "SET is not run: it computes a sql_mode that may have other quotes, and how the script is read"
                        + " hangs on it; write the modes as one text.";
        assertThat(said("SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')", ScriptDialect.DEFAULT))
                .containsExactly("1:5 " + computed);
        assertThat(said("SET @m = 'no_backslash_escapes'; SET sql_mode = @m", ScriptDialect.DEFAULT))
                .containsExactly("1:38 " + computed);
        assertThat(said("SET sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')", ScriptDialect.DEFAULT))
                .isEmpty();
        for (String away : List.of(
                "SET sql_mode = REPLACE(@@sql_mode, 'QUOTES', '')",
                "SET sql_mode = @@global.sql_mode",
                "SET sql_mode = @unknown",
                "SET @m = @@global.sql_mode; SET sql_mode = @m",
                "SET @m = @@sql_mode; SET @m = ''; SET sql_mode = @m",
                "SET @m = @@sql_mode; SELECT 'x' INTO @m; SET sql_mode = @m",
                "SET @m = @@sql_mode; SELECT @m := 'x'; SET sql_mode = @m")) {
            assertThat(said(away, ANSI)).as(away).last().asString().endsWith(computed);
            assertThat(said("SET sql_mode = 'ANSI'; SET sql_mode = ''; " + away, ScriptDialect.DEFAULT))
                    .as(away)
                    .last()
                    .asString()
                    .endsWith(computed);
        }
        assertThat(said("SET sql_mode = 'ANSI_QUOTES', @old = @@sql_mode; SET sql_mode = @old; SELECT \"a\"", ANSI))
                .isEmpty();
        assertThat(sent(read(
                        "SET sql_mode = 'ANSI_QUOTES', @old = @@sql_mode; SET sql_mode = @old; SELECT \"a\"",
                        ScriptDialect.DEFAULT)))
                .endsWith("SELECT \"a\"");
    }

    @Test
    void whatAsksForTheModeIsRefusedWhereItsSessionIsInAnother() {
        String asks =
                "SELECT is not run: it asks for a sql_mode in which its session is not, because names and texts are"
                        + " sent in other quotes; set sql_mode without them before it.";
        assertThat(said("SELECT @@sql_mode", ANSI)).containsExactly("1:10 " + asks);
        assertThat(said("SELECT @@session.sql_mode", ANSI)).containsExactly("1:10 " + asks);
        assertThat(said("SET GLOBAL sql_mode = @@sql_mode", ANSI)).isNotEmpty();
        assertThat(said("SELECT @@sql_mode", ScriptDialect.DEFAULT)).isEmpty();
        assertThat(said("SELECT @@global.sql_mode", ANSI)).isEmpty();
    }

    @Test
    void columnsAreNotNamedByAnotherText() {
        String named =
                "is not run: columns that it makes are named by the text of their expressions; set sql_mode without"
                        + " ANSI_QUOTES before it, and quote it so.";
        assertThat(said("CREATE VIEW v AS SELECT MAX(\"a\") FROM t", ANSI)).containsExactly("1:1 CREATE VIEW " + named);
        assertThat(said("CREATE TABLE n AS SELECT \"a\" + 1 FROM t", ANSI))
                .singleElement()
                .asString()
                .endsWith(named);
        assertThat(said("CREATE VIEW v (m) AS SELECT MAX(\"a\") FROM t", ANSI)).isEmpty();
        assertThat(said("CREATE VIEW v AS SELECT t.\"a\" b, MAX(\"a\") AS m FROM t", ANSI))
                .isEmpty();
    }

    @Test
    void aPasswordThatIsReadAsANameIsNotShown() {
        assertThat(said("CREATE USER u IDENTIFIED BY \"geheim\"", ANSI))
                .isNotEmpty()
                .noneMatch(s -> s.contains("geheim"));
    }

    @Test
    void everyPatternNeedsItsOwnEscape() {
        for (String where : List.of(
                "b LIKE 'a\\_b' AND escape = 1",
                "b LIKE 'a' ESCAPE '!' AND b LIKE 'a\\_b'",
                "b LIKE a",
                "b LIKE CONCAT('a', 'b')")) {
            assertThat(said("DELETE FROM t WHERE " + where, PLAIN_BACKSLASH))
                    .as(where)
                    .hasSize(1);
        }
        assertThat(said("DELETE FROM t WHERE b LIKE 'a%' AND c LIKE 'x\\' ESCAPE '!'", PLAIN_BACKSLASH))
                .isEmpty();
    }

    @Test
    void whatWouldMeanSomethingElseIsRefused() {
        assertThat(said("CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.\"a\" = 1", ANSI))
                .containsExactly(
                        "1:1 CREATE TRIGGER is not run: the server keeps its text, and would get it in other"
                                + " quotes than it is written in; set sql_mode without ANSI_QUOTES before it, and quote it so.");
        assertThat(said("CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1", ANSI))
                .isEmpty();
        assertThat(said("PREPARE p FROM 'DROP TABLE t'", ANSI))
                .containsExactly("1:1 PREPARE is not run: the text that it runs is read in the default quotes; set"
                        + " sql_mode without ANSI_QUOTES before it, and quote it so.");
        assertThat(said("DELETE FROM t WHERE b LIKE 'a\\_b'", PLAIN_BACKSLASH))
                .containsExactly("1:23 DELETE is not run: without ESCAPE its pattern is another one under sql_mode"
                        + " NO_BACKSLASH_ESCAPES; write ESCAPE behind it, or set sql_mode without it before this"
                        + " statement.");
        assertThat(said("DELETE FROM t WHERE b LIKE 'a\\_b' ESCAPE '\\'", PLAIN_BACKSLASH))
                .isEmpty();
        assertThat(said("CREATE TABLE n LIKE t", PLAIN_BACKSLASH)).isEmpty();
        assertThat(said("DELETE FROM t WHERE b LIKE 'a\\_b'", ANSI)).isEmpty();
    }

    @Test
    void aSettingNamesQuotesAndNothingElse() {
        assertThat(ScriptDialect.ofSetting("ansi_quotes")).isEqualTo(ANSI);
        assertThat(ScriptDialect.ofSetting("NO_BACKSLASH_ESCAPES , ANSI_QUOTES"))
                .isEqualTo(new ScriptDialect(true, false));
        assertThat(ScriptDialect.ofSetting("STRICT_ALL_TABLES")).isNull();
        assertThat(ScriptDialect.ofSetting("")).isNull();
        assertThat(new ScriptDialect(true, false).modes()).isEqualTo("ANSI_QUOTES,NO_BACKSLASH_ESCAPES");
    }

    /** What a statement says by itself, read in the quotes in which it is written. */
    private static StatementFact written(String sql) {
        Splitter splitter = Splitter.ofOne(sql);
        splitter.dialect(ANSI);
        splitter.next();
        Cursor cursor = new Cursor(sql, splitter.tokens(), "c");
        cursor.dialect(ANSI);
        return StatementReader.read(cursor);
    }

    private static SqlScript read(String sql, ScriptDialect dialect) {
        return SqlScript.read(MappedText.identity(sql), SourceText.of("a.sql", sql), "c", ScriptUse.FORWARD, dialect);
    }

    private static List<String> sent(SqlScript script) {
        return script.statements().stream().map(Statement::sql).toList();
    }

    private static List<String> said(String sql, ScriptDialect dialect) {
        return read(sql, dialect).diagnostics().stream()
                .map(each -> each.location().start() + " " + each.message())
                .toList();
    }
}
