package org.lupomig.sql;

import org.jspecify.annotations.Nullable;

/**
 * How the server reads quotes: two of the modes in {@code sql_mode}.
 *
 * @param ansiQuotes whether double quotes are around names, by {@code ANSI_QUOTES} and the modes that include it
 * @param backslashEscapes whether a backslash in a text escapes what follows; not by {@code NO_BACKSLASH_ESCAPES}
 */
public record ScriptDialect(boolean ansiQuotes, boolean backslashEscapes) {
    /** As MariaDB reads without such modes. */
    public static final ScriptDialect DEFAULT = new ScriptDialect(false, true);

    private static final long ANSI_QUOTES_BIT = 1L << 2;
    private static final long NO_BACKSLASH_ESCAPES_BIT = 1L << 20;

    /** POSTGRESQL, ORACLE, MSSQL, DB2, MAXDB, each in the server's own order, and ANSI. */
    private static final long COMBINED_BITS = (1L << 8) | (1L << 9) | (1L << 10) | (1L << 11) | (1L << 12) | (1L << 18);

    /**
     * The dialect of a {@code sql_mode} as it is set: names with commas between them, or the server's number for them.
     */
    public static ScriptDialect ofMode(String sqlMode) {
        if (isNumber(sqlMode)) {
            long bits = Long.parseLong(sqlMode.strip());
            return new ScriptDialect(
                    (bits & (ANSI_QUOTES_BIT | COMBINED_BITS)) != 0, (bits & NO_BACKSLASH_ESCAPES_BIT) == 0);
        }
        boolean ansi = false;
        boolean escapes = true;
        for (String mode : Characters.upper(sqlMode).split(",", -1)) {
            switch (mode.strip()) {
                case "ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL" -> ansi = true;
                case "NO_BACKSLASH_ESCAPES" -> escapes = false;
                default -> {}
            }
        }
        return new ScriptDialect(ansi, escapes);
    }

    /**
     * The dialect that a setting names.
     *
     * @param modes {@code ANSI_QUOTES}, {@code NO_BACKSLASH_ESCAPES}, or both with a comma between them
     * @return null where it names anything else
     */
    public static @Nullable ScriptDialect ofSetting(String modes) {
        for (String mode : Characters.upper(modes).split(",", -1)) {
            switch (mode.strip()) {
                case "ANSI_QUOTES", "NO_BACKSLASH_ESCAPES" -> {}
                default -> {
                    return null;
                }
            }
        }
        return ofMode(modes);
    }

    /** The names of its modes, with a comma between them; empty for the default. */
    public String modes() {
        String ansi = ansiQuotes ? "ANSI_QUOTES" : "";
        String separator = ansiQuotes && !backslashEscapes ? "," : "";
        return ansi + separator + (backslashEscapes ? "" : "NO_BACKSLASH_ESCAPES");
    }

    /**
     * What is left of a {@code sql_mode} without its quotes; null where one of its names stands for more than these.
     */
    static @Nullable String withoutQuotes(String sqlMode) {
        if (isNumber(sqlMode)) {
            return null;
        }
        StringBuilder rest = new StringBuilder();
        for (String written : sqlMode.split(",", -1)) {
            String mode = Characters.upper(written.strip());
            String kept =
                    switch (mode) {
                        case "ANSI_QUOTES", "NO_BACKSLASH_ESCAPES" -> "";
                        case "ANSI" -> "REAL_AS_FLOAT,PIPES_AS_CONCAT,IGNORE_SPACE";
                        case "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL" -> null;
                        default -> mode;
                    };
            if (kept == null || kept.indexOf('\'') >= 0 || kept.indexOf('\\') >= 0) {
                return null;
            }
            rest.append(rest.length() > 0 && !kept.isEmpty() ? "," : "").append(kept);
        }
        return rest.toString();
    }

    // By hand, as hashCode is: what the compiler leaves to be linked at run time is felt when a command starts.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScriptDialect dialect
                && ansiQuotes == dialect.ansiQuotes
                && backslashEscapes == dialect.backslashEscapes;
    }

    @Override
    public int hashCode() {
        return (ansiQuotes ? 2 : 0) + (backslashEscapes ? 1 : 0);
    }

    private static boolean isNumber(String text) {
        String digits = text.strip();
        return !digits.isEmpty() && digits.length() < 19 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
