package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;

/**
 * Walks over the words of one statement.
 *
 * <p>The first thing that is refused or cannot be read stays: from then on the cursor is at its end, accepts nothing
 * and answers with empty names, so that a reader needs to look once, when it is done.
 */
final class Cursor {
    private static final int DEEPEST = 500;
    private static final String NO_NAME = "";

    /** Of a schema, table, column, index or constraint, in characters. An alias may have more, and no reader asks. */
    private static final int LONGEST_NAME = 64;

    private final String text;
    private final Tokens tokens;
    private final int base;
    private final @Nullable String defaultSchema;
    private int at;
    private String kind = "";
    private @Nullable StatementFact ended;

    Cursor(String text, Tokens tokens, @Nullable String defaultSchema) {
        this.text = text;
        this.tokens = tokens;
        this.base = tokens.start(0);
        this.defaultSchema = defaultSchema;
    }

    /** Says what kind of statement this is, for refusals from here on. */
    void kind(String words) {
        this.kind = words;
    }

    /** What the statement is, where it could not be read to its end or is not to be; else null. */
    @Nullable
    StatementFact ended() {
        return ended;
    }

    @Nullable
    String defaultSchema() {
        return defaultSchema;
    }

    boolean atEnd() {
        return ended != null || at >= tokens.count();
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    int count() {
        return tokens.count();
    }

    byte kindAt(int i) {
        return tokens.kind(i);
    }

    // --- looking

    boolean at(String keyword) {
        return !atEnd() && isWord(at, keyword);
    }

    boolean at(String first, String second) {
        return !atEnd() && isWord(at, first) && isWord(at + 1, second);
    }

    boolean atSymbol(char c) {
        return !atEnd() && isSymbol(at, c);
    }

    boolean isWord(int i, String keyword) {
        return i >= 0
                && i < tokens.count()
                && tokens.kind(i) == Tokens.WORD
                && tokens.end(i) - tokens.start(i) == keyword.length()
                && Characters.isKeyword(text, tokens.start(i), keyword);
    }

    boolean isSymbol(int i, char c) {
        return i >= 0 && i < tokens.count() && tokens.kind(i) == Tokens.SYMBOL && text.charAt(tokens.start(i)) == c;
    }

    /** The word at {@code i} in upper case; empty for anything else. */
    String word(int i) {
        return i >= 0 && i < tokens.count() && tokens.kind(i) == Tokens.WORD ? Characters.upper(raw(i)) : NO_NAME;
    }

    String word() {
        return atEnd() ? NO_NAME : word(at);
    }

    /** The token as written. */
    String raw(int i) {
        return text.substring(tokens.start(i), tokens.end(i));
    }

    /** From token {@code from} up to, not including, token {@code to}; relative to the statement. */
    Span span(int from, int to) {
        int first = Math.min(from, tokens.count() - 1);
        int last = Math.max(first, Math.min(to, tokens.count()) - 1);
        return new Span(tokens.start(first) - base, tokens.end(last) - base);
    }

    /** From token {@code from} up to where the cursor is. */
    Span since(int from) {
        return span(from, at);
    }

    /** The words from token {@code from} up to {@code to}, each gap between them one blank. */
    SqlText text(int from, int to) {
        return new SqlText(words(from, to), span(from, to));
    }

    String words(int from, int to) {
        StringBuilder words = new StringBuilder();
        for (int i = from; i < Math.min(to, tokens.count()); i++) {
            if (i > from && tokens.start(i) > tokens.end(i - 1)) {
                words.append(' ');
            }
            words.append(text, tokens.start(i), tokens.end(i));
        }
        return words.toString();
    }

    // --- moving

    void next() {
        at++;
    }

    boolean accept(String keyword) {
        if (at(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    boolean accept(String first, String second) {
        if (at(first, second)) {
            at += 2;
            return true;
        }
        return false;
    }

    boolean acceptSymbol(char c) {
        if (atSymbol(c)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String keyword) {
        if (!accept(keyword)) {
            unexpected(keyword + " is missing");
        }
    }

    /** {@code IF EXISTS}, or with {@code not}, {@code IF NOT EXISTS}; null where it does not stand here. */
    @Nullable
    Span guard(boolean not) {
        int start = at;
        int words = not ? 3 : 2;
        boolean here = at("IF") && (!not || isWord(at + 1, "NOT")) && isWord(at + words - 1, "EXISTS");
        if (!here) {
            if (at("IF")) {
                unreadable("only IF " + (not ? "NOT EXISTS" : "EXISTS") + " may stand here", at);
            }
            return null;
        }
        at += words;
        return span(start, at);
    }

    /** {@code WAIT n} or {@code NOWAIT}; null where neither stands here. */
    @Nullable
    SqlText waiting() {
        int start = at;
        if (at("WAIT") && at + 1 < tokens.count() && tokens.kind(at + 1) == Tokens.NUMBER) {
            at += 2;
            return text(start, at);
        }
        return accept("NOWAIT") ? text(start, at) : null;
    }

    /** A name of one part. */
    String name() {
        return name(false);
    }

    private String name(boolean afterDot) {
        if (atEnd()) {
            unexpected("a name is missing");
            return NO_NAME;
        }
        String name = nameAt(at);
        boolean isWord = tokens.kind(at) == Tokens.WORD;
        if (name != null && isWord && !afterDot && ReservedWords.contains(name)) {
            unreadable(name + " is a reserved word; as a name it needs backticks", at);
            return NO_NAME;
        }
        if (name == null) {
            if (tokens.kind(at) == Tokens.STRING) {
                unreadable("a name stands between backticks or in no quotes at all", at);
            }
            unexpected("a name is missing");
            return NO_NAME;
        }
        refuseTooLong(at);
        at++;
        return name;
    }

    /** The name that a token is, unquoted; null for a token that can be none. A reserved word is one, too. */
    @Nullable
    String nameAt(int i) {
        String name = raw(i);
        if (tokens.kind(i) == Tokens.QUOTED_NAME) {
            name = name.substring(1, name.length() - 1);
            name = name.indexOf('`') < 0 ? name : name.replace("``", "`");
        } else if (tokens.kind(i) != Tokens.WORD) {
            return null;
        }
        return name.isEmpty() || name.indexOf('\0') >= 0 ? null : name;
    }

    private void refuseTooLong(int i) {
        if (tokens.end(i) - tokens.start(i) <= LONGEST_NAME) {
            return;
        }
        String name = nameAt(i);
        int length = name == null ? 0 : name.codePointCount(0, name.length());
        if (length > LONGEST_NAME) {
            unreadable("this name has " + length + " characters, and MariaDB takes " + LONGEST_NAME, i);
        }
    }

    /** A name with or without schema, in the default schema where it has none. */
    ObjectName object() {
        return object(defaultSchema);
    }

    ObjectName object(@Nullable String schemaOfBareName) {
        if (acceptSymbol('.')) {
            return new ObjectName(schemaOfBareName, name(true));
        }
        String first = name();
        if (acceptSymbol('.')) {
            return new ObjectName(first, name(true));
        }
        return new ObjectName(schemaOfBareName, first);
    }

    /** A table's name, in the default schema where it has none. */
    TableRef table() {
        return table(defaultSchema);
    }

    TableRef table(@Nullable String schemaOfBareName) {
        int start = at;
        boolean dotFirst = atSymbol('.');
        ObjectName name = object(schemaOfBareName);
        return new TableRef(name, !dotFirst && at > start + 1, since(start));
    }

    /** A column's name; what stands before a dot is its table's. */
    String column() {
        acceptSymbol('.');
        String name = name();
        while (acceptSymbol('.')) {
            name = name(true);
        }
        return name;
    }

    /** A text or name or number without its quotes; empty, and unreadable, where none is here. */
    String value() {
        if (atEnd() || tokens.kind(at) == Tokens.SYMBOL) {
            unexpected("a value is missing");
            return NO_NAME;
        }
        String value = tokens.kind(at) == Tokens.WORD || tokens.kind(at) == Tokens.NUMBER
                ? raw(at)
                : Characters.unquoted(raw(at));
        at++;
        return value;
    }

    /** A whole number; 0, and unreadable, where none is here. */
    long number() {
        if (!atEnd() && tokens.kind(at) == Tokens.NUMBER) {
            long value = 0;
            String digits = raw(at);
            for (int i = 0; i < digits.length() && value < Integer.MAX_VALUE; i++) {
                if (!Characters.isDigit(digits.charAt(i))) {
                    break;
                }
                value = value * 10 + digits.charAt(i) - '0';
            }
            at++;
            return value;
        }
        unexpected("a number is missing");
        return 0;
    }

    /** From an opening parenthesis to behind the one that closes it. */
    void skipParentheses() {
        int close = closing(at);
        if (close >= 0) {
            at = close + 1;
        }
    }

    /** The token that closes the parenthesis at {@code open}; refuses and answers -1 where there is none. */
    int closing(int open) {
        int depth = 0;
        for (int i = open; ended == null && i < tokens.count(); i++) {
            if (isSymbol(i, '(')) {
                depth++;
                if (depth > DEEPEST) {
                    unreadable("parentheses are nested deeper than " + DEEPEST, i);
                }
            } else if (isSymbol(i, ')') && --depth == 0) {
                return i;
            } else if (isSymbol(i, ';')) {
                unreadable("a statement ends inside parentheses", i);
            }
        }
        if (ended == null) {
            unreadable("this parenthesis is not closed", Math.min(open, tokens.count() - 1));
        }
        return -1;
    }

    // --- refusing

    /** Refuses the statement for the words from token {@code from} up to {@code to}. */
    void refuse(String reason, int from, int to) {
        refuse(kind, reason, span(from, to));
    }

    void refuse(String ofKind, String reason, Span words) {
        if (ended == null) {
            ended = new StatementFact.Refused(ofKind, reason, words);
        }
    }

    void unreadable(String reason, int token) {
        if (ended == null) {
            ended = new StatementFact.Unparsed(
                    kind.isEmpty() ? reason : "in " + kind + ", " + reason, span(token, token + 1));
        }
    }

    /** Another statement begins at a token. That explains whatever else is wrong, and is said instead. */
    void missingDelimiter(int token) {
        ended = null;
        unreadable("';' is missing before '" + raw(token) + " " + raw(token + 1) + "'", token);
    }

    /** Whether a reader has said what kind of statement this is. */
    boolean hasKind() {
        return !kind.isEmpty();
    }

    /** The word here is not what a statement of this kind goes on with. */
    void unexpected(String what) {
        if (ended != null) {
            return;
        }
        if (at < tokens.count()) {
            String here = raw(at);
            String shown = here.length() > 30 ? here.substring(0, 30) + "…" : here;
            unreadable(what + " before '" + shown + "'", at);
        } else {
            unreadable(what + " at its end", tokens.count() - 1);
        }
    }

    /** Everything must have been read. */
    void expectEnd() {
        if (!atEnd()) {
            String here = raw(at);
            String shown = here.length() > 30 ? here.substring(0, 30) + "…" : here;
            unreadable("'" + shown + "' is not understood", at);
        }
    }
}
