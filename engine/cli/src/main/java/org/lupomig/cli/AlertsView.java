package org.lupomig.cli;

import java.time.Instant;
import java.util.List;
import org.lupomig.cli.config.Escalation;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.store.report.AlertRecord;

/**
 * Alerts of one server, as they are now.
 *
 * @param alerts the oldest first
 */
record AlertsView(OpenServer server, List<AlertRecord> alerts) {
    /**
     * How many alerts are to be seen to.
     *
     * @param open all that are not resolved
     * @param unseen those that nobody has acknowledged
     * @param escalated those of them that were left too long
     */
    record Counts(int open, int unseen, int escalated) {}

    /** Reads them; nothing is written. */
    static AlertsView read(OpenServer server, boolean all, Escalation escalation, Instant now) {
        List<AlertRecord> found = all
                ? server.store().reports().allAlerts()
                : server.store().reports().openAlerts();
        return new AlertsView(
                server, found.stream().map(alert -> escalation.seen(alert, now)).toList());
    }

    Counts counts() {
        int open = 0;
        int unseen = 0;
        int escalated = 0;
        for (AlertRecord alert : alerts) {
            open += alert.isOpen() ? 1 : 0;
            unseen += alert.isUnseen() ? 1 : 0;
            escalated += alert.status().equals(AlertRecord.ESCALATED) ? 1 : 0;
        }
        return new Counts(open, unseen, escalated);
    }
}
