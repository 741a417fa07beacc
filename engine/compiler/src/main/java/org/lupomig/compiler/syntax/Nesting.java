package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.lupomig.grammar.LupomigLexer;

/** Bounds how deep a text nests, before anything walks it that would run out of stack. */
final class Nesting {
    private Nesting() {}

    /** The tokens up to the one that is too deep, if there is one; it is spoken of. */
    static List<PlanToken> bound(List<PlanToken> tokens, Problems problems) {
        int braces = 0;
        int parentheses = 0;
        for (int i = 0; i < tokens.size(); i++) {
            PlanToken token = tokens.get(i);
            switch (token.getType()) {
                case LupomigLexer.LBRACE -> {
                    braces++;
                    parentheses = 0;
                }
                case LupomigLexer.RBRACE -> {
                    braces = Math.max(0, braces - 1);
                    parentheses = 0;
                }
                case LupomigLexer.LPAREN -> parentheses++;
                case LupomigLexer.RPAREN -> parentheses = Math.max(0, parentheses - 1);
                // No expression reaches across these.
                case LupomigLexer.EXPECT, LupomigLexer.STEP, LupomigLexer.VALIDATE -> parentheses = 0;
                default -> {}
            }
            if (Math.max(braces, parentheses) > Syntax.MAX_NESTING) {
                problems.nestedTooDeeply(token.span());
                problems.unreadFrom(i == 0 ? 0 : tokens.get(i - 1).end());
                List<PlanToken> bounded = new ArrayList<>(tokens.subList(0, i));
                bounded.add(new PlanToken(Token.EOF, "", token.getStartIndex(), token.getStartIndex(), true, 0));
                return bounded;
            }
        }
        return tokens;
    }
}
