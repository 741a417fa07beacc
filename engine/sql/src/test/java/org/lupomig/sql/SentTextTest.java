package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Refused;
import org.lupomig.model.sql.StatementFact.Unparsed;

/**
 * What the server gets is what was read: no comment that it may read as another, and no word that only looks like a
 * keyword.
 */
class SentTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*! ALTER TABLE app.t ADD COLUMN n2 INT /*! , DROP COLUMN secret */ , ADD COLUMN m INT */;",
                "/*! ALTER TABLE app.t ADD COLUMN n INT /*M! , DROP COLUMN secret */ */;",
                "/*! ALTER TABLE app.t ADD COLUMN n INT /*!99999 , DROP COLUMN secret */ */;",
                "/*! ALTER TABLE app.t ADD COLUMN n INT /*M!100100 , DROP COLUMN secret */ */;",
                "/*! /*!*/ ALTER TABLE app.t ADD COLUMN n INT */;"
            })
    void codeInsideCodeIsRefusedWhereItOpens(String sql) {
        Statement statement = only(sql);
        assertThat(statement.fact()).isInstanceOf(Refused.class);
        Refused refused = (Refused) statement.fact();
        assertThat(refused.reason()).isEqualTo("a comment that is code stands inside another");
        int at = statement.location().span().start() + refused.at().start();
        assertThat(at).isEqualTo(sql.indexOf("/*", 2));
        assertThat(statement.sql()).doesNotContain("/*");
    }

    @Test
    void anInnerCommentThatIsNotClosedIsSaid() {
        assertThat(only("/*! ALTER TABLE t ADD COLUMN n INT /*! , DROP COLUMN s;")
                        .fact())
                .isInstanceOf(Unparsed.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = '~',
            value = {
                "|ALTER TABLE t /* /*! */ ADD COLUMN n INT;| ~ |ALTER TABLE t           ADD COLUMN n INT|",
                "|/*! ALTER TABLE t /* x */ ADD COLUMN n INT */;| ~ |ALTER TABLE t         ADD COLUMN n INT|",
                "|ALTER TABLE t/*!*/ADD COLUMN n INT;| ~ |ALTER TABLE t     ADD COLUMN n INT|",
                "|ALTER TABLE t /*!99999 DROP COLUMN s,*/ ADD COLUMN n INT;| ~ |ALTER TABLE t                           ADD COLUMN n INT|",
                "|ALTER TABLE t ADD COLUMN `/*!` INT DEFAULT '/*! */';| ~ |ALTER TABLE t ADD COLUMN `/*!` INT DEFAULT '/*! */'|",
                "|SELECT 1 # a '|~|SELECT 1|"
            })
    void commentsAreSentAsBlanks(String sql, String sent) {
        Statement statement = only(sql);
        assertThat(statement.fact()).isNotInstanceOf(Refused.class);
        assertThat(statement.sql()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE PROCEDURE p() /* a 'quote \" ` */ SELECT 1 # b's\n + /* c /* d */ 2",
                "CREATE PROCEDURE p() -- e\n SELECT 1 --\n +\t--\tf;\r\n 2",
                "CREATE TRIGGER r BEFORE INSERT ON t /* a */ FOR EACH ROW /* b; */ SET NEW.n = /* /*! c */ 1",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO /* a */ DO 1 /*/ b */ + 2",
                "ALTER EVENT e DO /* a */ DO 1",
                "CREATE OR REPLACE VIEW v AS SELECT /*+ BKA() */ a /* b */ FROM t",
                "ALTER VIEW v AS SELECT a /**/ FROM t",
                "CREATE FUNCTION f() RETURNS INT RETURN /*+ a */ (SELECT /*+ NO_ICP(t) */ MAX(a) FROM t)",
                "SELECT /*+ NO_ICP(t) */ a FROM t",
                "DELETE /*+ NO_ICP(t) */ FROM t WHERE a = 1",
                "CREATE TABLE n AS SELECT /*+ NO_ICP(t) */ a FROM t"
            })
    void commentsThatTheServerKeepsOrFollowsAreSent(String sql) {
        Statement statement = only(sql + " /* behind */ ;");
        assertThat(statement.fact()).isNotInstanceOfAny(Refused.class, Unparsed.class);
        assertThat(statement.sql()).isEqualTo(sql);
        String blank = Statements.shown(statement);
        assertThat(blank).hasSameSizeAs(sql).doesNotContain("/*", "--", "#");
        assertThat(only(blank).fact()).isEqualTo(statement.fact());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = '~',
            value = {
                "|CREATE /* a */ PROCEDURE p() SELECT /*! 1 /* b */ + */ 2;| ~ |CREATE         PROCEDURE p() SELECT     1 /* b */ +    2|",
                "|CREATE PROCEDURE p() SELECT /*!99999 a */ 2;| ~ |CREATE PROCEDURE p() SELECT               2|",
                "|CREATE PROCEDURE p() SELECT /*M! 1 */;| ~ |CREATE PROCEDURE p() SELECT      1|",
                "|SELECT /* a */ /*+ b */ 1 /*+ c */ + 2;| ~ |SELECT         /*+ b */ 1          + 2|",
                "|UPDATE t SET a = 1 /*+ c */ WHERE a = 2;| ~ |UPDATE t SET a = 1          WHERE a = 2|",
                "|CREATE USER u /* IDENTIFIED BY 'x' */ ACCOUNT LOCK;| ~ |CREATE USER u                         ACCOUNT LOCK|",
                "|CREATE TABLE t (a INT /* b */, c INT);| ~ |CREATE TABLE t (a INT        , c INT)|"
            })
    void othersAreSentAsBlanks(String sql, String sent) {
        assertThat(only(sql).sql()).isEqualTo(sent);
    }

    @Test
    void aCommentThatTheServerWouldEndElsewhereIsSentAsBlanks() {
        assertThat(only("CREATE PROCEDURE p() SELECT 1 -- a\r + 2").sql())
                .isEqualTo("CREATE PROCEDURE p() SELECT 1     \r + 2");
        assertThat(only("CREATE PROCEDURE p() SELECT 1 # a\0b\n + 2").sql())
                .isEqualTo("CREATE PROCEDURE p() SELECT 1      \n + 2");
        assertThat(only("CREATE PROCEDURE p() SELECT 1 --\u007F a\n + 2").sql())
                .isEqualTo("CREATE PROCEDURE p() SELECT 1      \n + 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*M!999999\\- enable the sandbox mode */ \nSELECT 1;",
                "/*!999999\\- enable the sandbox mode */\nSELECT 1;",
                "/*M!100616 SET @OLD_NOTE_VERBOSITY=@@NOTE_VERBOSITY, NOTE_VERBOSITY=0 */;SELECT 1;",
                "SELECT 1;/*M!100616 SET NOTE_VERBOSITY=@OLD_NOTE_VERBOSITY */;"
            })
    void whatDumpsBeginAndEndWithIsLeftOut(String sql) {
        assertThat(only(sql).sql()).isEqualTo("SELECT 1");
    }

    @Test
    void whatOtherSettingsSomeServersSkipIsSaid() {
        assertThat(only("/*M!100616 SET NOTE_VERBOSITY=0, sql_mode='' */;").fact())
                .isInstanceOf(Refused.class);
        assertThat(only("/*M!100616 SET @a=1 */;").fact()).isInstanceOf(Refused.class);
    }

    @Test
    void lineCommentsInsideCodeAreBlankedAndLinesStay() {
        assertThat(only("/*! ALTER TABLE t -- */ x\n /* a\n b */ ADD COLUMN n INT */;")
                        .sql())
                .isEqualTo("ALTER TABLE t        \n     \n      ADD COLUMN n INT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 --/**/1, 2;",
                "/*! SELECT 1 --*/1, 2;",
                "SELECT 1 --/*! 1, */ 2;",
                "SELECT 1 --# a\n, 2;",
                "SELECT 1 ---- a\n, 2;"
            })
    void twoSignsThatBlanksWouldMakeACommentOf(String sql) {
        assertThat(only(sql).fact()).isInstanceOf(Refused.class);
    }

    @Test
    void aControlCharacterBeginsACommentToo() {
        assertThat(only("SELECT 1 --\u007F , 2\n , 3;").sql()).isEqualTo("SELECT 1        \n , 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u017Felect 1;",
                "RENAME TABLE\u017F a TO b;",
                "ALTER TABLE t DROP PR\u0131MARY KEY, ADD COLUMN n INT;",
                "CREATE UN\u0131QUE INDEX i ON t (a);"
            })
    void lettersThatOnlyFoldIntoKeywordsAreNone(String sql) {
        assertThat(only(sql).fact()).isInstanceOfAny(Unparsed.class, Refused.class);
    }

    @Test
    void aNameThatFoldsIntoAReservedWordIsAName() {
        assertThat(only("RENAME TABLE a.\u017Fet TO a.b;").fact()).isInstanceOf(StatementFact.RenameTable.class);
        assertThat(only("RENAME TABLE \u017Fet TO b;").fact()).isInstanceOf(StatementFact.RenameTable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO SETVAL(s, @x);",
                "DO SETVAL(s, 1), SETVAL(s, 2);",
                "SELECT SETVAL(s, 1) FROM t;",
                "SELECT SETVAL(s, 1 + 1);",
                "DO SETVAL(s, 1, 0, 3);",
                "SELECT SETVAL(s, 1), NEXTVAL(s);"
            })
    void aSequenceIsSetToOneNumberOrNotAtAll(String sql) {
        SqlScript script =
                SqlScript.read(MappedText.identity(sql), SourceText.of("a.sql", sql), null, ScriptUse.FORWARD);
        assertThat(script.diagnostics()).singleElement().satisfies(said -> assertThat(said.message())
                .contains("SETVAL has a way back where it is one call of numbers, in a statement of its own, and leaves"
                        + " the round"));
        String plain = "SELECT SETVAL(`a b`.s, -5, 1, 0);";
        assertThat(SqlScript.read(MappedText.identity(plain), SourceText.of("a.sql", plain), null, ScriptUse.FORWARD)
                        .diagnostics())
                .isEmpty();
    }

    private static Statement only(String sql) {
        SqlScript script = SqlScript.read(MappedText.identity(sql), SourceText.of("a.sql", sql), null, ScriptUse.UNDO);
        assertThat(script.statements()).hasSize(1);
        return script.statements().get(0);
    }
}
