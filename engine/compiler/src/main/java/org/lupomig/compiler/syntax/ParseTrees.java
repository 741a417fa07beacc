package org.lupomig.compiler.syntax;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.LupomigParser;
import org.lupomig.model.source.Span;

/** What is asked of the parser's own trees. */
final class ParseTrees {
    private ParseTrees() {}

    /** The element that an alternative of a body is; null when not even its first word could be read. */
    static @Nullable ParserRuleContext element(ParserRuleContext alternative) {
        ParserRuleContext at = alternative;
        while (at.getChildCount() > 0 && at.getChild(0) instanceof ParserRuleContext inner && isAlternative(at)) {
            at = inner;
        }
        return isAlternative(at) ? null : at;
    }

    private static boolean isAlternative(ParserRuleContext ctx) {
        return switch (ctx.getRuleIndex()) {
            case LupomigParser.RULE_fileItem,
                    LupomigParser.RULE_planItem,
                    LupomigParser.RULE_batchItem,
                    LupomigParser.RULE_stepItem,
                    LupomigParser.RULE_misplacedInFile,
                    LupomigParser.RULE_misplacedInPlan,
                    LupomigParser.RULE_misplacedInBatch,
                    LupomigParser.RULE_misplacedInStep -> true;
            default -> false;
        };
    }

    /** Whether the header of an element has something in it that has been spoken of. */
    static boolean hasMistakes(ParserRuleContext ctx) {
        for (int i = 0; i < ctx.getChildCount(); i++) {
            ParseTree child = ctx.getChild(i);
            if (child instanceof ErrorNode) {
                return true;
            }
            if (child instanceof TerminalNode brace && brace.getSymbol().getType() == LupomigLexer.LBRACE) {
                return false;
            }
            if (child instanceof ParserRuleContext inner && (inner.exception != null || hasMistakes(inner))) {
                return true;
            }
        }
        return false;
    }

    /** A block with its braces. */
    static Span body(@Nullable Token open, @Nullable Token close) {
        if (open == null) {
            return Span.at(close == null ? 0 : PlanToken.end(close));
        }
        Span span = PlanToken.span(open);
        return close == null ? span : span.union(PlanToken.span(close));
    }
}
