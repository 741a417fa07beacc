package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.Optional;
import org.lupomig.model.source.Span;

/**
 * {@code deny|warn|allow RULE [in PATH] because "…"}, inside {@code doctrine}.
 *
 * @param keyword the level's word
 * @param rule the rule's name
 */
public record RuleSetting(Span span, Optional<Doc> doc, Span keyword, Level level, Name rule, List<Clause> clauses)
        implements Node, HasClauses {
    public RuleSetting {
        clauses = List.copyOf(clauses);
    }

    /** What becomes of what the rule finds. */
    public enum Level {
        DENY,
        WARN,
        ALLOW
    }

    @Override
    public List<Node> children() {
        return Node.children(doc, rule, clauses);
    }
}
