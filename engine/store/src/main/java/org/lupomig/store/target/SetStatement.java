package org.lupomig.store.target;

import java.util.Locale;

/**
 * {@code SET NAMES} and its kin, as far as a session must know of them: the driver sends UTF-8 whatever the server was
 * told, so that another character set would store other characters than the script shows.
 */
final class SetStatement {
    private SetStatement() {}

    /** Whether a statement may change the session's settings. */
    static boolean is(String sql) {
        return sql.length() > 3 && sql.regionMatches(true, 0, "SET", 0, 3) && !Character.isLetterOrDigit(sql.charAt(3));
    }

    /** Whether it names a character set other than UTF-8. */
    static boolean changesCharset(String sql) {
        String[] words = sql.trim().toLowerCase(Locale.ROOT).split("[\\s=]+", 5);
        String charset = null;
        if (words.length > 2 && (words[1].equals("names") || words[1].equals("charset"))) {
            charset = words[2];
        } else if (words.length > 3 && words[1].equals("character") && words[2].equals("set")) {
            charset = words[3];
        }
        return charset != null && !charset.replace("'", "").replace("\"", "").startsWith("utf8");
    }
}
