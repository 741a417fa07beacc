package org.lupomig.cli.wiring;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lupomig.store.connect.MariaDbServer;

/**
 * The time as a server has it: whether a window has closed is no matter of whose machine asks. How far the clock of
 * this machine is off is asked once, when the time is first asked for.
 */
final class ServerClock implements InstantSource {
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    private final InstantSource own;
    private final MariaDbServer server;
    private volatile @Nullable Duration ahead;

    ServerClock(InstantSource own, MariaDbServer server) {
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
        BigDecimal seconds = server.reading(
                reader -> reader.one("SELECT UNIX_TIMESTAMP(SYSDATE(6))", (row, ctx) -> row.getBigDecimal(1)));
        long micros = seconds.multiply(MICROS).longValue();
        return Duration.between(own.instant(), Instant.EPOCH.plusNanos(micros * 1_000));
    }
}
