package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/** What a step that waits for its turn will have executed, once it is sent. */
record Upcoming(TargetSession session, TargetOperation operation) {

    /**
     * Sends several. Where it is known of all what they are, each session over which more than one of them goes is told
     * what comes. It does not matter whether it makes anything of it: what it could not, whoever sends next hears of.
     *
     * @param all one for each that is sent; null where that is not known
     * @param sends sends them
     */
    static void send(List<@Nullable Upcoming> all, Runnable sends) {
        Map<TargetSession, List<TargetOperation>> bySession = new LinkedHashMap<>();
        for (Upcoming each : all) {
            if (each == null) {
                sends.run();
                return;
            }
            bySession
                    .computeIfAbsent(each.session, session -> new ArrayList<>())
                    .add(each.operation);
        }
        Runnable told = sends;
        for (Map.Entry<TargetSession, List<TargetOperation>> each : bySession.entrySet()) {
            told = each.getValue().size() < 2 ? told : told(each.getKey(), each.getValue(), told);
        }
        told.run();
    }

    private static Runnable told(TargetSession session, List<TargetOperation> operations, Runnable sends) {
        return () -> {
            boolean[] begun = {false};
            try {
                session.together(operations, () -> {
                    begun[0] = true;
                    sends.run();
                });
            } catch (ConnectionLost | ServerRefused e) {
                if (!begun[0]) {
                    sends.run();
                }
            }
        };
    }
}
