package org.lupomig.model.plan;

/**
 * An edge of the graph, seen from the step that waits.
 *
 * @param on the step waited for; of an imported plan where {@code on.plan()} is not this plan's name
 */
public record Dependency(Address on, Kind kind) implements Comparable<Dependency> {
    /** How strict the edge is. */
    public enum Kind {
        REQUIRED,
        OPTIONAL,
        CONFLICT;

        /** The word in the store. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public int compareTo(Dependency other) {
        int byAddress = on.compareTo(other.on);
        return byAddress != 0 ? byAddress : kind.compareTo(other.kind);
    }
}
