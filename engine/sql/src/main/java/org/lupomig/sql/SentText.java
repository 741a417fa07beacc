package org.lupomig.sql;

import java.util.List;
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
        return of(text, tokens, List.of(), span, ScriptDialect.DEFAULT);
    }

    /**
     * The same in default quotes, of words in others, and with some comments.
     *
     * @param comments of which the server has the same idea, in their order
     * @param written how quotes are read in the words
     */
    static String of(String text, Tokens tokens, List<Span> comments, Span span, ScriptDialect written) {
        boolean asWritten = written.equals(ScriptDialect.DEFAULT);
        StringBuilder sql = new StringBuilder(span.length());
        int at = span.start();
        int comment = 0;
        for (int i = 0; i < tokens.count(); i++) {
            for (; comment < comments.size() && comments.get(comment).start() < tokens.start(i); comment++) {
                Span kept = comments.get(comment);
                if (kept.start() >= at) {
                    blank(text, sql, at, kept.start());
                    sql.append(text, kept.start(), kept.end());
                    at = kept.end();
                }
            }
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
