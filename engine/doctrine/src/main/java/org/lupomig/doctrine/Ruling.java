package org.lupomig.doctrine;

import java.util.List;
import org.lupomig.model.source.Location;

/**
 * What an author says of one rule: in the plan, or in a comment above a statement.
 *
 * @param effect what becomes of what the rule finds
 * @param rule the rule's name
 * @param place that name, where it stands
 * @param regions where it holds: a finding is meant that lies inside one of them; empty: everywhere
 */
public record Ruling(Effect effect, String rule, Location place, List<Location> regions) {
    public Ruling {
        regions = List.copyOf(regions);
    }

    /** What becomes of a finding. */
    public enum Effect {
        /** It is an error. */
        DENY,
        /** It is a warning. */
        WARN,
        /** It is accepted, and not shown. */
        ALLOW
    }

    /** Whether it is said of a part only: that goes before what is said of the whole. */
    public boolean isNarrow() {
        return !regions.isEmpty();
    }

    /** Whether a finding of its rule at {@code at} is meant. */
    public boolean covers(Location at) {
        if (regions.isEmpty()) {
            return true;
        }
        for (Location region : regions) {
            if (region.file().equals(at.file()) && region.span().covers(at.span())) {
                return true;
            }
        }
        return false;
    }
}
