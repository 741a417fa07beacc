package org.lupomig.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

final class TextTest {

    @Test
    void everyCharacterOfARawBlockLeadsBackToItsPlace() {
        for (String lineEnd : new String[] {"\n", "\r\n", "\r"}) {
            String plan = String.join(
                    lineEnd,
                    "plan p version 1 { batch b { step s {",
                    "  sql \"\"\"",
                    "    SELECT a,",
                    "      ${x}b,",
                    "",
                    "    $${c}",
                    "  \"\"\"",
                    "} } }");
            MappedText mapped = sql(plan).fill(plan, use -> "<" + use.name().text() + ">");
            assertThat(mapped.text()).isEqualTo("SELECT a,\n  <x>b,\n\n${c}");
            assertThat(mapped.originalOffset(mapped.text().indexOf("SELECT"))).isEqualTo(plan.indexOf("SELECT"));
            assertThat(mapped.originalOffset(mapped.text().indexOf("x"))).isEqualTo(plan.indexOf("${x}"));
            assertThat(mapped.originalOffset(mapped.text().indexOf("b,"))).isEqualTo(plan.indexOf("b," + lineEnd));
            assertThat(mapped.originalOffset(mapped.text().indexOf("c}"))).isEqualTo(plan.indexOf("c}"));
            Span all = mapped.originalSpan(new Span(0, mapped.text().length()));
            assertThat(all).isEqualTo(new Span(plan.indexOf("SELECT"), plan.indexOf("$${c}") + 5));
            Span parameter = mapped.originalSpan(new Span(13, 14));
            assertThat(plan.substring(parameter.start(), parameter.end())).isEqualTo("${x}");
        }
    }

    @Test
    void escapesLeadBackToTheirPlace() {
        String plan = "plan p version 1 { batch b { step s { sql \"a\\n\\u0041b\" } } }";
        MappedText mapped = sql(plan).fill(plan, use -> "");
        assertThat(mapped.text()).isEqualTo("a\nAb");
        assertThat(mapped.originalOffset(1)).isEqualTo(plan.indexOf("\\n"));
        assertThat(mapped.originalOffset(2)).isEqualTo(plan.indexOf("\\u"));
        assertThat(mapped.originalOffset(3)).isEqualTo(plan.indexOf("b\""));
        assertThat(mapped.originalOffset(4)).isEqualTo(plan.indexOf("b\"") + 1);
    }

    @Test
    void theEmptyTextStandsAtItsQuotes() {
        String plan = "plan p version 1 { batch b { step s { sql \"\" } } }";
        MappedText mapped = sql(plan).fill(plan, use -> "");
        assertThat(mapped.text()).isEmpty();
        assertThat(mapped.originalSpan(Span.at(0)).start()).isEqualTo(42);
    }

    private static Text sql(String plan) {
        SyntaxTree tree = Syntax.parse(SourceText.of("text.lupomig", plan));
        assertThat(tree.diagnostics()).isEmpty();
        PlanItem.Batch batch =
                (PlanItem.Batch) tree.root().plan().orElseThrow().items().get(0);
        BatchItem.Step step = (BatchItem.Step) batch.items().get(0);
        return ((StepItem.Sql) step.items().get(0)).source();
    }
}
