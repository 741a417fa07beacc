package org.lupomig.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.SourceText;

final class SyntaxLimitsTest {

    @Test
    void aTextThatIsTooLargeIsNotRead() {
        SyntaxTree tree = parse(" ".repeat(Syntax.MAX_LENGTH + 1));
        assertThat(codes(tree)).containsExactly(CompilerMessage.FILE_TOO_LARGE.code());
        TreeChecks.check(tree);
    }

    @Test
    void mistakesAreCountedUpToAThousand() {
        SyntaxTree tree = parse("plan p version 1 {\n" + "  unknown word\n".repeat(3000) + "}\n");
        assertThat(tree.diagnostics()).hasSize(1001);
        assertThat(codes(tree)).contains(CompilerMessage.TOO_MANY_MISTAKES.code());
        TreeChecks.check(tree);
    }

    @Test
    void depthIsSaidOnceAndNoStackOverflows() {
        int deep = 20_000;
        assertTooDeep("{".repeat(deep));
        assertTooDeep("plan p version 1 " + "{ step s ".repeat(deep));
        assertTooDeep(expect("(".repeat(deep) + "1"));
        assertTooDeep(expect("f(".repeat(deep) + "1" + ")".repeat(deep)));
        assertTooDeep(expect("not ".repeat(deep) + "a"));
        assertTooDeep(expect("- ".repeat(deep) + "a"));
        assertTooDeep(expect("1" + " + 1".repeat(deep)));
        assertTooDeep(expect("1" + " * 1".repeat(deep)));
        assertTooDeep(expect("a" + " and a".repeat(deep)));
        assertTooDeep(expect("a" + " or a".repeat(deep)));
        String both = "(1" + " + 1".repeat(150) + ")";
        assertTooDeep(expect("(".repeat(100) + both + ")".repeat(100)));
    }

    @Test
    void whatIsDeepEnoughIsRead() {
        SyntaxTree tree = parse(expect("(".repeat(150) + "1" + ")".repeat(150)));
        assertThat(tree.diagnostics()).isEmpty();
        TreeChecks.check(tree);
    }

    private static String expect(String expression) {
        return "plan p version 1 { batch b { validate post \"x\" { expect " + expression + "\n} } }\n";
    }

    private static void assertTooDeep(String text) {
        SyntaxTree tree = parse(text);
        assertThat(codes(tree)).containsOnlyOnce(CompilerMessage.NESTED_TOO_DEEPLY.code());
        TreeChecks.check(tree);
    }

    private static List<String> codes(SyntaxTree tree) {
        return tree.diagnostics().stream().map(SyntaxLimitsTest::code).toList();
    }

    private static String code(Diagnostic diagnostic) {
        return diagnostic.type().code();
    }

    private static SyntaxTree parse(String text) {
        return Syntax.parse(SourceText.of("limits.lupomig", text));
    }
}
