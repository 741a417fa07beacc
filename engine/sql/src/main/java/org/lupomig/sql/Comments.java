package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;

/**
 * The comments of one statement that may be sent as they are: of these the server thinks as the splitter does, where
 * they end and that they are no code. Used again for the next statement.
 */
final class Comments {
    private final List<Span> spans = new ArrayList<>();

    void clear() {
        spans.clear();
    }

    /**
     * Notes a comment from {@code start} up to {@code end}, where it may be sent.
     *
     * <p>Not code, be it skipped; not one that begins with two dashes and a sign that is blank to few; and not one that
     * ends with a line of which only its first sign is there, or with a NUL, where the server ends it elsewhere.
     */
    void note(String text, int start, int end) {
        boolean block = text.charAt(start) == '/';
        boolean code = text.startsWith("/*!", start) || text.startsWith("/*M!", start);
        boolean dashes = text.charAt(start) == '-';
        boolean bare = dashes && start + 2 < text.length() && " \t\r\n".indexOf(text.charAt(start + 2)) < 0;
        boolean ended = block || end >= text.length() || text.charAt(end) == '\n' || text.startsWith("\r\n", end);
        int nul = text.indexOf('\0', start);
        if (!code && !bare && ended && (nul < 0 || nul >= end)) {
            spans.add(new Span(start, end));
        }
    }

    /**
     * Those that a statement is sent with, in their order.
     *
     * @param opening where its first words end: of what stands between them the server keeps nothing
     */
    List<Span> sent(KeptComments kept, String text, Tokens tokens, int opening) {
        return switch (kept) {
            case NONE -> List.of();
            case ALL -> spans.stream().filter(span -> span.start() >= opening).toList();
            case HINTS ->
                spans.stream().filter(span -> isHint(span, text, tokens)).toList();
        };
    }

    private static boolean isHint(Span span, String text, Tokens tokens) {
        if (!text.startsWith("/*+", span.start())) {
            return false;
        }
        int before = -1;
        while (before + 1 < tokens.count() && tokens.start(before + 1) < span.start()) {
            before++;
        }
        return before >= 0
                && tokens.kind(before) == Tokens.WORD
                && KeptComments.announcesHint(
                        Characters.upper(text.substring(tokens.start(before), tokens.end(before))));
    }
}
