package org.lupomig.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.SourceText;
import org.lupomig.testkit.GoldenFiles;

/** Leaves out every token of every good plan, one at a time, and counts what is said. */
final class OneMistakeTest {
    /** In a hundred; some are two mistakes by any reading, such as {@code files} left out before {@code doctrine}. */
    private static final int WITH_MORE_THAN_ONE_MESSAGE = 2;

    @Test
    void oneTokenLeftOutIsOneMessage() {
        int mistakes = 0;
        List<String> several = new ArrayList<>();
        for (GoldenFiles.Input input : Corpus.files().inputs()) {
            // There, what is left out often leaves another plan that is right, or wrong in another way.
            boolean counts = input.name().startsWith("good/") && !input.name().endsWith("keywords-as-names");
            if (!counts) {
                continue;
            }
            SourceText whole = Corpus.source(input);
            for (SyntaxToken token : Syntax.parse(whole).tokens()) {
                if (!token.kind().isTrivia()) {
                    String text = whole.text().substring(0, token.span().start())
                            + whole.text().substring(token.span().end());
                    SyntaxTree tree = Syntax.parse(SourceText.of(whole.name(), text));
                    mistakes += tree.diagnostics().isEmpty() ? 0 : 1;
                    if (tree.diagnostics().size() > 1) {
                        several.add(whole.name() + ":"
                                + whole.position(token.span().start()) + " without " + whole.slice(token.span()) + ": "
                                + tree.diagnostics().size() + " messages");
                    }
                }
            }
        }
        assertThat(mistakes).isGreaterThan(1000);
        assertThat(several).as("of %d", mistakes).hasSizeLessThan(mistakes * WITH_MORE_THAN_ONE_MESSAGE / 100);
    }
}
