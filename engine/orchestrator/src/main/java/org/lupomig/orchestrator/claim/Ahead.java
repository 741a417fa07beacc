package org.lupomig.orchestrator.claim;

import java.util.List;
import org.lupomig.orchestrator.journal.Owner;

/**
 * A command that goes before another one.
 *
 * @param owner it
 * @param work what it is about, for people
 * @param holds whether it is at work; else it waits itself
 * @param dead whether its process is gone, and it waits for being brought to an end
 * @param common what both claim
 */
public record Ahead(Owner owner, String work, boolean holds, boolean dead, List<Claim> common) {
    public Ahead {
        common = List.copyOf(common);
    }
}
