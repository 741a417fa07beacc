package org.lupomig.cli.config;

import java.time.Duration;
import java.time.Instant;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.store.report.AlertRecord;

/**
 * How long alerts may be left before somebody has looked at them. Whoever looks next finds those that were left longer
 * escalated; nobody has to watch for that. Warnings may be left for as long as one likes.
 *
 * @param critical of critical ones; zero: for ever
 * @param error of errors; zero: for ever
 */
public record Escalation(Duration critical, Duration error) {
    private static final int HIGHEST = 99;

    /** How often that time has passed since an alert was raised, where nobody has looked yet; else what is recorded. */
    public int level(AlertRecord alert, Instant now) {
        Duration patience =
                switch (alert.level()) {
                    case "critical" -> critical;
                    case "error" -> error;
                    default -> Duration.ZERO;
                };
        if (!alert.isUnseen() || patience.isZero()) {
            return alert.escalation();
        }
        long passed =
                Duration.between(UtcStamp.instant(alert.raised()), now).toSeconds() / Math.max(1, patience.toSeconds());
        return (int) Math.max(alert.escalation(), Math.min(HIGHEST, passed));
    }

    /** The alert as it is to be shown now. */
    public AlertRecord seen(AlertRecord alert, Instant now) {
        int level = level(alert, now);
        return level == alert.escalation()
                ? alert
                : new AlertRecord(
                        alert.id(),
                        alert.run(),
                        alert.level(),
                        alert.title(),
                        alert.message(),
                        AlertRecord.ESCALATED,
                        level,
                        alert.raised());
    }
}
