package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;

/**
 * Walks over the words of one statement.
 *
 * <p>The first thing that is refused stays: from then on the cursor is at its end, accepts nothing and answers with
 * empty names, so that a reader needs to look once, when it is done.
 */
final class Cursor {
    private static final int DEEPEST = 500;
    private static final int DEEPEST_STATEMENT = 8;
    private static final String NO_NAME = "";

    private final String text;
    private final Tokens tokens;
    private final int base;
    private final @Nullable String defaultSchema;
    private int at;
    private String kind = "";
    private StatementFact.@Nullable Refused refused;
    private @Nullable Span undoOnly;
    private boolean secret;
    private boolean escapes = true;
    private int nesting;

    Cursor(String text, Tokens tokens, @Nullable String defaultSchema) {
        this(text, tokens, defaultSchema, tokens.start(0));
    }

    private Cursor(String text, Tokens tokens, @Nullable String defaultSchema, int base) {
        this.text = text;
        this.tokens = tokens;
        this.base = base;
        this.defaultSchema = defaultSchema;
    }

    /**
     * A cursor of its own over the words from {@code from} up to {@code to}, at least one: a statement inside this one,
     * whose spans are relative to the whole.
     */
    Cursor part(int from, int to) {
        Cursor part = new Cursor(text, tokens.part(from, to), defaultSchema, base);
        part.secret = secret;
        part.escapes = escapes;
        part.nesting = nesting + 1;
        if (part.nesting > DEEPEST_STATEMENT) {
            part.unreadable("statements are nested deeper than " + DEEPEST_STATEMENT, 0);
        }
        return part;
    }

    /** Where a statement inside this one could not be read, this one could not either. */
    void endAs(Cursor part) {
        if (refused == null) {
            refused = part.refused;
        }
    }

    /** Says how texts in quotes are written. */
    void dialect(ScriptDialect dialect) {
        escapes = dialect.backslashEscapes();
    }

    /** From here on no message shows a text of the statement: it may be a password. */
    void hideTexts() {
        secret = true;
    }

    /** Whether something was refused or could not be read. */
    boolean hasEnded() {
        return refused != null;
    }

    /** Says what kind of statement this is, for refusals from here on. */
    void kind(String words) {
        this.kind = words;
    }

    StatementFact.@Nullable Refused refused() {
        return refused;
    }

    /** The words that keep the statement out of forward scripts, or null. */
    @Nullable
    Span undoOnly() {
        return undoOnly;
    }

    void undoOnly(Span words) {
        if (undoOnly == null) {
            undoOnly = words;
        }
    }

    @Nullable
    String defaultSchema() {
        return defaultSchema;
    }

    boolean atEnd() {
        return refused != null || at >= tokens.count();
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

    /** The symbol at {@code i}, which is one. */
    char symbol(int i) {
        return text.charAt(tokens.start(i));
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

    /** The text from token {@code from} up to {@code to} as it is. */
    String slice(int from, int to) {
        return text.substring(tokens.start(from), tokens.end(to - 1));
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

    /** Whether nothing stands between token {@code i} and the one before it. */
    boolean isGlued(int i) {
        return i > 0 && i < tokens.count() && tokens.start(i) == tokens.end(i - 1);
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
            return null;
        }
        at += words;
        return span(start, at);
    }

    /** {@code WAIT n} or {@code NOWAIT}, which the engine decides itself. */
    void skipWait() {
        if (at("WAIT") && at + 1 < tokens.count() && tokens.kind(at + 1) == Tokens.NUMBER) {
            at += 2;
        } else {
            accept("NOWAIT");
        }
    }

    /** The rest in any way, so that what follows is not the reader's to understand. */
    void moveToEnd() {
        at = Math.max(at, tokens.count());
    }

    /** A name of one part. */
    String name() {
        return name(false);
    }

    /** A dot and the name behind it, which may be any word. */
    String nameBehindDot() {
        expectSymbol('.');
        return name(true);
    }

    private String name(boolean afterDot) {
        if (atEnd()) {
            unexpected("a name is missing");
            return NO_NAME;
        }
        String name = NO_NAME;
        if (tokens.kind(at) == Tokens.QUOTED_NAME) {
            name = unquotedName(raw(at));
        } else if (tokens.kind(at) == Tokens.WORD) {
            name = raw(at);
            if (!afterDot && ReservedWords.contains(name)) {
                unreadable(name + " is a reserved word; as a name it needs backticks", at);
                return NO_NAME;
            }
        }
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            unexpected("a name is missing");
            return NO_NAME;
        }
        at++;
        return name;
    }

    private static String unquotedName(String quoted) {
        String name = quoted.substring(1, quoted.length() - 1);
        char quote = quoted.charAt(0);
        return name.indexOf(quote) < 0 ? name : name.replace("" + quote + quote, String.valueOf(quote));
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

    /** The name of a routine, trigger or event, in the default schema where it has none. */
    ObjectRef objectRef() {
        TableRef ref = table();
        return new ObjectRef(ref.name(), ref.qualified(), ref.span());
    }

    /** A text or name or number without its quotes; empty, and unreadable, where none is here. */
    String value() {
        if (atEnd() || tokens.kind(at) == Tokens.SYMBOL) {
            unexpected("a value is missing");
            return NO_NAME;
        }
        String value = plain(at);
        at++;
        return value;
    }

    /** The token without its quotes, where it has some. */
    String plain(int i) {
        return switch (tokens.kind(i)) {
            case Tokens.STRING -> Characters.unquoted(raw(i), escapes);
            case Tokens.QUOTED_NAME -> unquotedName(raw(i));
            default -> raw(i);
        };
    }

    /** A text in quotes; empty, and unreadable, where none is here. */
    String string() {
        if (!atEnd() && tokens.kind(at) == Tokens.STRING) {
            return value();
        }
        unexpected("a text in quotes is missing");
        return NO_NAME;
    }

    void expectSymbol(char c) {
        if (!acceptSymbol(c)) {
            unexpected("'" + c + "' is missing");
        }
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
        for (int i = open; refused == null && i < tokens.count(); i++) {
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
        if (refused == null) {
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
        if (refused == null) {
            refused = new StatementFact.Refused(ofKind, reason, words);
        }
    }

    void unreadable(String reason, int token) {
        refuse(SqlScript.UNREADABLE, kind.isEmpty() ? reason : "in " + kind + ", " + reason, span(token, token + 1));
    }

    /** The word here is not what a statement of this kind goes on with. */
    void unexpected(String what) {
        if (refused != null) {
            return;
        }
        if (at < tokens.count()) {
            unreadable(what + " before '" + shown(at) + "'", at);
        } else {
            unreadable(what + " at its end", tokens.count() - 1);
        }
    }

    /** Everything must have been read. */
    void expectEnd() {
        if (!atEnd()) {
            unreadable("'" + shown(at) + "' is not understood", at);
        }
    }

    /** The token as messages show it. */
    String shown(int i) {
        if (secret && tokens.kind(i) == Tokens.STRING) {
            return "…";
        }
        String here = raw(i);
        return here.length() > 30 ? here.substring(0, 30) + "…" : here;
    }
}
