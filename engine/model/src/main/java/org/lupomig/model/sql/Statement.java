package org.lupomig.model.sql;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Origin;
import org.lupomig.model.source.Span;

/**
 * One SQL statement of a script.
 *
 * @param location where it stands in its file, from its first to its last word, before parameters were put in
 * @param sent the text for the server: parameters put in, no delimiter, no comments around it
 * @param defaultSchema what unqualified names in it mean, after any {@code USE} before it; null: the connection's own
 * @param fact what it does
 * @param touches the tables and schemas it reads or changes, sorted
 * @param undo what can be said of its undo from the text alone
 * @param unqualified the first name in it that means the connection's own schema; null where none does
 * @param origin where each of its words stands; null where it is sent in other words than it is written in
 */
public record Statement(
        Location location,
        TextPart sent,
        @Nullable String defaultSchema,
        StatementFact fact,
        List<Touch> touches,
        UndoForecast undo,
        @Nullable UnqualifiedName unqualified,
        @Nullable Origin origin) {
    /** What is written, quotes and all, in place of a password. */
    public static final String SECRET = "'<secret>'";

    /** Variables of the server that take a password or a key, and then show stars; in upper case. */
    static final List<String> HIDDEN_VARIABLES =
            List.of("WSREP_SST_AUTH", "S3_ACCESS_KEY", "S3_SECRET_KEY", "HASHICORP_KEY_MANAGEMENT_TOKEN");

    public Statement {
        touches = List.copyOf(touches);
    }

    /** A statement of which only the whole is known to stand somewhere. */
    public Statement(
            Location location,
            TextPart sent,
            @Nullable String defaultSchema,
            StatementFact fact,
            List<Touch> touches,
            UndoForecast undo,
            @Nullable UnqualifiedName unqualified) {
        this(location, sent, defaultSchema, fact, touches, undo, unqualified, null);
    }

    /** A statement in which every name has its schema. */
    public Statement(
            Location location,
            TextPart sent,
            @Nullable String defaultSchema,
            StatementFact fact,
            List<Touch> touches,
            UndoForecast undo) {
        this(location, sent, defaultSchema, fact, touches, undo, null);
    }

    /** The same whose text stands nowhere else. */
    public Statement(
            Location location,
            String sql,
            @Nullable String defaultSchema,
            StatementFact fact,
            List<Touch> touches,
            UndoForecast undo) {
        this(location, TextPart.of(sql), defaultSchema, fact, touches, undo);
    }

    /**
     * Where words of it stand in their file; the whole statement where that is not known.
     *
     * @param words relative to {@link #sql()}
     */
    public Location place(Span words) {
        return origin == null ? location : origin.at(words);
    }

    /** The text for the server. */
    public String sql() {
        return sent.text();
    }

    /** The same with another forecast. */
    public Statement with(UndoForecast forecast) {
        return new Statement(location, sent, defaultSchema, fact, touches, forecast, unqualified, origin);
    }

    /** Whether a password may be written in it, be it in a text that becomes a statement. */
    public boolean mayHoldSecrets() {
        boolean texts = fact instanceof DynamicFact
                || fact instanceof SessionFact
                || fact instanceof RowFact.Call
                || fact instanceof CompoundFact.Block;
        return fact.mayHoldSecrets() || (texts && mentionsSecrets(sql()));
    }

    /** Whether a text has the words behind which passwords are written. */
    public static boolean mentionsSecrets(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.contains("IDENTIFIED")
                || upper.contains("PASSWORD")
                || namesHiddenVariable(upper)
                || namesConnection(upper);
    }

    /** Whether the option of a table is named, the value behind it, that has an address with a password in it. */
    private static boolean namesConnection(String upper) {
        int at = upper.indexOf("CONNECTION");
        while (at >= 0) {
            int end = at + "CONNECTION".length();
            int next = end;
            while (next < upper.length() && Character.isWhitespace(upper.charAt(next))) {
                next++;
            }
            boolean whole =
                    at == 0 || (!Character.isLetterOrDigit(upper.charAt(at - 1)) && upper.charAt(at - 1) != '_');
            if (whole && (next == upper.length() || "='\"/-#".indexOf(upper.charAt(next)) >= 0)) {
                return true;
            }
            at = upper.indexOf("CONNECTION", end);
        }
        return false;
    }

    /** Whether a text has the name of a variable whose value the server does not show. */
    public static boolean mentionsHiddenVariable(String text) {
        return namesHiddenVariable(text.toUpperCase(Locale.ROOT));
    }

    private static boolean namesHiddenVariable(String upper) {
        for (String name : HIDDEN_VARIABLES) {
            if (upper.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may touch anything: what it runs is not in its text. */
    public boolean touchesUnknown() {
        return touches.stream().anyMatch(Touch::isUnknown);
    }
}
