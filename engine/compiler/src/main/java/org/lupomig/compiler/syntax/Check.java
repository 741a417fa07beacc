package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.Optional;
import org.lupomig.model.source.Span;

/**
 * {@code expect EXPR} or {@code warn EXPR}.
 *
 * @param isWarning whether it is {@code warn}: recorded, and the run goes on
 */
public record Check(Span span, Optional<Doc> doc, Span keyword, boolean isWarning, Expression condition)
        implements Node {
    @Override
    public List<Node> children() {
        return Node.children(doc, condition);
    }
}
