package org.lupomig.compiler.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.Compiler;
import org.lupomig.compiler.DialectSetting;
import org.lupomig.compiler.Sources;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.StepPins;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.sql.ScriptDialect;

class ChecksumTest {
    private static final String PLAN = """
            plan p version 1.0 {
              database main = mariadb
              param one = "1"
              param two = "2"
              batch b {
                step first {
                  sql \"""
                    SELECT ${one};
                    SELECT 2
                  \"""
                }
                step second requires first { sql "a.sql" undo "b.sql" }
                step third { sql \"""SELECT '${now}'\""" timeout 5s }
              }
            }
            """;

    private static final DialectSetting ANSI = new DialectSetting(
            new ScriptDialect(true, true), SourceText.of("lupomig.properties", ""), Span.at(0), false);

    private final Map<String, String> files =
            new LinkedHashMap<>(Map.of("a.sql", "SELECT ${two};\n", "b.sql", "SELECT 3"));

    @Test
    void blanksAndCommentsOutsideOfSqlDoNotCount() {
        Plan changed = compile(PLAN.replace("step first {", "// now\n step /// doc\n  first\t{ // then"));
        assertThat(checksums(changed)).isEqualTo(checksums(compile(PLAN)));
        assertThat(changed.checksum()).isEqualTo(compile(PLAN).checksum());
    }

    @Test
    void theIndentationOfARawBlockDoesNotCount() {
        assertThat(checksums(compile(PLAN.indent(4)))).isEqualTo(checksums(compile(PLAN)));
    }

    @Test
    void lineEndsDoNotCount() {
        Plan before = compile(PLAN);
        files.replaceAll((name, text) -> text.replace("\n", "\r\n"));
        assertThat(checksums(compile(PLAN.replace("\n", "\r\n")))).isEqualTo(checksums(before));
    }

    @Test
    void aChangeOfOneStepChangesItAndThePlanAlone() {
        changesOnly("first", PLAN.replace("SELECT 2\n", "SELECT 2 -- two\n"));
        changesOnly("third", PLAN.replace("5s", "6s"));
        changesOnly("second", PLAN.replace("requires first ", ""));
    }

    @Test
    void aCommentInAFileChangesTheStepsThatNameIt() {
        Plan before = compile(PLAN);
        files.put("a.sql", "-- more\n" + files.get("a.sql"));
        changed("second", before, compile(PLAN));
        Plan then = compile(PLAN);
        files.put("b.sql", "SELECT 4");
        changed("second", then, compile(PLAN));
    }

    @Test
    void aScriptThatIsIncludedCountsAsTheStepsOwn() {
        files.put("a.sql", "SOURCE c.sql\n");
        files.put("c.sql", "SELECT 1;\nSELECT ${two};\n");
        Plan before = compile(PLAN);
        files.put("c.sql", "SELECT 1;\nSELECT  ${two}; -- two\n");
        Plan formatted = compile(PLAN);
        changed("second", before, formatted);
        assertThat(pieces(formatted)).isEqualTo(pieces(before));
        files.put("c.sql", "SELECT 1;\nSELECT 3, ${two};\n");
        Plan otherwise = compile(PLAN);
        changed("second", formatted, otherwise);
        assertThat(pieces(otherwise).get(0)).isEqualTo(pieces(before).get(0));
        assertThat(pieces(otherwise).get(1)).isNotEqualTo(pieces(before).get(1));
        changed("second", otherwise, compile(PLAN, Map.of("two", "9"), "1"));
    }

    @Test
    void howScriptsAreQuotedCounts() {
        Plan ansi = compile(PLAN, new CompileOptions(Map.of(), "1", Map.of("main", ANSI)));
        Map<String, String> plain = checksums(compile(PLAN));
        checksums(ansi)
                .forEach((step, checksum) -> assertThat(checksum).as(step).isNotEqualTo(plain.get(step)));
    }

    private static List<String> pieces(Plan plan) {
        return plan.steps().get(1).pins().statements().stream()
                .map(StepPins.Piece::digest)
                .toList();
    }

    @Test
    void aValueChangesTheStepsThatUseIt() {
        changed("first", compile(PLAN), compile(PLAN, Map.of("one", "9"), "1"));
        changed("second", compile(PLAN), compile(PLAN, Map.of("two", "9"), "1"));
    }

    @Test
    void theTimeOfTheRunDoesNotCount() {
        Plan later = compile(PLAN, Map.of(), "2");
        assertThat(checksums(later)).isEqualTo(checksums(compile(PLAN)));
        assertThat(later.checksum()).isEqualTo(compile(PLAN).checksum());
        assertThat(later.steps().get(2).statements().get(0).sql()).isEqualTo("SELECT '2'");
    }

    @Test
    void wordsAreKeptApart() {
        Plan two = compile(PLAN.replace("step third", "step thi_rd"));
        assertThat(two.checksum()).isNotEqualTo(compile(PLAN).checksum());
    }

    private void changesOnly(String step, String text) {
        assertThat(text).isNotEqualTo(PLAN);
        changed(step, compile(PLAN), compile(text));
    }

    private static void changed(String step, Plan before, Plan after) {
        Map<String, String> now = checksums(after);
        checksums(before).forEach((name, checksum) -> {
            if (name.equals(step)) {
                assertThat(now.get(name)).as(name).isNotEqualTo(checksum);
            } else {
                assertThat(now.get(name)).as(name).isEqualTo(checksum);
            }
        });
        assertThat(after.checksum()).isNotEqualTo(before.checksum());
    }

    private static Map<String, String> checksums(Plan plan) {
        Map<String, String> checksums = new LinkedHashMap<>();
        plan.steps().forEach(step -> checksums.put(step.address().step(), step.checksum()));
        return checksums;
    }

    private Plan compile(String text) {
        return compile(text, Map.of(), "1");
    }

    private Plan compile(String text, Map<String, String> parameters, String now) {
        return compile(text, new CompileOptions(parameters, now));
    }

    private Plan compile(String text, CompileOptions options) {
        Sources sources = (from, path) -> {
            String file = files.get(path);
            return file == null
                    ? new Sources.Unreadable(Sources.Reason.MISSING)
                    : new Sources.Found(SourceText.of(path, file));
        };
        Compilation compilation = Compiler.compile(SourceText.of("p.lupomig", text), sources, options);
        assertThat(compilation.diagnostics()).isEmpty();
        Plan plan = compilation.plan();
        assertThat(plan).isNotNull();
        return plan;
    }
}
