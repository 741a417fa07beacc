package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * Cuts a script into statements as the {@code mariadb} client does, and each statement into words as the server does.
 *
 * <p>Words of {@code /*! … *}{@code /} are code like those around it. Which of those comments are code depends on the
 * version in them: MariaDB skips 50700 to 99999 unless the comment begins with {@code /*M!}, and every version later
 * than its own.
 */
final class Splitter {
    /** The oldest server that a run accepts, as such comments count it. Later versions cannot be decided here. */
    private static final int OLDEST_SERVER = 100600;

    /** The version of comments that no server runs: dumps turn the client's sandbox on in one, by {@code \\-}. */
    private static final int NO_SERVER = 999999;

    /** The server begins a comment at {@code --} before any control character, and this is one. */
    private static final char DELETE = 0x7F;

    private static final String NO_DELIMITER = "\0";

    private final String text;
    private final int length;
    private final Tokens tokens = new Tokens();
    private final Comments comments = new Comments();
    private int pos;
    private String delimiter = ";";
    private boolean delimiterHasLetters;
    private ScriptDialect dialect = ScriptDialect.DEFAULT;

    private int openCode = -1;
    private @Nullable SplitObjection objection;
    private @Nullable SplitProblem problem;
    private ClientCommands.@Nullable Command command;

    Splitter(String text) {
        this.text = text;
        this.length = text.length();
    }

    /** Goes on in another text with the delimiter and the quotes of {@code before}. */
    Splitter(String text, Splitter before) {
        this(text);
        this.delimiter = before.delimiter;
        this.delimiterHasLetters = before.delimiterHasLetters;
        this.dialect = before.dialect;
    }

    /** Ends statements as {@code inner} did at its end: the delimiter is the client's, not a script's. */
    void goOn(Splitter inner) {
        delimiter = inner.delimiter;
        delimiterHasLetters = inner.delimiterHasLetters;
    }

    /** Of a text that is one statement: nothing ends it but its end. */
    static Splitter ofOne(String text) {
        Splitter splitter = new Splitter(text);
        splitter.delimiter = NO_DELIMITER;
        return splitter;
    }

    /** Whether all of the text is one statement. */
    boolean isOfOne() {
        return delimiter.equals(NO_DELIMITER);
    }

    /** How quotes are read from here on. */
    void dialect(ScriptDialect read) {
        dialect = read;
    }

    /** The offset up to which the text was read. */
    int position() {
        return pos;
    }

    /** The words of the statement that {@link #next()} found. */
    Tokens tokens() {
        return tokens;
    }

    /** The comments between them that may be sent. */
    Comments comments() {
        return comments;
    }

    /** What could not be read in it, or null. Its words are then not the whole statement. */
    @Nullable
    SplitProblem problem() {
        return problem;
    }

    /** Why its words are not to be trusted though all could be read, or null. */
    @Nullable
    SplitObjection objection() {
        return objection;
    }

    /** Reads the next statement; false when there is none. */
    boolean next() {
        tokens.clear();
        comments.clear();
        objection = null;
        problem = null;
        command = null;
        openCode = -1;
        while (pos < length) {
            char c = text.charAt(pos);
            if (Characters.isSpace(c)) {
                pos++;
                if ((c == '\n' || c == '\r') && endsWithLine()) {
                    return true;
                }
            } else if (atDelimiter(c)) {
                if (openCode >= 0) {
                    problem = SplitProblem.comment(text, openCode, pos);
                }
                pos += delimiter.length();
                if (tokens.count() > 0 || problem != null) {
                    return true;
                }
                objection = null;
            } else if (c == '\\' && tokens.count() == 0 && ClientCommands.isSign(text, pos)) {
                commandSign();
                return true;
            } else if (c == '\\' && isSendCommand()) {
                pos += 2;
                if (tokens.count() > 0) {
                    return true;
                }
            } else {
                word(c);
                if (problem != null) {
                    return true;
                }
            }
        }
        if (openCode >= 0) {
            problem = SplitProblem.comment(text, openCode, length);
            return true;
        }
        return tokens.count() > 0;
    }

    private boolean endsWithLine() {
        if (tokens.count() == 0) {
            return false;
        }
        if (command == null) {
            command = ClientCommands.of(text, tokens);
        }
        return switch (command) {
            case NONE -> false;
            case USE -> tokens.count() == 2;
            case OTHER -> true;
        };
    }

    private boolean atDelimiter(char c) {
        return c == delimiter.charAt(0) && text.startsWith(delimiter, pos);
    }

    /** {@code \g} and {@code \G}: the client sends what it has, as at a delimiter. */
    private boolean isSendCommand() {
        return pos + 1 < length && (text.charAt(pos + 1) | 0x20) == 'g';
    }

    /** {@code \\. file}: the client's, to the end of its line. */
    private void commandSign() {
        symbol();
        symbol();
        restOfLine(length);
    }

    /** What stands behind a command of the client: its line, up to a delimiter in it. */
    private void argument() {
        int line = pos;
        while (line < length && text.charAt(line) != '\n' && text.charAt(line) != '\r') {
            if (text.startsWith(delimiter, line)) {
                break;
            }
            line++;
        }
        restOfLine(line);
    }

    /** The rest of a line, up to {@code limit}, as one word; blanks around it are left out. */
    private void restOfLine(int limit) {
        while (pos < limit && (text.charAt(pos) == ' ' || text.charAt(pos) == '\t')) {
            pos++;
        }
        int start = pos;
        skipLine();
        int end = Math.min(pos, limit);
        pos = end;
        while (end > start && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            tokens.add(Tokens.WORD, start, end);
        }
    }

    private void word(char c) {
        if (Characters.isName(c)) {
            boolean number = c <= '9' && c >= '0' && !followsDot();
            int start = pos;
            if (number) {
                number();
            } else {
                name();
            }
            if (tokens.count() == 1 && pos - start == 9 && Characters.isKeyword(text, start, "DELIMITER")) {
                changeDelimiter(start);
            } else if (tokens.count() == 1 && pos - start == 6 && Characters.isKeyword(text, start, "SOURCE")) {
                argument();
            }
            return;
        }
        switch (c) {
            case '\'' -> quoted(c, Tokens.STRING);
            case '"' -> quoted(c, dialect.ansiQuotes() ? Tokens.QUOTED_NAME : Tokens.STRING);
            case '`' -> quoted(c, Tokens.QUOTED_NAME);
            case '#' -> {
                objectToDashes(pos + 1);
                lineComment();
            }
            case '-' -> {
                if (isDashComment()) {
                    objectToDashes(pos + 2);
                    lineComment();
                } else {
                    symbol();
                }
            }
            case '/' -> {
                if (startsWith("/*")) {
                    comment();
                } else {
                    symbol();
                }
            }
            case '*' -> {
                if (openCode >= 0 && startsWith("*/")) {
                    objectToDashes(pos + 2);
                    openCode = -1;
                    pos += 2;
                } else {
                    symbol();
                }
            }
            case '.' -> {
                if (pos + 1 < length && Characters.isDigit(text.charAt(pos + 1)) && !followsName()) {
                    number();
                } else {
                    symbol();
                }
            }
            default -> symbol();
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
    }

    private int endOfName(int from) {
        int i = from + 1;
        while (i < length && Characters.isName(text.charAt(i))) {
            if (delimiterHasLetters && text.startsWith(delimiter, i)) {
                return i;
            }
            i++;
        }
        return i;
    }

    /** A number, or a name that begins with a digit, such as {@code 2fa_codes}. */
    private void number() {
        int start = pos;
        int i = digits(pos);
        boolean fraction = i < length && text.charAt(i) == '.';
        if (fraction) {
            i = digits(i + 1);
        }
        if (i < length && (text.charAt(i) | 0x20) == 'e') {
            boolean signed = i + 1 < length && (text.charAt(i + 1) == '+' || text.charAt(i + 1) == '-');
            int exponent = digits(i + (signed ? 2 : 1));
            if (exponent > i + (signed ? 2 : 1)) {
                i = exponent;
            }
        }
        if (!fraction
                && i < length
                && Characters.isName(text.charAt(i))
                && !(delimiterHasLetters && text.startsWith(delimiter, i))) {
            i = endOfName(i);
            pos = i;
            tokens.add(isHexOrBits(start, i) ? Tokens.NUMBER : Tokens.WORD, start, i);
            return;
        }
        pos = i;
        tokens.add(Tokens.NUMBER, start, i);
    }

    private int digits(int from) {
        int i = from;
        while (i < length && Characters.isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean isHexOrBits(int start, int end) {
        if (text.charAt(start) != '0' || end - start < 3) {
            return false;
        }
        char base = text.charAt(start + 1);
        for (int i = start + 2; i < end; i++) {
            char c = text.charAt(i);
            boolean fits = base == 'x' ? Character.digit(c, 16) >= 0 && c < 128 : base == 'b' && (c == '0' || c == '1');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private boolean followsDot() {
        int last = tokens.count() - 1;
        return last > 0
                && tokens.end(last) == pos
                && tokens.kind(last) == Tokens.SYMBOL
                && text.charAt(pos - 1) == '.'
                && tokens.kind(last - 1) <= Tokens.QUOTED_NAME;
    }

    private boolean followsName() {
        int last = tokens.count() - 1;
        return last >= 0 && tokens.end(last) == pos && tokens.kind(last) <= Tokens.QUOTED_NAME;
    }

    private void quoted(char quote, byte kind) {
        boolean escapes = kind == Tokens.STRING && dialect.backslashEscapes();
        int i = pos + 1;
        while (i < length) {
            char c = text.charAt(i);
            if (c == '\\' && escapes) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < length && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                tokens.add(kind, pos, i + 1);
                pos = i + 1;
                return;
            }
        }
        problem = SplitProblem.quote(text, pos);
        tokens.add(kind, pos, length);
        pos = length;
    }

    private boolean isDashComment() {
        if (!startsWith("--")) {
            return false;
        }
        return pos + 2 >= length || text.charAt(pos + 2) <= ' ' || text.charAt(pos + 2) == DELETE;
    }

    /** Most comments are sent as blanks, and {@code --} before a blank is the beginning of a comment. */
    private void objectToDashes(int end) {
        int last = tokens.count() - 1;
        boolean dashes = last > 0
                && isDash(last)
                && isDash(last - 1)
                && tokens.end(last) == pos
                && tokens.start(last) == tokens.end(last - 1);
        if (dashes) {
            object("'--' stands right before a comment; put a blank between the two signs", pos - 2, end);
        }
    }

    private boolean isDash(int i) {
        return tokens.kind(i) == Tokens.SYMBOL && text.charAt(tokens.start(i)) == '-';
    }

    private void object(String reason, int start, int end) {
        if (objection == null) {
            objection = new SplitObjection(reason, new Span(start, end));
        }
    }

    private void lineComment() {
        int start = pos;
        skipLine();
        comments.note(text, start, pos);
    }

    private void skipLine() {
        while (pos < length && text.charAt(pos) != '\n' && text.charAt(pos) != '\r') {
            pos++;
        }
    }

    private void comment() {
        int bang = startsWith("/*!") ? pos + 3 : startsWith("/*M!") ? pos + 4 : -1;
        objectToDashes(pos + 2);
        if (bang >= 0 && openCode >= 0) {
            object("a comment that is code stands inside another", pos, bang);
        }
        if (bang < 0 || openCode >= 0) {
            skipComment(text.indexOf("*/", pos + 2));
            return;
        }
        int end = digits(bang) - bang < 5 ? bang : Math.min(digits(bang), bang + 6);
        int version = end == bang ? 0 : Integer.parseInt(text, bang, end, 10);
        boolean mySqlOnly = bang == pos + 3 && version >= 50700 && version <= 99999;
        if (mySqlOnly || version == NO_SERVER) {
            skipComment(endOfSkippedCode(end));
            return;
        }
        if (version > OLDEST_SERVER) {
            object(SplitObjection.OF_VERSION, pos, end);
        }
        openCode = pos;
        pos = end;
    }

    /** Code that the server skips may hold comments of its own. */
    private int endOfSkippedCode(int from) {
        int close = text.indexOf("*/", from);
        int open = text.indexOf("/*", from);
        while (open >= 0 && close >= 0 && open < close) {
            int innerClose = text.indexOf("*/", open + 2);
            if (innerClose < 0) {
                return -1;
            }
            close = text.indexOf("*/", innerClose + 2);
            open = text.indexOf("/*", innerClose + 2);
        }
        return close;
    }

    private void skipComment(int close) {
        if (close < 0) {
            problem = SplitProblem.comment(text, pos, length);
            pos = length;
        } else {
            comments.note(text, pos, close + 2);
            pos = close + 2;
        }
    }

    /** {@code DELIMITER} is the client's own: the rest of its line, up to a space, ends statements from here on. */
    private void changeDelimiter(int start) {
        tokens.dropLast();
        while (pos < length && (text.charAt(pos) == ' ' || text.charAt(pos) == '\t')) {
            pos++;
        }
        int from = pos;
        while (pos < length && !Characters.isSpace(text.charAt(pos))) {
            pos++;
        }
        String named = text.substring(from, pos);
        skipLine();
        char first = named.isEmpty() ? ' ' : named.charAt(0);
        boolean quotedName = named.length() > 2
                && (first == '\'' || first == '"' || first == '`')
                && named.charAt(named.length() - 1) == first;
        String bare = quotedName ? named.substring(1, named.length() - 1) : named;
        if (bare.isEmpty() || bare.indexOf('\\') >= 0) {
            problem = new SplitProblem(SqlMessage.BAD_DELIMITER, new Span(start, start + 9));
            return;
        }
        delimiter = bare;
        delimiterHasLetters = Characters.isName(bare.charAt(0));
    }

    private boolean startsWith(String prefix) {
        return text.startsWith(prefix, pos);
    }
}
