package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact.Unparsed;
import org.lupomig.model.sql.TableRef;

/**
 * Walks over the words of one statement.
 *
 * <p>The first thing that cannot be read stays: from then on the cursor is at its end, accepts nothing and answers with
 * empty names, so that a reader needs to look once, when it is done.
 */
public final class Cursor extends StatementWords {
    private static final int DEEPEST = 500;
    private static final int DEEPEST_STATEMENT = 8;
    private static final String NO_NAME = "";

    private final NameRules rules;
    private int at;
    private int nesting;
    private String kind = "";
    private @Nullable Unparsed ended;
    private boolean holdsStatements;
    private boolean lacksEnd;

    Cursor(String text, Tokens tokens, @Nullable String defaultSchema) {
        this(text, tokens, defaultSchema, tokens.start(0));
    }

    Cursor(String text, Tokens tokens, @Nullable String defaultSchema, int base) {
        super(text, tokens, defaultSchema, base);
        this.rules = NameRules.MARIADB;
    }

    /**
     * A cursor before the first word of a statement in another product's SQL.
     *
     * @param text what the words stand in
     * @param tokens at least one
     * @param defaultSchema what unqualified names mean
     */
    public Cursor(String text, Tokens tokens, String defaultSchema, NameRules rules) {
        super(text, tokens, defaultSchema, tokens.start(0));
        this.rules = rules;
    }

    /**
     * A cursor of its own over the words from {@code from} up to {@code to}, at least one: a statement inside this one,
     * whose spans are relative to the whole.
     */
    Cursor part(int from, int to) {
        Cursor part = cut(from, to);
        part.nesting = nesting + 1;
        if (part.nesting > DEEPEST_STATEMENT) {
            part.unreadable("statements are nested deeper than " + DEEPEST_STATEMENT, 0);
        }
        return part;
    }

    /** Where a statement inside this one could not be read, this one could not either. */
    void endAs(Cursor part) {
        if (ended == null) {
            ended = part.ended;
        }
    }

    /** Whether something could not be read. */
    public boolean hasEnded() {
        return ended != null;
    }

    /** Says what kind of statement this is, for messages from here on. */
    public void kind(String words) {
        this.kind = words;
    }

    /** What the statement is where it could not be read to its end; else null. */
    @Nullable
    public Unparsed ended() {
        return ended;
    }

    public boolean atEnd() {
        return ended != null || at >= tokens.count();
    }

    public int position() {
        return at;
    }

    public void moveTo(int position) {
        at = position;
    }

    // --- looking

    public boolean at(String keyword) {
        return !atEnd() && isWord(at, keyword);
    }

    public boolean at(String first, String second) {
        return !atEnd() && isWord(at, first) && isWord(at + 1, second);
    }

    public boolean atSymbol(char c) {
        return !atEnd() && isSymbol(at, c);
    }

    public String word() {
        return atEnd() ? NO_NAME : word(at);
    }

    /** From token {@code from} up to where the cursor is. */
    public Span since(int from) {
        return span(from, at);
    }

    // --- moving

    public void next() {
        at++;
    }

    public boolean accept(String keyword) {
        if (at(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    public boolean accept(String first, String second) {
        if (at(first, second)) {
            at += 2;
            return true;
        }
        return false;
    }

    public boolean acceptSymbol(char c) {
        if (atSymbol(c)) {
            at++;
            return true;
        }
        return false;
    }

    public void expect(String keyword) {
        if (!accept(keyword)) {
            unexpected(keyword + " is missing");
        }
    }

    public void expectSymbol(char c) {
        if (!acceptSymbol(c)) {
            unexpected("'" + c + "' is missing");
        }
    }

    /** {@code IF EXISTS}, or with {@code not}, {@code IF NOT EXISTS}; null where it does not stand here. */
    @Nullable
    public Span guard(boolean not) {
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

    /** The rest in any way, so that what follows is not the reader's to understand. */
    public void moveToEnd() {
        at = Math.max(at, tokens.count());
    }

    /** A name of one part. */
    public String name() {
        return name(false);
    }

    /** A dot and the name behind it, which may be any word. */
    public String nameBehindDot() {
        expectSymbol('.');
        return name(true);
    }

    private String name(boolean afterDot) {
        if (atEnd()) {
            unexpected("a name is missing");
            return NO_NAME;
        }
        String name = nameAt(at);
        boolean isWord = tokens.kind(at) == Tokens.WORD;
        boolean isText = tokens.kind(at) == Tokens.STRING;
        boolean mayBeReserved = isWord && (!afterDot || rules.reservedBehindDot());
        if (name != null && mayBeReserved && rules.reserved().test(name)) {
            unreadable(name + " is a reserved word; as a name it needs " + rules.quotes(), at);
            return NO_NAME;
        }
        if (name == null && isText && rules.textsAreNames() && !plain(at).isEmpty()) {
            name = plain(at);
        }
        if (name == null) {
            if (isText) {
                unreadable("a name stands between backticks or in no quotes at all", at);
            }
            unexpected("a name is missing");
            return NO_NAME;
        }
        refuseTooLong(at);
        at++;
        return name;
    }

    private void refuseTooLong(int i) {
        if (tokens.end(i) - tokens.start(i) <= rules.longest()) {
            return;
        }
        String name = plain(i);
        int length = name.codePointCount(0, name.length());
        if (length > rules.longest()) {
            unreadable(
                    "this name has " + length + " characters, and " + rules.product() + " takes " + rules.longest(), i);
        }
    }

    /** A name with or without schema, in the default schema where it has none. */
    public ObjectName object() {
        return object(defaultSchema);
    }

    public ObjectName object(@Nullable String schemaOfBareName) {
        int start = at;
        ObjectName name = written(schemaOfBareName);
        if (name.schema() == null && ended == null) {
            noteUnqualified(name, since(start));
        }
        return name;
    }

    private ObjectName written(@Nullable String schemaOfBareName) {
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
    public TableRef table() {
        return table(defaultSchema);
    }

    public TableRef table(@Nullable String schemaOfBareName) {
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

    /** A column's name; what stands before a dot is its table's. */
    public String column() {
        acceptSymbol('.');
        String name = name();
        while (acceptSymbol('.')) {
            name = name(true);
        }
        return name;
    }

    /** A text or name or number without its quotes; empty, and unreadable, where none is here. */
    public String value() {
        if (atEnd() || tokens.kind(at) == Tokens.SYMBOL) {
            unexpected("a value is missing");
            return NO_NAME;
        }
        String value = plain(at);
        at++;
        return value;
    }

    /** A text in quotes; empty, and unreadable, where none is here. */
    public String string() {
        if (!atEnd() && tokens.kind(at) == Tokens.STRING) {
            return value();
        }
        unexpected("a text in quotes is missing");
        return NO_NAME;
    }

    /** A whole number; 0, and unreadable, where none is here. */
    public long number() {
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
    public void skipParentheses() {
        int close = closing(at);
        if (close >= 0) {
            at = close + 1;
        }
    }

    /** The token that closes the parenthesis at {@code open}; -1, and unreadable, where there is none. */
    public int closing(int open) {
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

    // --- giving up

    public void unreadable(String reason, int token) {
        if (ended == null) {
            MisspeltWords.Meant meant = rules.equals(NameRules.MARIADB) && !reason.contains("did you mean")
                    ? MisspeltWords.of(this, kind, reason, token)
                    : null;
            String said = reason;
            int marked = token;
            if (meant != null) {
                marked = meant.token();
                said = (marked == token ? reason : "'" + shown(marked) + "' is not understood") + " (did you mean "
                        + meant.keyword() + "?)";
            }
            ended = new Unparsed(kind.isEmpty() ? said : "in " + kind + ", " + said, span(marked, marked + 1));
        }
    }

    /** Another statement begins at a token. That explains whatever else is wrong, and is said instead. */
    void missingDelimiter(int token) {
        ended = null;
        unreadable("';' is missing before '" + raw(token) + " " + raw(token + 1) + "'", token);
    }

    /** A block is not closed: the semicolons in it have ended the statement. */
    void blockWithoutEnd() {
        lacksEnd |= ended == null;
        unreadable("a block has no END; " + BodyReader.CUT, count() - 1);
    }

    /** Whether that is why it could not be read. */
    boolean lacksEnd() {
        return lacksEnd;
    }

    /** Says that other statements, or words as of others, are parts of this one. */
    void holdStatements() {
        holdsStatements = true;
    }

    /** Whether the beginning of another statement in this one means that its delimiter is missing. */
    boolean mayLackDelimiter() {
        return !holdsStatements && !kind.isEmpty();
    }

    /** The word here is not what a statement of this kind goes on with. */
    public void unexpected(String what) {
        if (ended != null) {
            return;
        }
        if (at < tokens.count()) {
            unreadable(what + " before '" + shown(at) + "'", at);
        } else {
            unreadable(what + " at its end", tokens.count() - 1);
        }
    }

    /** Everything must have been read. */
    public void expectEnd() {
        if (!atEnd()) {
            unreadable("'" + shown(at) + "' is not understood", at);
        }
    }
}
