package org.lupomig.sql;

import org.lupomig.model.source.Span;

/** The text of a statement as it is sent. */
public final class SentText {
    private SentText() {}

    /**
     * The statement's text with everything blanked that was not read as a word of it, so that offsets hold.
     *
     * <p>The server has its own idea of where a comment ends and which one is code. It is sent none.
     */
    public static String of(String text, Tokens tokens, Span span) {
        return of(text, tokens, span, ScriptDialect.DEFAULT);
    }

    /**
     * The same in default quotes, of words in others.
     *
     * @param written how quotes are read in them
     */
    static String of(String text, Tokens tokens, Span span, ScriptDialect written) {
        boolean asWritten = written.equals(ScriptDialect.DEFAULT);
        StringBuilder sql = new StringBuilder(span.length());
        int at = span.start();
        for (int i = 0; i < tokens.count(); i++) {
            blank(text, sql, at, tokens.start(i));
            if (asWritten) {
                sql.append(text, tokens.start(i), tokens.end(i));
            } else {
                Requoting.append(sql, text, tokens, i, written);
            }
            at = tokens.end(i);
        }
        blank(text, sql, at, span.end());
        return sql.toString();
    }

    /** White space stays what it is, so that the server counts the same lines. */
    private static void blank(String text, StringBuilder sql, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            sql.append(Characters.isSpace(c) ? c : ' ');
        }
    }
}
