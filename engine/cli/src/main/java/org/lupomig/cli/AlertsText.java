package org.lupomig.cli;

import java.util.List;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Words;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.store.report.AlertRecord;

/** Alerts, for people. */
final class AlertsText {
    private final Style style;

    AlertsText(Style style) {
        this.style = style;
    }

    String render(List<AlertsView> views) {
        StringBuilder out = new StringBuilder();
        for (AlertsView view : views) {
            if (views.size() > 1) {
                out.append(style.strong("on " + view.server().shown())).append('\n');
            }
            view.alerts().forEach(alert -> alert(alert, out));
        }
        boolean none = views.stream().allMatch(view -> view.alerts().isEmpty());
        return none ? "no alert is to be seen to\n" : out.toString();
    }

    private void alert(AlertRecord alert, StringBuilder out) {
        out.append("alert ")
                .append(alert.id())
                .append("  ")
                .append(UtcStamp.show(alert.raised()))
                .append("  ")
                .append(level(alert))
                .append(", ")
                .append(status(alert))
                .append("  run ")
                .append(alert.run())
                .append(": ")
                .append(SafeText.oneLine(alert.title()))
                .append('\n');
        alert.message().lines().forEach(line -> out.append("    ")
                .append(SafeText.oneLine(line))
                .append('\n'));
    }

    private String level(AlertRecord alert) {
        return switch (alert.level()) {
            case "critical", "error" -> style.bad(alert.level());
            case "warning" -> style.notable(alert.level());
            default -> alert.level();
        };
    }

    private String status(AlertRecord alert) {
        return alert.status().equals(AlertRecord.ESCALATED)
                ? style.bad("escalated, level " + alert.escalation())
                : alert.status();
    }

    /** What {@code status} says of them; empty where there is nothing to say. */
    static String line(AlertsView.Counts counts) {
        return counts.open() == 0
                ? ""
                : Words.count(counts.open(), "alert") + " to be seen to, " + counts.unseen() + " of them new, "
                        + counts.escalated() + " escalated: lupomig alerts";
    }
}
