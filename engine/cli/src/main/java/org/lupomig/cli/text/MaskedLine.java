package org.lupomig.cli.text;

import java.util.Locale;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;

/**
 * A line of a source, in which every text that is announced as a password is starred out, character by character: by
 * the words of its own line, or by those of the lines before it that may belong to the same statement.
 */
final class MaskedLine {
    /** A statement in which passwords are written has no more lines. */
    private static final int MOST_LINES = 50;

    /** How many characters before a line are looked through for where its statement begins. */
    private static final int FAR = 1 << 20;

    /** Opens and closes a text of a plan in which statements stand. */
    private static final String BLOCK = "\"\"\"";

    private final String text;
    private final StringBuilder out;
    /** In upper case, with blanks for comments. */
    private final StringBuilder words;

    /** Whether all but names is taken for a password: the word before it may be misspelt. */
    private final boolean account;

    /** Whether a backslash hides the quote behind it, which is as the session's mode says. */
    private final boolean escapes;

    private MaskedLine(String text, boolean account, boolean escapes) {
        this.text = text;
        this.account = account;
        this.escapes = escapes;
        this.out = new StringBuilder(text);
        this.words = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            words.setCharAt(i, Character.toUpperCase(text.charAt(i)));
        }
    }

    /** @param line from 1 */
    static String of(SourceText source, int line) {
        Span span = source.line(line);
        int from = statement(source, line);
        String whole = source.text().substring(from, span.end());
        String own = source.slice(span);
        boolean account = isOfAccount(whole);
        if (!account && !Statement.mentionsSecrets(whole) && !nearlyMentionsSecrets(whole)) {
            return own;
        }
        StringBuilder masked = new MaskedLine(own, account, true).masked(false);
        // each may be led astray, by a quote that stands in a comment or by the mode that the session is in
        star(masked, new MaskedLine(whole, account, true).masked(true), span.start() - from);
        if (whole.indexOf('\\') >= 0) {
            star(masked, new MaskedLine(own, account, false).masked(false), 0);
            star(masked, new MaskedLine(whole, account, false).masked(true), span.start() - from);
        }
        return masked.toString();
    }

    private static void star(StringBuilder masked, StringBuilder other, int from) {
        for (int i = 0; i < masked.length(); i++) {
            if (other.charAt(from + i) == '*') {
                masked.setCharAt(i, '*');
            }
        }
    }

    /** Whether an account is made, altered or given something. */
    private static boolean isOfAccount(String text) {
        String upper = String.join(" ", text.toUpperCase(Locale.ROOT).trim().split("\\s+"));
        return upper.contains("CREATE USER")
                || upper.contains("ALTER USER")
                || upper.contains("REPLACE USER")
                || upper.contains("GRANT ");
    }

    /** The words behind which passwords are written, with letters wrong or left out. */
    private static boolean nearlyMentionsSecrets(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.contains("IDEN") || upper.contains("PASSW") || upper.contains("PASWO") || isAddress(upper);
    }

    /** Whether there is an address with an account in it. */
    private static boolean isAddress(String text) {
        int at = text.indexOf("://");
        return at >= 0 && text.indexOf('@', at) >= 0;
    }

    /** Where the statement begins, at the earliest, that a line is in. */
    private static int statement(SourceText source, int line) {
        int to = source.line(line).start();
        // the whole text wherever that is not too much to look through for a message
        int from = to <= FAR ? 0 : source.line(source.lineOf(to - FAR)).start();
        String before = source.text().substring(from, to);
        int ended = Math.min(new MaskedLine(before, false, true).ended(), new MaskedLine(before, false, false).ended());
        int begins = from + ended;
        return Math.max(begins, source.line(Math.max(1, line - MOST_LINES)).start());
    }

    /** Behind the last statement that ends here; a semicolon in a text or in a comment ends none. */
    private int ended() {
        int ended = 0;
        int block = text.indexOf(BLOCK);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int next = comment(at);
            if (at == block) {
                next = at + BLOCK.length();
                ended = next;
                block = text.indexOf(BLOCK, next);
            } else if (next == at) {
                boolean quote = c == '\'' || c == '"' || c == '`';
                next = quote ? Math.min(end(at) + 1, text.length()) : at + 1;
                ended = c == ';' ? next : ended;
            }
            // a text of a plan ends whatever is open in it
            at = block > at && next > block ? block : next;
        }
        return ended;
    }

    private StringBuilder masked(boolean comments) {
        int at = 0;
        int starred = -1;
        while (at < text.length()) {
            char c = text.charAt(at);
            int comment = comments ? comment(at) : at;
            if (comment > at) {
                words.replace(at, comment, " ".repeat(comment - at));
                at = comment;
            } else if (text.startsWith(BLOCK, at)) {
                at += BLOCK.length();
            } else if (c == '\'' || c == '"') {
                int end = end(at);
                // texts one behind the other are one text to the server
                boolean goesOn = starred >= 0 && words.substring(starred, at).isBlank();
                // a statement in a text, or what an engine reads out of a comment, may hold one in its turn
                String quoted = text.substring(at + 1, end);
                boolean holds = (c == '\'' && Statement.mentionsSecrets(quoted)) || isAddress(quoted);
                boolean announced = goesOn || holds || isAnnounced(at);
                for (int i = at + 1; announced && i < end; i++) {
                    if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                        out.setCharAt(i, '*');
                    }
                }
                at = Math.min(end + 1, text.length());
                starred = announced ? at : -1;
            } else if (isBarePassword(at)) {
                // the quotes around it were forgotten
                while (at < text.length()
                        && !Character.isWhitespace(text.charAt(at))
                        && ",;".indexOf(text.charAt(at)) < 0) {
                    out.setCharAt(at++, '*');
                }
            } else {
                at++;
            }
        }
        return out;
    }

    private boolean isBarePassword(int at) {
        char c = text.charAt(at);
        char last = at == 0 ? c : text.charAt(at - 1);
        boolean begins = at > 0
                && (Character.isWhitespace(last) || last == '=')
                && !Character.isWhitespace(c)
                && c != '='
                && c != ';';
        if (!begins || words.substring(at).startsWith("PASSWORD")) {
            return false;
        }
        String before = words.substring(0, at).stripTrailing();
        String address =
                before.endsWith("=") ? before.substring(0, before.length() - 1).stripTrailing() : before;
        if (address.endsWith(" CONNECTION") || address.endsWith("\nCONNECTION")) {
            return true;
        }
        return before.endsWith("BY")
                && before.substring(0, before.length() - 2).stripTrailing().endsWith("IDENTIFIED");
    }

    /** Where a comment ends that begins here; here where none does. */
    private int comment(int at) {
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            return end < 0 ? text.length() : end + 2;
        }
        boolean line = text.startsWith("-- ", at)
                || text.startsWith("--\n", at)
                || text.startsWith("//", at)
                || text.charAt(at) == '#';
        int end = line ? text.indexOf('\n', at) : at;
        return end < 0 ? text.length() : end;
    }

    /** Where the quote stands that closes a text; behind everything, where none does. */
    private int end(int open) {
        char quote = text.charAt(open);
        int at = open + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && escapes) {
                at++;
            } else if (c == quote) {
                if (at + 1 >= text.length() || text.charAt(at + 1) != quote) {
                    return at;
                }
                at++;
            }
            at++;
        }
        return text.length();
    }

    private boolean isAnnounced(int quote) {
        String before = words.substring(0, quote).stripTrailing();
        return before.endsWith("BY")
                || before.endsWith("PASSWORD")
                || before.endsWith("CONNECTION")
                || before.endsWith("USING")
                || before.endsWith(" AS")
                || before.endsWith("\nAS")
                || before.endsWith("=")
                || before.endsWith("(")
                || (account && !isName(before));
    }

    /** Whether a text behind these words names an account, a host or a role. */
    private static boolean isName(String before) {
        return before.endsWith("@")
                || before.endsWith(",")
                || before.endsWith(" USER")
                || before.endsWith(" EXISTS")
                || before.endsWith(" TO")
                || before.endsWith(" FROM")
                || before.endsWith(" FOR")
                || before.endsWith(" ON")
                || before.endsWith(" VIA")
                || before.endsWith(" WITH")
                || before.endsWith(" GRANT");
    }
}
