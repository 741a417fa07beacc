package org.lupomig.orchestrator.undo;

import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;

/**
 * What the journal says of one forward statement.
 *
 * @param done null where it was in flight when the run broke off: then only the server knows
 * @param undone whether it is known to be undone
 */
public record StatementTrail(
        StatementIntent intent, @Nullable StatementDone done, boolean undone) {
    /** Whether it is known to have changed nothing. */
    public boolean withoutEffect() {
        return done != null && !done.effect();
    }
}
