package org.lupomig.store.target;

import org.lupomig.store.connect.ServerConnection;

/** What {@code LAST_INSERT_ID()} answers, which the journal's own rows would change. */
final class InsertId {
    private InsertId() {}

    /** Does something over a session, which afterwards answers as before. */
    static void kept(ServerConnection connection, Runnable work) {
        // without a sign, and so longer than a number of Java's
        String number = connection.one("SELECT LAST_INSERT_ID()", (row, ctx) -> row.getString(1));
        work.run();
        connection.update("SET last_insert_id = " + number);
    }
}
