package org.lupomig.orchestrator.forward;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.TargetOperation;

/** What will be done for a statement. */
public sealed interface Resolution {
    /** This, in this order; at least one part. */
    record Ready(List<Part> parts) implements Resolution {
        public Ready {
            parts = List.copyOf(parts);
        }
    }

    /** It cannot be done, and nothing was. */
    record Blocked(Problem problem) implements Resolution {}

    /** One part, whose objects were looked at. */
    static Resolution ready(Work work, @Nullable TargetOperation operation, String sql, Snapshot before) {
        return new Ready(List.of(new Part(work, operation, sql, before)));
    }
}
