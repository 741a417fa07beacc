package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.Statement;

/** Scripts that name others, read as one. */
class IncludedScriptsTest {
    private final Map<String, String> files = new LinkedHashMap<>();
    private int opened;

    @Test
    void bothWordsIncludeWhereTheyStand() {
        files.put("a.sql", "SELECT 1;\n");
        files.put("b.sql", "SELECT 2; SELECT 3");
        SqlScript script = read("SELECT 0;\n\\. a.sql\nsource b.sql;\nSELECT 4;");

        assertThat(script.diagnostics()).isEmpty();
        assertThat(places(script))
                .containsExactly(
                        "main.sql:1:1 SELECT 0",
                        "a.sql:1:1 SELECT 1",
                        "b.sql:1:1 SELECT 2",
                        "b.sql:1:11 SELECT 3",
                        "main.sql:4:1 SELECT 4");
    }

    @Test
    void theDelimiterGoesInAndComesOut() {
        files.put("a.sql", "SELECT 1; SELECT 2 //\nDELIMITER $$\nSELECT 3 $$\n");
        SqlScript script = read("DELIMITER //\nSOURCE a.sql\nSELECT 4 $$\nSELECT 5 $$");

        assertThat(places(script))
                .containsExactly(
                        "a.sql:1:1 SELECT 1; SELECT 2",
                        "a.sql:3:1 SELECT 3",
                        "main.sql:3:1 SELECT 4",
                        "main.sql:4:1 SELECT 5");
    }

    @Test
    void theSchemaAndTheQuotesGoInAndComeOut() {
        files.put("a.sql", "SELECT \"b;c\" FROM t;\nUSE two;\nSET sql_mode = '';");
        SqlScript script = read("USE one; SET sql_mode = 'ANSI_QUOTES';\nSOURCE a.sql\nSELECT \"b;c\" FROM t;");

        List<Statement> statements = script.statements();
        assertThat(statements.get(2).defaultSchema()).isEqualTo("one");
        assertThat(statements.get(2).fact().toString()).doesNotContain("Unparsed");
        assertThat(statements.get(5).defaultSchema()).isEqualTo("two");
        assertThat(statements).hasSize(6);
        assertThat(statements.get(2).sql()).isEqualTo("SELECT `b;c` FROM t");
        assertThat(statements.get(5).sql()).isEqualTo("SELECT \"b;c\" FROM t");
    }

    @Test
    void aDeepChainEndsWithAWord() {
        for (int i = 1; i <= 12; i++) {
            files.put(i + ".sql", "SOURCE " + (i + 1) + ".sql\nSELECT " + i + ";");
        }
        SqlScript script = read("SOURCE 1.sql");

        assertThat(said(script))
                .containsExactly(
                        "10.sql:1:8 LM2010 The script '11.sql' is not included: scripts include each other more"
                                + " than 10 deep.");
        assertThat(script.statements()).hasSize(10);
    }

    @Test
    void aCircleIsShownWhole() {
        files.put("a.sql", "SELECT 1;\nSOURCE b.sql");
        files.put("b.sql", "source a.sql");
        assertThat(said(read("SOURCE a.sql")))
                .containsExactly(
                        "b.sql:1:8 LM2010 The script 'a.sql' is not included: it includes itself: a.sql -> b.sql -> a.sql.");
        assertThat(opened).as("before it is read a third time").isEqualTo(2);
        assertThat(said(read("SOURCE main.sql")))
                .containsExactly("main.sql:1:8 LM2010 The script 'main.sql' is not included: it includes itself:"
                        + " main.sql -> main.sql.");
    }

    @Test
    void twiceIsNoCircle() {
        files.put("a.sql", "SELECT 1;");
        assertThat(places(read("SOURCE a.sql\nSOURCE a.sql")))
                .containsExactly("a.sql:1:1 SELECT 1", "a.sql:1:1 SELECT 1");
    }

    @Test
    void manyInclusionsAreBoundedByTheirLength() {
        files.put("a.sql", "SELECT '" + "x".repeat(8 * 1024 * 1024) + "';");
        SqlScript script = read("SOURCE a.sql\n".repeat(9));

        assertThat(script.statements()).hasSize(7);
        assertThat(said(script)).hasSize(2);
        assertThat(said(script)).allMatch(s -> s.contains("with it the script has more than 67108864 characters"));
        assertThat(opened)
                .as("the first that is too long is not opened, nor what comes behind it")
                .isEqualTo(7);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(said(read("SELECT 1;\n  \\. ../x y.sql\nSOURCE\n")))
                .containsExactly(
                        "main.sql:2:6 LM2010 The script '../x y.sql' is not included: there is no such file.",
                        "main.sql:3:1 LM2010 The script '' is not included: it names no file.");
    }

    @Test
    void theWordInsideOfAStatementIsAWord() {
        files.put("a.sql", "SELECT 1;");
        assertThat(places(read("SELECT 1\nsource;\nCREATE TABLE t (source INT)")))
                .containsExactly("main.sql:1:1 SELECT 1\nsource", "main.sql:3:1 CREATE TABLE t (source INT)");
    }

    private SqlScript read(String sql) {
        return SqlScript.read(
                MappedText.identity(sql),
                SourceText.of("main.sql", sql),
                "c",
                ScriptUse.FORWARD,
                ScriptDialect.DEFAULT,
                (from, path, gate) -> {
                    String objection = gate.objection(path);
                    if (objection != null) {
                        return new Includes.Denied(objection);
                    }
                    String found = path.equals("main.sql") ? sql : files.get(path);
                    if (found != null && found.length() > gate.most()) {
                        return new Includes.Denied(gate.tooLong());
                    }
                    opened++;
                    return found == null
                            ? new Includes.Denied("there is no such file")
                            : new Includes.Opened(MappedText.identity(found), SourceText.of(path, found));
                });
    }

    private static List<String> places(SqlScript script) {
        return script.statements().stream()
                .map(statement -> statement.location() + " " + statement.sql())
                .toList();
    }

    private static List<String> said(SqlScript script) {
        return script.diagnostics().stream().map(IncludedScriptsTest::said).toList();
    }

    private static String said(Diagnostic diagnostic) {
        return diagnostic.location() + " " + diagnostic.type().code() + " " + diagnostic.message();
    }
}
