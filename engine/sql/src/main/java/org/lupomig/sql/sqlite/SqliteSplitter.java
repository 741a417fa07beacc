package org.lupomig.sql.sqlite;

import org.jspecify.annotations.Nullable;
import org.lupomig.sql.SplitProblem;
import org.lupomig.sql.Tokens;

/**
 * Cuts a script into statements and these into words, as SQLite does.
 *
 * <p>A backslash escapes nothing. {@code --} begins a comment whatever follows it, comments do not nest. In
 * {@code CREATE TRIGGER} a semicolon ends the statement only behind the {@code END} of its body: the one that follows a
 * semicolon, which that of a {@code CASE} never does.
 */
final class SqliteSplitter {
    private final String text;
    private final int length;
    private final Tokens tokens = new Tokens();
    private int pos;
    private boolean begun;
    private boolean isCommand;
    private @Nullable SplitProblem problem;

    SqliteSplitter(String text) {
        this.text = text;
        this.length = text.length();
    }

    /** The words of the statement that {@link #next()} found. */
    Tokens tokens() {
        return tokens;
    }

    /** Whether it is a command of the {@code sqlite3} shell: one word for the command, one for the rest of its line. */
    boolean isCommand() {
        return isCommand;
    }

    /** What could not be read in it, or null. Its words are then not the whole statement. */
    @Nullable
    SplitProblem problem() {
        return problem;
    }

    /** Reads the next statement; false when there is none. */
    boolean next() {
        tokens.clear();
        problem = null;
        begun = false;
        isCommand = false;
        while (pos < length) {
            char c = text.charAt(pos);
            if (isSpace(c)) {
                pos++;
            } else if (c == '.' && tokens.count() == 0) {
                command();
                return true;
            } else if (c == ';') {
                if (ends()) {
                    pos++;
                    if (tokens.count() > 0) {
                        return true;
                    }
                } else {
                    symbol();
                }
            } else {
                word(c);
                if (problem != null) {
                    return true;
                }
            }
        }
        return tokens.count() > 0;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '\uFEFF';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }

    /** Whether a semicolon here ends the statement. */
    private boolean ends() {
        if (!begun || !isTrigger()) {
            return true;
        }
        int last = tokens.count() - 1;
        return isWord(last, "END") && (isSemicolon(last - 1) || isWord(last - 1, "BEGIN"));
    }

    private boolean isTrigger() {
        int i = isWord(0, "EXPLAIN") ? isWord(1, "QUERY") ? 3 : 1 : 0;
        if (!isWord(i, "CREATE")) {
            return false;
        }
        boolean temporary = isWord(i + 1, "TEMP") || isWord(i + 1, "TEMPORARY");
        return isWord(temporary ? i + 2 : i + 1, "TRIGGER");
    }

    private boolean isSemicolon(int i) {
        return i >= 0 && tokens.kind(i) == Tokens.SYMBOL && text.charAt(tokens.start(i)) == ';';
    }

    private boolean isWord(int i, String word) {
        return i >= 0
                && i < tokens.count()
                && tokens.kind(i) == Tokens.WORD
                && tokens.end(i) - tokens.start(i) == word.length()
                && text.regionMatches(true, tokens.start(i), word, 0, word.length());
    }

    private void command() {
        isCommand = true;
        int start = pos;
        pos++;
        while (pos < length && !isSpace(text.charAt(pos)) && text.charAt(pos) != ';') {
            pos++;
        }
        tokens.add(Tokens.WORD, start, pos);
        int from = pos;
        while (pos < length && text.charAt(pos) != '\n' && text.charAt(pos) != '\r') {
            pos++;
        }
        int to = pos;
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && (isSpace(text.charAt(to - 1)) || text.charAt(to - 1) == ';')) {
            to--;
        }
        if (to > from) {
            tokens.add(Tokens.WORD, from, to);
        }
    }

    private void word(char c) {
        boolean blob = (c == 'x' || c == 'X') && pos + 1 < length && text.charAt(pos + 1) == '\'';
        if (blob) {
            blob();
        } else if (isDigit(c) || (c == '.' && pos + 1 < length && isDigit(text.charAt(pos + 1)) && !followsName())) {
            number();
        } else if (isName(c) && c != '$') {
            name();
        } else {
            switch (c) {
                case '\'' -> quoted('\'', Tokens.STRING);
                case '"', '`' -> quoted(c, Tokens.QUOTED_NAME);
                case '[' -> bracketed();
                case '-' -> {
                    if (text.startsWith("--", pos)) {
                        skipLine();
                    } else {
                        symbol();
                    }
                }
                case '/' -> {
                    if (text.startsWith("/*", pos)) {
                        comment();
                    } else {
                        symbol();
                    }
                }
                default -> symbol();
            }
        }
    }

    private void symbol() {
        tokens.add(Tokens.SYMBOL, pos, pos + 1);
        pos++;
    }

    private void name() {
        int start = pos;
        pos = endOfName(pos);
        tokens.add(Tokens.WORD, start, pos);
        begun |= isWord(tokens.count() - 1, "BEGIN");
    }

    private int endOfName(int from) {
        int i = from;
        while (i < length && isName(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** {@code a.5} is no number behind a name. */
    private boolean followsName() {
        int last = tokens.count() - 1;
        return last >= 0 && tokens.end(last) == pos && tokens.kind(last) <= Tokens.QUOTED_NAME;
    }

    /** With all letters that are glued to it, so that what is none is told as a whole. */
    private void number() {
        int start = pos;
        int i = endOfName(pos);
        boolean hex = i - start > 1 && (text.charAt(start + 1) | 0x20) == 'x';
        if (!hex && i < length && text.charAt(i) == '.') {
            i = endOfName(i + 1);
        }
        boolean exponent = !hex && i > start + 1 && (text.charAt(i - 1) | 0x20) == 'e';
        if (exponent && i + 1 < length && isSign(text.charAt(i)) && isDigit(text.charAt(i + 1))) {
            i = endOfName(i + 1);
        }
        pos = i;
        tokens.add(Tokens.NUMBER, start, i);
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }

    /** A blob is a literal like a number: it can be no name. */
    private void blob() {
        int close = text.indexOf('\'', pos + 2);
        if (close < 0) {
            problem = SplitProblem.quote(text, pos + 1);
            close = length - 1;
        }
        tokens.add(Tokens.NUMBER, pos, close + 1);
        pos = close + 1;
    }

    private void quoted(char quote, byte kind) {
        int i = pos + 1;
        while (i < length) {
            if (text.charAt(i) != quote) {
                i++;
            } else if (i + 1 < length && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                tokens.add(kind, pos, i + 1);
                pos = i + 1;
                return;
            }
        }
        problem = kind == Tokens.STRING ? SplitProblem.quote(text, pos) : SplitProblem.name(text, pos);
        tokens.add(kind, pos, length);
        pos = length;
    }

    private void bracketed() {
        int close = text.indexOf(']', pos);
        if (close < 0) {
            problem = SplitProblem.name(text, pos);
            close = length - 1;
        }
        tokens.add(Tokens.QUOTED_NAME, pos, close + 1);
        pos = close + 1;
    }

    private void skipLine() {
        while (pos < length && text.charAt(pos) != '\n') {
            pos++;
        }
    }

    /** SQLite takes a comment without end for one up to the end of the script, and drops what is in it unsaid. */
    private void comment() {
        int close = text.indexOf("*/", pos + 2);
        if (close < 0) {
            problem = SplitProblem.comment(text, pos, length);
            pos = length;
        } else {
            pos = close + 2;
        }
    }
}
