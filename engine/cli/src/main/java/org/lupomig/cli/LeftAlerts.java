package org.lupomig.cli;

import java.time.Instant;
import org.lupomig.cli.config.Escalation;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.report.AlertRecord;

/**
 * Alerts that were left too long: whoever opens a store writes down that they were, where this account may. Whether
 * there are any to look at is known from the look at the store itself.
 */
final class LeftAlerts {
    private LeftAlerts() {}

    /** Writes it down of each whose time has passed, as often as it has. */
    static void escalate(OpenServer server, Escalation escalation, Instant now) {
        try {
            for (AlertRecord alert : server.store().reports().openAlerts()) {
                AlertRecord seen = escalation.seen(alert, now);
                if (seen.escalation() > alert.escalation()) {
                    server.store().reports().escalate(alert.id(), seen.escalation());
                }
            }
        } catch (ServerRefused | ConnectionLost e) {
            // the next one who looks may write; what is shown is computed, and the same
        }
    }
}
