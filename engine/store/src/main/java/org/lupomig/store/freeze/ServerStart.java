package org.lupomig.store.freeze;

import java.time.Instant;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.store.connect.ServerConnection;

/**
 * One start of a server: what it has from then on that is only a variable ends with it.
 *
 * @param name the server, as it calls itself: one that has taken over from another is not that
 * @param second when, in seconds since 1970, as its clock was then; two are never in one second
 */
record ServerStart(String name, long second) {
    /** Both are of the moment at which the statement begins: so setting the clock moves neither from the other. */
    private static final String START = "SELECT CONCAT(@@hostname, ':', @@port), UNIX_TIMESTAMP(), VARIABLE_VALUE"
            + " FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'UPTIME'";

    static ServerStart read(ServerConnection reader) {
        // A clock that was set to before the start makes it negative, and the server says that unsigned.
        return reader.one(
                START,
                (row, ctx) ->
                        new ServerStart(row.getString(1), row.getLong(2) - Long.parseUnsignedLong(row.getString(3))));
    }

    /** As it is journaled. */
    String text() {
        return name + " " + second;
    }

    /** Whether it is the one that was journaled; where none was, that is not known, and nothing speaks against it. */
    boolean is(String journaled) {
        return journaled.isEmpty() || journaled.equals(text());
    }

    /** For people: when, by the server's own clock. */
    String says() {
        return UtcStamp.show(UtcStamp.of(Instant.ofEpochSecond(second)));
    }
}
