package org.lupomig.store.target;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Another session's statement as it may be shown: what it does, and to what, without any value of it. Texts, numbers
 * and comments are left out, and of statements that set accounts, passwords or variables everything but the first word.
 */
final class OthersStatement {
    private static final int MOST = 80;
    /** Statements whose words, values left out, tell nothing but what is read and changed. */
    private static final Set<String> SHOWN = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "REPLACE",
            "WITH",
            "TABLE",
            "TRUNCATE",
            "LOCK",
            "OPTIMIZE",
            "ANALYZE",
            "CHECK",
            "REPAIR",
            "RENAME",
            "CALL");

    /** Of these only those that define or change tables. */
    private static final Pattern DEFINES_TABLES = Pattern.compile(
            "(CREATE|ALTER|DROP)( OR REPLACE| TEMPORARY| ONLINE| IGNORE| UNIQUE)*+ (TABLE|INDEX|TABLES)\\b.*");

    private static final Pattern SECRETS = Pattern.compile(
            "\\b(IDENTIFIED|PASSWORD|ENCRYPT\\w*|DECRYPT\\w*|AES_\\w+|DES_\\w+|CONNECTION|KEY_BLOCK)\\b");

    /**
     * A comment, a text, a name between backticks, or a number. What begins and does not end goes on to the end. A text
     * with a doubled quote is two: what repeats a choice would need a deep stack for a long one.
     */
    private static final Pattern VALUES = Pattern.compile(
            "/\\*.*?(\\*/|$)|(#|--(?=\\s|$))[^\\n]*|'[^']*('|$)|\"[^\"]*(\"|$)|`[^`]*(`|$)|\\b[0-9][0-9a-fA-FxX.]*\\b",
            Pattern.DOTALL);

    private OthersStatement() {}

    /** A few words of it; empty where there is none. */
    static String shown(@Nullable String sql) {
        if (sql == null || sql.isBlank()) {
            return "";
        }
        // Whether a backslash takes the quote behind it out of play only that session's sql_mode says.
        int backslash = sql.indexOf('\\');
        String known = backslash < 0 ? sql : sql.substring(0, backslash);
        Matcher values = VALUES.matcher(known);
        String bare = values.replaceAll(found -> Matcher.quoteReplacement(stands(found.group())));
        String text = bare.replaceAll("\\s+", " ").replaceAll("\\?{2,}", "?").strip();
        String upper = text.toUpperCase(Locale.ROOT);
        int end = upper.indexOf(' ');
        String verb = end < 0 ? upper : upper.substring(0, end);
        boolean harmless = text.indexOf('\'') < 0
                && text.indexOf('"') < 0
                && (SHOWN.contains(verb) || DEFINES_TABLES.matcher(upper).matches())
                && !SECRETS.matcher(upper).find();
        if (!harmless) {
            return verb.matches("[A-Z]{1,20}") ? verb + " …" : "…";
        }
        boolean cut = backslash >= 0 || text.length() > MOST;
        return text.substring(0, Math.min(MOST, text.length())) + (cut ? " …" : "");
    }

    /** What stands for a part of it. */
    private static String stands(String part) {
        return switch (part.charAt(0)) {
            case '`' -> part;
            case '/', '#', '-' -> " ";
            default -> "?";
        };
    }
}
