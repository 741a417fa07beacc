package org.lupomig.orchestrator;

import java.util.List;

/**
 * What a person asks to be frozen.
 *
 * @param schemas whose writers are to pause; none for everything
 * @param reason shown to users
 * @param emergency whether nothing of ours may start meanwhile either
 */
public record FreezeRequest(List<String> schemas, String reason, boolean emergency) {
    public FreezeRequest {
        schemas = List.copyOf(schemas);
    }

    /** What is to be frozen, in words. */
    public String what() {
        return schemas.isEmpty() ? "everything" : String.join(", ", schemas);
    }
}
