package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.TableRef;

/** The words of one statement, looked at by their place. */
public class StatementWords {
    final Tokens tokens;
    final @Nullable String defaultSchema;
    private final String text;
    private final int base;
    private List<TableRef> unqualified = new ArrayList<>(0);
    private boolean escapes = true;
    private boolean secret;

    /** @param base where the statement begins in the text; spans are relative to it */
    StatementWords(String text, Tokens tokens, @Nullable String defaultSchema, int base) {
        this.text = text;
        this.tokens = tokens;
        this.defaultSchema = defaultSchema;
        this.base = base;
    }

    /** A cursor over some of these words, at least one; its spans are relative to the same place. */
    Cursor cut(int from, int to) {
        Cursor cut = new Cursor(text, tokens.part(from, to), defaultSchema, base);
        StatementWords words = cut;
        words.escapes = escapes;
        words.secret = secret;
        words.unqualified = unqualified;
        return cut;
    }

    /** Says how texts in quotes are written. */
    public void dialect(ScriptDialect dialect) {
        escapes = dialect.backslashEscapes();
    }

    /** From here on no message shows a text of the statement: it may be a password. */
    void hideTexts() {
        secret = true;
    }

    /** Notes a name that has no schema. */
    void noteUnqualified(ObjectName name, Span span) {
        unqualified.add(new TableRef(name, false, span));
    }

    /** Names that were read and have no schema, local ones too, in the order in which they were read. */
    List<TableRef> unqualified() {
        return unqualified;
    }

    /** Where the statement begins in its text. */
    int base() {
        return base;
    }

    @Nullable
    public String defaultSchema() {
        return defaultSchema;
    }

    public int count() {
        return tokens.count();
    }

    public byte kindAt(int i) {
        return tokens.kind(i);
    }

    public boolean isWord(int i, String keyword) {
        return i >= 0
                && i < tokens.count()
                && tokens.kind(i) == Tokens.WORD
                && tokens.end(i) - tokens.start(i) == keyword.length()
                && Characters.isKeyword(text, tokens.start(i), keyword);
    }

    public boolean isSymbol(int i, char c) {
        return i >= 0 && i < tokens.count() && tokens.kind(i) == Tokens.SYMBOL && symbol(i) == c;
    }

    /** The symbol at {@code i}, which is one. */
    public char symbol(int i) {
        return text.charAt(tokens.start(i));
    }

    /** Whether nothing stands between token {@code i} and the one before it. */
    public boolean isGlued(int i) {
        return i > 0 && i < tokens.count() && tokens.start(i) == tokens.end(i - 1);
    }

    /** The word at {@code i} in upper case; empty for anything else. */
    public String word(int i) {
        return i >= 0 && i < tokens.count() && tokens.kind(i) == Tokens.WORD ? Characters.upper(raw(i)) : "";
    }

    /** The token as written. */
    public String raw(int i) {
        return text.substring(tokens.start(i), tokens.end(i));
    }

    /** The token without its quotes, where it has some. */
    public String plain(int i) {
        return switch (tokens.kind(i)) {
            case Tokens.STRING -> Characters.unquoted(raw(i), escapes);
            case Tokens.QUOTED_NAME -> unquotedName(raw(i));
            default -> raw(i);
        };
    }

    /** The name that a token is, unquoted; null for a token that can be none. A reserved word is one, too. */
    @Nullable
    public String nameAt(int i) {
        if (tokens.kind(i) > Tokens.QUOTED_NAME) {
            return null;
        }
        String name = plain(i);
        return name.isEmpty() || name.indexOf('\0') >= 0 ? null : name;
    }

    /** The token as messages show it. */
    public String shown(int i) {
        // under ANSI_QUOTES a password in double quotes is read as a name
        boolean text = tokens.kind(i) == Tokens.STRING || tokens.kind(i) == Tokens.QUOTED_NAME;
        boolean bare = isWord(i - 1, "BY") && isWord(i - 2, "IDENTIFIED") && !isWord(i, "PASSWORD");
        String here = raw(i);
        boolean address = text && here.contains("://") && here.indexOf('@') >= 0;
        if (bare || address || (text && (secret || isBehindPassword(i)))) {
            return "…";
        }
        return here.length() > 30 ? here.substring(0, 30) + "…" : here;
    }

    private boolean isBehindPassword(int i) {
        for (int before = 0; before < i; before++) {
            switch (word(before)) {
                case "PASSWORD", "IDENTIFIED", "MASTER_PASSWORD", "CONNECTION" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /** From token {@code from} up to, not including, token {@code to}; relative to the statement. */
    public Span span(int from, int to) {
        int first = Math.min(from, tokens.count() - 1);
        int last = Math.max(first, Math.min(to, tokens.count()) - 1);
        return new Span(tokens.start(first) - base, tokens.end(last) - base);
    }

    /** The words from token {@code from} up to {@code to}, each gap between them one blank. */
    public SqlText text(int from, int to) {
        return new SqlText(words(from, to), span(from, to));
    }

    public String words(int from, int to) {
        StringBuilder words = new StringBuilder();
        for (int i = from; i < Math.min(to, tokens.count()); i++) {
            if (i > from && tokens.start(i) > tokens.end(i - 1)) {
                words.append(' ');
            }
            words.append(text, tokens.start(i), tokens.end(i));
        }
        return words.toString();
    }

    /** The text from token {@code from} up to {@code to} as it is. */
    public String slice(int from, int to) {
        return text.substring(tokens.start(from), tokens.end(to - 1));
    }

    private static String unquotedName(String quoted) {
        String name = quoted.substring(1, quoted.length() - 1);
        char quote = quoted.charAt(0);
        if (quote == '[') {
            return name;
        }
        return name.indexOf(quote) < 0 ? name : name.replace("" + quote + quote, String.valueOf(quote));
    }
}
