package org.lupomig.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.Compiler;
import org.lupomig.compiler.Sources;
import org.lupomig.doctrine.Level;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.SourceText;

class LintTest {
    private static final String FOREIGN_KEY = "ALTER TABLE s.a ADD FOREIGN KEY IF NOT EXISTS (b) REFERENCES s.c (d);";

    private static List<String> script(String text, DoctrineSettings settings) {
        return Lint.script(SourceText.of("a_1_0.sql", text), settings).stream()
                .map(LintTest::shown)
                .toList();
    }

    private static List<String> script(String text, String... packs) {
        return script(text, new DoctrineSettings(List.of(packs), Map.of(), Map.of()));
    }

    private static List<String> plan(String doctrine, String sql) {
        String text = "plan p version 1 {\n  database main = mariadb\n" + doctrine
                + "\n  batch b {\n    step s {\n      sql \"\"\"\n" + sql + "\n      \"\"\"\n    }\n"
                + "    validate post integrity \"as wanted\" { expect query(\"SELECT 1\") = 1 }\n  }\n}\n";
        Sources none = (from, path) -> new Sources.Unreadable(Sources.Reason.MISSING);
        Compilation compilation =
                Compiler.compile(SourceText.of("p.lupomig", text), none, CompileOptions.at("20260101000000"));
        return Lint.plan(compilation, DoctrineSettings.NONE).stream()
                .map(LintTest::shown)
                .toList();
    }

    private static String shown(Diagnostic found) {
        String name = found.type() instanceof DoctrineMessage
                ? found.type().code()
                : found.type().title();
        return found.location().start() + " " + found.severity().word() + " " + name + ": " + found.message();
    }

    @Test
    void scriptsAreHeldToTheirPack() {
        assertThat(script(FOREIGN_KEY)).isEmpty();
        assertThat(script("DELETE FROM a;"))
                .containsExactly("1:1 warning delete-without-where: every row of 'a' is deleted");
        assertThat(script("UPDATE s.a SET b = 1;\n" + FOREIGN_KEY, "lupopedia"))
                .containsExactly("2:21 error no-foreign-keys: table 's.a' gets a foreign key to 's.c'");
    }

    @Test
    void plansAreHeldToTheirOwnPackAndToThoseTheyName() {
        assertThat(plan("", FOREIGN_KEY)).isEmpty();
        assertThat(plan("  doctrine lupopedia", FOREIGN_KEY))
                .containsExactly("7:21 error no-foreign-keys: table 's.a' gets a foreign key to 's.c'");
    }

    @Test
    void aSettingOfAPartGoesBeforeOneOfTheWhole() {
        String whole = "  doctrine lupopedia { warn no-foreign-keys because \"x\" }";
        assertThat(plan(whole, FOREIGN_KEY)).singleElement().asString().contains("warning no-foreign-keys");
        String part = "  doctrine lupopedia { allow no-foreign-keys in b.s because \"x\" warn no-foreign-keys }";
        assertThat(plan(part, FOREIGN_KEY)).isEmpty();
        String denied = "  doctrine mariadb { deny delete-without-where }";
        assertThat(plan(denied, "DELETE FROM a;")).singleElement().asString().contains("error delete-without-where");
    }

    @Test
    void aRuleIsTurnedOnByItself() {
        assertThat(plan("  doctrine plan { deny no-foreign-keys }", FOREIGN_KEY))
                .singleElement()
                .asString()
                .contains("error no-foreign-keys");
    }

    @Test
    void configurationChangesLevels() {
        DoctrineSettings off = new DoctrineSettings(List.of(), Map.of("delete-without-where", Level.OFF), Map.of());
        assertThat(script("DELETE FROM a;", off)).isEmpty();
        DoctrineSettings error = new DoctrineSettings(List.of(), Map.of("no-foreign-keys", Level.ERROR), Map.of());
        assertThat(script(FOREIGN_KEY, error)).singleElement().asString().contains("error no-foreign-keys");
    }

    @Test
    void aCommentAllowsWithAReason() {
        assertThat(script("-- lupomig:allow delete-without-where because it is small\nDELETE FROM a;"))
                .isEmpty();
        assertThat(script("# lupomig:allow delete-without-where because it is small\nDELETE FROM a;\nDELETE FROM b;"))
                .containsExactly("3:1 warning delete-without-where: every row of 'b' is deleted");
        assertThat(script("/* lupomig:allow delete-without-where because it is small */ DELETE FROM a;"))
                .isEmpty();
        assertThat(script("-- lupomig:allow delete-without-where\nDELETE FROM a;"))
                .containsExactly(
                        "1:4 error LM3005: this comment allows nothing: it gives no reason",
                        "2:1 warning delete-without-where: every row of 'a' is deleted");
        assertThat(script("SELECT 'lupomig:allow x because y';")).isEmpty();
    }

    @Test
    void whatIsAllowedForNothingIsSaidWherePlansAreJudged() {
        assertThat(script("-- lupomig:allow delete-without-where because x\nSELECT 1;", "mariadb", "plan"))
                .containsExactly(
                        "1:18 warning unused-suppression: 'delete-without-where' finds nothing here, so there is"
                                + " nothing to allow");
        assertThat(script("SELECT 1;\n-- lupomig:allow delete-without-where because x", "mariadb", "plan"))
                .hasSize(1);
    }

    @Test
    void namesThatThereAreNotAreSaid() {
        assertThat(plan("  doctrine lupopedai", "SELECT 1;"))
                .containsExactly("3:12 error LM3001: there is no rule pack 'lupopedai'");
        assertThat(plan("  doctrine plan { deny no-foreign-kees }", "SELECT 1;"))
                .containsExactly("3:24 error LM3002: there is no rule 'no-foreign-kees'");
        assertThat(plan("  doctrine plan { deny no-triggers in c }", "SELECT 1;"))
                .containsExactly("3:39 error LM3003: the plan has no batch or step 'c'");
        assertThat(plan("  doctrine plan { warn missing-order }", "SELECT 1;"))
                .containsExactly("3:24 warning LM3004: 'missing-order' is found by the compiler, so nothing"
                        + " can be said of it here");
    }

    @Test
    void ofAStatementThatCannotBeReadNothingElseIsSaid() {
        assertThat(plan("  doctrine mariadb", "DELETE FROM a WERE x = 1;")).isEmpty();
        assertThat(script("DELETE FROM a WERE x = 1;"))
                .singleElement()
                .asString()
                .contains("statement-unparsed");
    }

    @Test
    void aParameterStandsForItsNameInAScript() {
        assertThat(script("DELETE FROM ${prefix}a;"))
                .containsExactly("1:1 warning delete-without-where: every row of 'prefixa' is deleted");
    }

    @Test
    void findingsOfAnyTextAreInOrderAndNeverAnException() {
        assertThat(script("DELETE FROM a;\nUPDATE b SET c = 1;\nDELETE FROM d;"))
                .extracting(line -> line.substring(0, 3))
                .containsExactly("1:1", "2:1", "3:1");
        assertThat(script("'")).isNotEmpty();
        assertThat(script("")).isEmpty();
    }
}
