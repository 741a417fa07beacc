package org.lupomig.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.diagnostic.Fix;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** What is true of the tree of any text. */
final class TreeChecks {
    private TreeChecks() {}

    static void check(SyntaxTree tree) {
        tokensTile(tree);
        assertThat(tree.root().span()).isEqualTo(new Span(0, tree.source().length()));
        nests(tree.root(), 0);
        for (Diagnostic diagnostic : tree.diagnostics()) {
            check(diagnostic, tree.source());
        }
    }

    private static void tokensTile(SyntaxTree tree) {
        String text = tree.source().text();
        int end = 0;
        for (SyntaxToken token : tree.tokens()) {
            assertThat(token.span().start()).isEqualTo(end);
            assertThat(token.span().isEmpty()).isFalse();
            if (token.kind() == SyntaxToken.Kind.WHITESPACE) {
                assertThat(tree.source().slice(token.span())).matches("[ \\t\\r\\n\\f\\u00A0\\uFEFF]+");
            }
            end = token.span().end();
        }
        assertThat(end).isEqualTo(text.length());
    }

    private static void nests(Node node, int depth) {
        assertThat(depth).isLessThan(1000);
        int end = node.span().start();
        for (Node child : node.children()) {
            if (!node.span().covers(child.span()) || child.span().start() < end) {
                throw new AssertionError(child + "\n  does not nest in, or overlaps a sibling in\n" + node);
            }
            end = child.span().end();
            nests(child, depth + 1);
        }
    }

    private static void check(Diagnostic diagnostic, SourceText source) {
        Span whole = new Span(0, source.length());
        assertThat(whole.covers(diagnostic.location().span())).isTrue();
        assertThat(diagnostic.message()).doesNotContain("{0}", "{1}", "{2}").isNotBlank();
        assertThat(diagnostic.help()).doesNotContain("{0}", "{1}", "{2}").isNotBlank();
        for (Fix fix : diagnostic.fixes()) {
            for (Edit edit : fix.edits()) {
                assertThat(whole.covers(edit.span())).isTrue();
                assertThat(edit.file()).isEqualTo(source.name());
            }
        }
    }
}
