package org.lupomig.store.target;

import org.jspecify.annotations.Nullable;
import org.lupomig.store.connect.ServerConnection;

/**
 * What decides the meaning of a session's statements.
 *
 * @param schema the default schema, null for none
 */
record SessionContext(
        @Nullable String schema,
        String sqlMode,
        String charset,
        String collation,
        String timeZone,
        boolean foreignKeyChecks,
        boolean uniqueChecks) {
    private static final String COLUMNS = " DATABASE(), @@sql_mode, @@character_set_client, @@collation_connection,"
            + " @@time_zone, @@foreign_key_checks, @@unique_checks";

    private static final String MODE = "sql_mode=";

    /** Seconds that the server may still need to end a session of the same name that was closed just now. */
    private static final int LOCK_PATIENCE = 5;

    /** The session's, in the same breath taking the lock by which it is found. */
    static SessionContext lockedUnder(ServerConnection connection, String lockName) {
        SessionContext context = connection.first(
                "SELECT" + COLUMNS + ", GET_LOCK(?, ?)",
                (row, ctx) -> row.getInt(8) == 1 ? read(row) : null,
                lockName,
                LOCK_PATIENCE);
        if (context == null) {
            throw new IllegalStateException("another session has the name " + lockName);
        }
        return context;
    }

    /** The session's. */
    static SessionContext of(ServerConnection connection) {
        return connection.one("SELECT" + COLUMNS, (row, ctx) -> read(row));
    }

    /** For the journal. */
    String text() {
        return MODE + sqlMode + "; charset=" + charset + "; collation=" + collation + "; time_zone=" + timeZone
                + "; foreign_key_checks=" + (foreignKeyChecks ? 1 : 0) + "; unique_checks=" + (uniqueChecks ? 1 : 0);
    }

    /** The sql_mode in a {@link #text}. */
    static String sqlModeIn(String text) {
        int end = text.indexOf(';');
        return end < 0 || !text.startsWith(MODE) ? "" : text.substring(MODE.length(), end);
    }

    /** Whether a text written to the store means itself: not cut silently, not NULL where it is empty. */
    boolean fitForStore() {
        return sqlMode.contains("STRICT_") && !sqlMode.contains("EMPTY_STRING_IS_NULL");
    }

    private static SessionContext read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new SessionContext(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6),
                row.getBoolean(7));
    }
}
