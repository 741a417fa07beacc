package org.lupomig.store.target;

import org.lupomig.store.connect.ServerConnection;

/**
 * A schema whose options the server has not written down: it makes the folder first, and the file with the options
 * then, and when it dies in between there is a schema all the same. Its default collation is that of whoever asks.
 */
final class CutOffSchema {
    private CutOffSchema() {}

    static boolean is(String schema, ServerConnection connection) {
        return isMine(schema, "latin1_bin", connection) && isMine(schema, "latin1_swedish_ci", connection);
    }

    private static boolean isMine(String schema, String mine, ServerConnection connection) {
        String collation = connection.first(
                "SET STATEMENT collation_server = '" + mine
                        + "' FOR SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?",
                (row, ctx) -> row.getString(1),
                schema);
        return mine.equals(collation);
    }
}
