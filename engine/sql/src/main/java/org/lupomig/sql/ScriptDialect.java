package org.lupomig.sql;

/**
 * How the server reads quotes: two of the modes in {@code sql_mode}.
 *
 * @param ansiQuotes whether double quotes are around names, by {@code ANSI_QUOTES} and the modes that include it
 * @param backslashEscapes whether a backslash in a text escapes what follows; not by {@code NO_BACKSLASH_ESCAPES}
 */
public record ScriptDialect(boolean ansiQuotes, boolean backslashEscapes) {
    /** As MariaDB reads without such modes. */
    public static final ScriptDialect DEFAULT = new ScriptDialect(false, true);

    /** The dialect of a {@code sql_mode} as it is set: names with commas between them. */
    public static ScriptDialect ofMode(String sqlMode) {
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
}
