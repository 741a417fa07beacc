package org.lupomig.orchestrator.claim;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.orchestrator.journal.Owner;

/**
 * Who may begin. One that has something in common with nobody at work, and with nobody who waits and goes before it,
 * begins at once, whoever else waits; all others wait. Everything is taken at once or not at all: so there is no order
 * in which two could wait for each other.
 */
public final class Admission {
    private Admission() {}

    /**
     * One that has claimed something.
     *
     * @param holds whether it is at work; else it waits
     * @param dead whether its process is gone
     */
    public record Party(Owner owner, String work, Claims claims, boolean holds, boolean dead) {}

    /**
     * Who goes before one that claims this: those at work first, then those who wait, in their order.
     *
     * @param holding those at work, dead ones too
     * @param waiting those who wait and go before it, whatever they claim, in their order
     */
    public static List<Ahead> ahead(Claims claims, List<Party> holding, List<Party> waiting) {
        List<Ahead> ahead = new ArrayList<>();
        add(ahead, claims, holding);
        add(ahead, claims, waiting);
        return ahead;
    }

    private static void add(List<Ahead> ahead, Claims claims, List<Party> parties) {
        for (Party party : parties) {
            List<Claim> common = claims.common(party.claims());
            if (!common.isEmpty()) {
                ahead.add(new Ahead(party.owner(), party.work(), party.holds(), party.dead(), common));
            }
        }
    }
}
