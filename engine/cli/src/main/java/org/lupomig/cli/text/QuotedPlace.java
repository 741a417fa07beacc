package org.lupomig.cli.text;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/**
 * Finds what a server quotes of a statement that it does not understand, {@code near '…' at line 2}, in the statement
 * as it is written. What was sent differs from that in blanks, comments and parameters.
 */
public final class QuotedPlace {
    private static final String OPENING = " near '";
    private static final String CLOSING = "' at line ";
    private static final String MORE = "...";
    /** Longer quotations are cut by the server. */
    private static final int LONGEST = 80;

    private final String text;
    private final int end;
    private final String quoted;
    private final boolean cut;

    private QuotedPlace(String text, int end, String quoted) {
        this.text = text;
        this.end = end;
        this.cut = quoted.length() >= LONGEST - MORE.length();
        this.quoted = cut && quoted.endsWith(MORE) ? quoted.substring(0, quoted.length() - MORE.length()) : quoted;
    }

    /** The word at which the quotation begins; the whole place where it cannot be found, or nothing is quoted. */
    public static Location of(Location place, String message, Texts texts) {
        int opening = message.indexOf(OPENING);
        int closing = message.lastIndexOf(CLOSING);
        SourceText source = opening < 0 || closing < opening ? null : texts.source(place.file());
        if (source == null || place.span().end() > source.length()) {
            return place;
        }
        String quoted =
                closing < opening + OPENING.length() ? "" : message.substring(opening + OPENING.length(), closing);
        QuotedPlace found = new QuotedPlace(source.text(), lastWord(source.text(), place.span()), quoted);
        int line = place.start().line() - 1 + number(message, closing + CLOSING.length());
        int start = found.start(place.span().start(), source, line);
        if (start < 0) {
            return place;
        }
        return new Location(place.file(), new Span(start, found.endOfWord(start)), source.position(start));
    }

    /** Where the quotation begins; -1 where that is not clear. */
    private int start(int from, SourceText source, int line) {
        if (quoted.isBlank()) {
            return startOfWord(from);
        }
        List<Integer> found = new ArrayList<>();
        List<Integer> there = new ArrayList<>();
        int first = 0;
        while (Character.isWhitespace(quoted.charAt(first))) {
            first++;
        }
        for (int i = text.indexOf(quoted.charAt(first), from);
                i >= 0 && i < end;
                i = text.indexOf(quoted.charAt(first), i + 1)) {
            if (matches(i)) {
                found.add(i);
                if (source.lineOf(i) == line) {
                    there.add(i);
                }
            }
        }
        if (there.size() == 1 || found.size() == 1) {
            return there.size() == 1 ? there.get(0) : found.get(0);
        }
        return found.isEmpty() ? onLine(first, from, source, line) : -1;
    }

    /** Behind a parameter the texts differ: there the line, and one word of it, must do. */
    private int onLine(int first, int from, SourceText source, int line) {
        int behind = first + 1;
        while (behind < quoted.length() && isWord(quoted.charAt(first)) && isWord(quoted.charAt(behind))) {
            behind++;
        }
        String word = quoted.substring(first, behind);
        int only = -1;
        for (int i = text.indexOf(word, from); i >= 0 && i < end; i = text.indexOf(word, i + 1)) {
            boolean whole = !isWord(word.charAt(0))
                    || ((i == 0 || !isWord(text.charAt(i - 1))) && endOfWord(i) == i + word.length());
            if (whole && source.lineOf(i) == line) {
                if (only >= 0) {
                    return -1;
                }
                only = i;
            }
        }
        return only;
    }

    /** Whether the quotation stands at {@code at}, and the statement ends with it where it is not cut. */
    private boolean matches(int at) {
        int i = at;
        int q = 0;
        while (true) {
            while (q < quoted.length() && Character.isWhitespace(quoted.charAt(q))) {
                q++;
            }
            i = behindBlanks(i, q < quoted.length() ? quoted.charAt(q) : ' ');
            if (q == quoted.length()) {
                return cut || i >= end;
            }
            if (i >= end || text.charAt(i) != quoted.charAt(q)) {
                return false;
            }
            i++;
            q++;
        }
    }

    /** Behind blanks, and behind comments, which are sent as blanks. */
    private int behindBlanks(int from, char wanted) {
        int i = from;
        while (i < end) {
            boolean line = text.startsWith("--", i) || text.charAt(i) == '#';
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
            } else if (text.charAt(i) == wanted) {
                return i;
            } else if (line || text.startsWith("/*", i)) {
                int close = text.indexOf(line ? "\n" : "*/", i);
                i = close < 0 ? end : close + (line ? 1 : 2);
            } else {
                return i;
            }
        }
        return i;
    }

    private int startOfWord(int from) {
        int start = end - 1;
        while (start > from && isWord(text.charAt(start)) && isWord(text.charAt(start - 1))) {
            start--;
        }
        return start < from ? -1 : start;
    }

    private int endOfWord(int start) {
        int i = start;
        while (i < end && isWord(text.charAt(i))) {
            i++;
        }
        return Math.max(i, start + 1);
    }

    private static boolean isWord(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }

    /** Behind the last thing of the statement. */
    private static int lastWord(String text, Span span) {
        int end = span.end();
        while (end > span.start() && (Character.isWhitespace(text.charAt(end - 1)) || text.charAt(end - 1) == ';')) {
            end--;
        }
        return end;
    }

    private static int number(String text, int from) {
        int number = 0;
        for (int i = from; i < text.length() && Character.isDigit(text.charAt(i)) && number < 100_000_000; i++) {
            number = number * 10 + Character.digit(text.charAt(i), 10);
        }
        return number;
    }
}
