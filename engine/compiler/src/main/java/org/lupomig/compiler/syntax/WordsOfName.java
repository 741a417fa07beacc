package org.lupomig.compiler.syntax;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.model.source.Span;

/** Speaks of names that are declared in more than one word: {@code step make tables}, {@code step make.tables}. */
final class WordsOfName {
    private final Problems problems;

    WordsOfName(Problems problems) {
        this.problems = problems;
    }

    /** Says it where the word at the parser's place goes on with the name that is being declared; whether it does. */
    boolean report(Parser parser, PlanToken token) {
        Token name = parser.getInputStream().LT(-1);
        Token keyword = parser.getInputStream().LT(-2);
        boolean declares = name != null
                && keyword != null
                && name.getType() == LupomigLexer.NAME
                && switch (keyword.getType()) {
                    case LupomigLexer.PLAN, LupomigLexer.BATCH, LupomigLexer.STEP -> true;
                    default -> false;
                };
        boolean dot = token.is(LupomigLexer.DOT);
        Token second = dot ? parser.getInputStream().LT(2) : token;
        if (!declares || token.startsLine || second.getType() != LupomigLexer.NAME) {
            return false;
        }
        if (!dot && parser.getInputStream().LA(2) != LupomigLexer.LBRACE) {
            // More follows: it may as well be a word of the header that is not known.
            return false;
        }
        Span whole = new Span(name.getStartIndex(), PlanToken.end(second));
        String joined = name.getText() + "_" + second.getText();
        problems.report(problems.at(
                        CompilerMessage.UNEXPECTED,
                        dot ? token.span() : PlanToken.span(second),
                        PlanToken.describe(token),
                        PlanToken.describe(name),
                        "A name is one word: " + joined + ".")
                .withFix("change to " + joined, problems.replace(whole, joined)));
        return true;
    }
}
