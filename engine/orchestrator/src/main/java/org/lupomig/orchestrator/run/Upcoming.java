package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/** What a step that waits for its turn will have executed, once it is sent. */
record Upcoming(TargetSession session, TargetOperation operation) {

    /**
     * Sends several, one after the other. Where it is known of all that they go over one session, that is told what
     * comes. It does not matter whether it makes anything of it: what it could not, whoever sends next hears of.
     *
     * @param all one for each that is sent; null where that is not known
     * @param sends sends them
     */
    static void send(List<@Nullable Upcoming> all, Runnable sends) {
        List<TargetOperation> operations = new ArrayList<>();
        for (Upcoming each : all) {
            if (each == null || each.session != Objects.requireNonNull(all.get(0)).session) {
                sends.run();
                return;
            }
            operations.add(each.operation);
        }
        if (operations.size() < 2) {
            sends.run();
            return;
        }
        boolean[] begun = {false};
        try {
            Objects.requireNonNull(all.get(0)).session.together(operations, () -> {
                begun[0] = true;
                sends.run();
            });
        } catch (ConnectionLost | ServerRefused e) {
            if (!begun[0]) {
                sends.run();
            }
        }
    }
}
