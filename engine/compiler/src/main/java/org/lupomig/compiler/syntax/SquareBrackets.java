package org.lupomig.compiler.syntax;

import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Span;

/** Speaks of square brackets, which this language has none of: a pair on a line is one mistake. */
final class SquareBrackets {
    private final Problems problems;
    /** What the closing bracket at an offset was meant to be. */
    private final Map<Integer, Integer> closing = new HashMap<>();

    SquareBrackets(Problems problems) {
        this.problems = problems;
    }

    /**
     * What a character that means nothing was meant to be: a parenthesis, or nothing at all.
     *
     * @param nameEnd where the name ends that stands before it; -1 where none does
     * @return a type of token; {@link Token#INVALID_TYPE} for what is best left out, {@link LupomigLexer#UNKNOWN} for
     *     what is no bracket, and has not been spoken of
     */
    int read(PlanToken token, int nameEnd) {
        int at = token.getStartIndex();
        Integer closes = closing.remove(at);
        if (closes != null) {
            return closes;
        }
        int end = token.getText().equals("[") ? end(at) : -1;
        if (end < 0) {
            return LupomigLexer.UNKNOWN;
        }
        Span first = token.span();
        Span second = new Span(end, end + 1);
        boolean call = nameEnd == at;
        closing.put(end, call ? LupomigLexer.RPAREN : Token.INVALID_TYPE);
        Diagnostic said = problems.at(
                CompilerMessage.UNKNOWN_CHARACTER,
                first,
                "'['",
                call ? "Write '(' and ')'." : "Remove it, and the ']'.");
        problems.report(
                call
                        ? said.withFix(
                                "change to '(' and ')'", problems.replace(first, "("), problems.replace(second, ")"))
                        : said.withFix("remove both", problems.replace(first, ""), problems.replace(second, "")));
        return call ? LupomigLexer.LPAREN : Token.INVALID_TYPE;
    }

    /** Where the bracket closes on its line, with no other before; -1 where it does not. */
    private int end(int from) {
        String text = problems.source().text();
        for (int i = from + 1; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case ']' -> {
                    return i;
                }
                case '[', '"', '\'', '{', '}', '\n', '\r' -> {
                    return -1;
                }
                default -> {}
            }
        }
        return -1;
    }
}
