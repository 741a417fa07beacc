package org.lupomig.orchestrator.purge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.HeldTable;

/**
 * Alerts that say what was set aside for a person are over when that is gone. It goes by what is there, so that a purge
 * that was killed between a table and its alert is made good with its end.
 */
public final class KeptAlerts {
    private KeptAlerts() {}

    /**
     * What resolves those whose tables are gone.
     *
     * @param how by what they are gone, a clause
     */
    public static List<Write> over(EnginePorts ports, String how, long at) {
        String schema = ports.target().heldSchema();
        Map<String, List<String>> open = new LinkedHashMap<>();
        for (String title : List.of(Alerts.TABLE_KEPT, Alerts.ROWS_KEPT)) {
            open.put(title, ports.store().openAlerts(title));
        }
        // Behind the alerts: what another run sets aside meanwhile is there before it is told.
        Set<String> there = ports.target().held().stream().map(HeldTable::name).collect(Collectors.toSet());
        List<Write> writes = new ArrayList<>();
        open.forEach((title, messages) -> {
            for (String message : messages) {
                boolean named = there.stream().anyMatch(name -> {
                    String kept = Alerts.keptAs(schema + "." + name);
                    return message.contains(kept + ":") || message.contains(kept + ",");
                });
                if (!named) {
                    writes.add(new Write.Settled(0, title, message, how, at));
                }
            }
        });
        return writes;
    }
}
