package org.lupomig.compiler.syntax;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.model.source.Span;

/** A token with what recovery must know about it. Its type changes while what the author meant becomes clear. */
final class PlanToken extends CommonToken {
    private static final long serialVersionUID = 1L;

    /** Whether nothing but blanks and comments stand before it on its line. */
    final boolean startsLine;
    /** How far its line is indented, in columns. */
    final int indent;
    /** Whether something wrong with it has been said: it is not spoken of again. */
    boolean spokenOf;

    private final String whole;

    /** A token from {@code start} to {@code end} of {@code whole}. */
    PlanToken(int type, String whole, int start, int end, boolean startsLine, int indent) {
        super(type);
        this.whole = whole;
        setStartIndex(start);
        setStopIndex(end - 1);
        this.startsLine = startsLine;
        this.indent = indent;
    }

    /** A token that the author left out, at {@code offset}. */
    static PlanToken missing(int type, int offset) {
        return new PlanToken(type, "", offset, offset, false, 0);
    }

    static Span span(Token token) {
        return new Span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    static int end(Token token) {
        return token.getStopIndex() + 1;
    }

    /** Cut out only where somebody asks: of most tokens nobody does. */
    @Override
    public String getText() {
        return end() == getStartIndex() ? "" : whole.substring(getStartIndex(), end());
    }

    /** Whether the author left it out. The end of the file is not missing, empty as it is. */
    static boolean isMissing(Token token) {
        return token.getStopIndex() < token.getStartIndex() && token.getType() != Token.EOF;
    }

    /** Whether something wrong with it has been said. */
    static boolean isSpokenOf(Token token) {
        return token instanceof PlanToken plan && plan.spokenOf;
    }

    /** The token as messages name it. */
    static String describe(Token token) {
        String text = token.getText();
        return switch (token.getType()) {
            case Token.EOF -> "the end of the file";
            case LupomigLexer.STRING -> text.length() <= 40 ? text : "this text";
            case LupomigLexer.RAW_BLOCK -> "this raw block";
            default -> "'" + text + "'";
        };
    }

    @Nullable
    Keyword keyword() {
        return Keyword.ofToken(getType());
    }

    Span span() {
        return span(this);
    }

    int end() {
        return end(this);
    }

    boolean is(int type) {
        return getType() == type;
    }
}
