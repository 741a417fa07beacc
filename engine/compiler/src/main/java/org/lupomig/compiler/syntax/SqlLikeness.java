package org.lupomig.compiler.syntax;

import java.util.Locale;

/** Tells a text that begins like a statement from the path of a file. */
public final class SqlLikeness {
    private SqlLikeness() {}

    /** Whether a text begins like a statement. */
    public static boolean isSql(String text) {
        String word = firstWord(text);
        boolean known =
                switch (word) {
                    case "ALTER", "CALL", "CREATE", "DELETE", "DROP", "GRANT", "INSERT", "RENAME", "REPLACE" -> true;
                    case "SELECT", "SET", "TRUNCATE", "UPDATE", "USE", "WITH" -> true;
                    default -> false;
                };
        String rest = text.strip().substring(word.length());
        return known && !rest.isEmpty() && Character.isWhitespace(rest.charAt(0));
    }

    /** The letters with which a text begins, in upper case. */
    public static String firstWord(String text) {
        String from = text.strip();
        int end = 0;
        while (end < from.length() && Character.isLetter(from.charAt(end))) {
            end++;
        }
        return from.substring(0, end).toUpperCase(Locale.ROOT);
    }
}
