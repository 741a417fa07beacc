package org.lupomig.store.freeze;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;

/**
 * What came of one try to keep writers out. Each is made alone, and in the session that is alone: so nobody puts back
 * what is raised only afterwards, not even where its process is killed while the server works on it.
 *
 * @param why why it does not hold; null where it does
 * @param passes whether that may pass
 */
record RaiseTry(@Nullable String why, boolean passes) {
    /** It holds. */
    static final RaiseTry HOLDS = new RaiseTry(null, false);

    /** It will not hold by itself. */
    static RaiseTry failed(String why) {
        return new RaiseTry(why, false);
    }

    /** Somebody is in the way. */
    static RaiseTry waits(String why) {
        return new RaiseTry(why, true);
    }

    /**
     * Tries until it holds, is not due any more, or has waited long enough. Others get their turn in between.
     *
     * @return why it does not hold; null where it does, or is not due
     */
    static @Nullable String raised(
            MariaDbServer server, Duration patience, BooleanSupplier due, Function<ServerConnection, RaiseTry> work) {
        GrowingPause pause = new GrowingPause(patience);
        while (true) {
            RaiseTry tried = Alone.on(server, lone -> due.getAsBoolean() ? work.apply(lone) : null);
            if (tried == null) {
                return null;
            }
            if (!tried.passes || !pause.again()) {
                return tried.why;
            }
        }
    }
}
