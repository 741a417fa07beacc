package org.lupomig.orchestrator.rollback;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.purge.PurgedSteps;

/** Whether what has completed may still be rolled back: by its class, its window, and what was purged since. */
final class Permission {
    private final EnginePorts ports;

    Permission(EnginePorts ports) {
        this.ports = ports;
    }

    /**
     * Why it may not; null where it may.
     *
     * @param name of what is to go back, for people
     * @param asked null: as declared
     */
    @Nullable
    Problem refusal(String name, Candidate going, @Nullable RollbackClass asked) {
        BatchRecord batch = going.batch();
        RollbackClass declared = batch.rollbackClass();
        if (asked != null && !asked.atLeast(declared)) {
            return Problem.of(EngineMessage.WEAKER_CLASS, name, declared, asked);
        }
        PurgedSteps.Purged purged = PurgedSteps.of(ports.store(), batch.plan()).among(going.completed());
        if (purged != null) {
            return Problem.of(
                    EngineMessage.WAY_BACK_PURGED,
                    name,
                    UtcStamp.show(purged.at()),
                    purged.by(),
                    purged.mark().reason());
        }
        Long closes = batch.closes(going.completed());
        if (closes != null && closes <= UtcStamp.of(ports.clock().instant())) {
            return Problem.of(EngineMessage.WINDOW_CLOSED, name, UtcStamp.show(closes), declared);
        }
        return null;
    }
}
