package org.lupomig.store.connect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time as a server has it: whether a window has closed is no matter of whose machine asks. How far the clock of
 * this machine is off is asked once, when the time is first asked for.
 */
public final class ServerClock implements InstantSource {
    private final InstantSource own;
    private final MariaDbServer server;
    private volatile @Nullable Duration ahead;

    /**
     * A clock that has not asked yet.
     *
     * @param own the clock of this machine
     */
    public ServerClock(InstantSource own, MariaDbServer server) {
        this.own = own;
        this.server = server;
    }

    @Override
    public Instant instant() {
        Duration off = ahead;
        if (off == null) {
            off = asked();
            ahead = off;
        }
        return own.instant().plus(off);
    }

    private Duration asked() {
        // In UTC: in a server's own zone an hour a year comes twice.
        long micros = server.reading(reader -> reader.one(
                "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))", (row, ctx) -> row.getLong(1)));
        return Duration.between(own.instant(), Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
