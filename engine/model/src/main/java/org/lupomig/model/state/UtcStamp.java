package org.lupomig.model.state;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Time stamps as the store has them: UTC as a number YYYYMMDDHHMMSS. Finer order comes from sequences. */
public final class UtcStamp {
    private UtcStamp() {}

    /** The stamp of an instant; parts of a second are cut off. */
    public static long of(Instant instant) {
        OffsetDateTime t = instant.atOffset(ZoneOffset.UTC);
        long day = t.getYear() * 10_000L + t.getMonthValue() * 100L + t.getDayOfMonth();
        return day * 1_000_000L + t.getHour() * 10_000L + t.getMinute() * 100L + t.getSecond();
    }

    /** The instant of a stamp; the beginning of time for a number that is none. */
    public static Instant instant(long stamp) {
        if (Long.toString(stamp).length() != 14) {
            return Instant.EPOCH;
        }
        long day = stamp / 1_000_000;
        long time = stamp % 1_000_000;
        try {
            return OffsetDateTime.of(
                            (int) (day / 10_000),
                            (int) (day / 100 % 100),
                            (int) (day % 100),
                            (int) (time / 10_000),
                            (int) (time / 100 % 100),
                            (int) (time % 100),
                            0,
                            ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** A stamp for people: {@code 2026-01-08 00:00:00 UTC}. */
    public static String show(long stamp) {
        String digits = Long.toString(stamp);
        if (digits.length() != 14) {
            return digits;
        }
        return digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6, 8) + " "
                + digits.substring(8, 10) + ":" + digits.substring(10, 12) + ":" + digits.substring(12) + " UTC";
    }
}
