package org.lupomig.compiler.syntax;

import org.lupomig.model.source.Span;

/**
 * A piece of the text, as the lexer sees it.
 *
 * @param kind what it is
 * @param span never empty; the tokens of a text tile it
 */
public record SyntaxToken(Kind kind, Span span) {
    /** What a token is. */
    public enum Kind {
        KEYWORD,
        NAME,
        STRING,
        RAW_BLOCK,
        NUMBER,
        OPERATOR,
        PUNCTUATION,
        WHITESPACE,
        COMMENT,
        DOC_COMMENT,
        /** Characters that mean nothing in this language. */
        UNKNOWN;

        /** Whether it means nothing to the plan. */
        public boolean isTrivia() {
            return this == WHITESPACE || this == COMMENT || this == DOC_COMMENT;
        }
    }
}
