package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.source.SourceText;

/**
 * A parsed text. Immutable.
 *
 * @param source what was parsed
 * @param root the tree; there is one for any text
 * @param tokens all of the text, blanks and comments included, in order and without gaps
 * @param diagnostics what is wrong with the text as text, ordered
 */
public record SyntaxTree(SourceText source, PlanFile root, List<SyntaxToken> tokens, List<Diagnostic> diagnostics) {
    public SyntaxTree {
        tokens = List.copyOf(tokens);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether anything in it is an error. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
