package org.lupomig.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappedTextTest {
    private final List<String> undeclared = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>(Map.of("prefix", "lupo_", "a-b", "x", "empty", ""));

    @Test
    void parametersBecomeTheirValuesEverywhere() {
        assertThat(substitute("CREATE TABLE `${prefix}t` (a int DEFAULT '${a-b}') -- ${prefix}")
                        .text())
                .isEqualTo("CREATE TABLE `lupo_t` (a int DEFAULT 'x') -- lupo_");
    }

    @Test
    void aDollarMakesItLiteral() {
        assertThat(substitute("$${prefix} $$${prefix} $x ${prefix}").text()).isEqualTo("${prefix} $${prefix} $x lupo_");
        assertThat(undeclared).isEmpty();
    }

    @Test
    void whatIsNotDeclaredIsReportedAndStays() {
        String source = "a ${prefx} ${} ${a b} ${open\nb ${prefix}";
        assertThat(substitute(source).text()).isEqualTo("a ${prefx} ${} ${a b} ${open\nb lupo_");
        assertThat(undeclared).containsExactly("prefx:${prefx}", ":${}", "a b:${a b}", "open:${open");
    }

    @Test
    void valuesAreNotLookedAtAgain() {
        values.put("prefix", "${a-b}");
        assertThat(substitute("${prefix}").text()).isEqualTo("${a-b}");
    }

    @Test
    void spansLeadBackToTheSource() {
        String source = "RENAME TABLE ${prefix}a TO s.${prefix}a;${empty} x";
        MappedText text = substitute(source);
        assertThat(original(text, source, "lupo_a TO")).isEqualTo("${prefix}a TO");
        assertThat(original(text, source, "po_")).isEqualTo("${prefix}");
        assertThat(original(text, source, "a;")).isEqualTo("a;");
        assertThat(original(text, source, " x")).isEqualTo(" x");
        assertThat(text.originalOffset(text.length())).isEqualTo(source.length());
    }

    @Test
    void blocksLoseTheirIndentation() {
        String source = "sql \"\"\"\n      SELECT 1;\n\n        -- ${prefix}\n      SELECT 2;\n    \"\"\"";
        Span inner = new Span(7, source.length() - 3);
        MappedText block = MappedText.block(source, inner);
        assertThat(block.text()).isEqualTo("SELECT 1;\n\n  -- ${prefix}\nSELECT 2;\n");
        MappedText text = ParameterText.substitute(block, values::get, (name, span) -> {});
        assertThat(original(text, source, "lupo_\nSELECT")).isEqualTo("${prefix}\n      SELECT");
        assertThat(source.substring(text.originalOffset(text.text().indexOf("SELECT 2"))))
                .startsWith("SELECT 2");
    }

    @Test
    void blocksOnOneLineAndEmptyOnesStay() {
        assertThat(MappedText.block("SELECT 1", new Span(0, 8)).text()).isEqualTo("SELECT 1");
        assertThat(MappedText.block("ab", new Span(1, 1)).text()).isEmpty();
        assertThat(MappedText.block("ab", new Span(1, 1)).originalOffset(0)).isZero();
        assertThat(MappedText.block("\r\n  a\r\n\r\n  b\r\n", new Span(0, 14)).text())
                .isEqualTo("a\r\n\r\nb\r\n");
    }

    private MappedText substitute(String source) {
        return ParameterText.substitute(
                MappedText.identity(source),
                values::get,
                (name, span) -> undeclared.add(name + ":" + source.substring(span.start(), span.end())));
    }

    private static String original(MappedText text, String source, String part) {
        int at = text.text().indexOf(part);
        Span span = text.originalSpan(new Span(at, at + part.length()));
        return source.substring(span.start(), span.end());
    }
}
