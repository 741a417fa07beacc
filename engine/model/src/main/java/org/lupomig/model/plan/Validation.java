package org.lupomig.model.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.state.RollbackClass;

/**
 * A check with a title.
 *
 * @param kind null where the author named none
 * @param rollbackClass what a failure reverts: {@code on failure} before kind before the batch's own, the stronger of
 *     the last two
 */
public record Validation(
        Phase phase,
        @Nullable Kind kind,
        String title,
        RollbackClass rollbackClass,
        List<Expectation> expectations,
        Location location) {
    public Validation {
        expectations = List.copyOf(expectations);
    }

    /** When it is checked. */
    public enum Phase {
        PRE,
        DURING,
        POST;

        /** The word in plans and in the store. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What it is about, which decides how a failure weighs. */
    public enum Kind {
        INTEGRITY(RollbackClass.A),
        SCHEMA(RollbackClass.A),
        PERFORMANCE(RollbackClass.B),
        SEMANTIC(RollbackClass.C),
        DOCUMENTATION(RollbackClass.D);

        private final RollbackClass rollbackClass;

        Kind(RollbackClass rollbackClass) {
            this.rollbackClass = rollbackClass;
        }

        /** The class that a failure of this kind asks for. */
        public RollbackClass rollbackClass() {
            return rollbackClass;
        }

        /** The word in plans and in the store. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One line of a check.
     *
     * @param warnOnly recorded when it does not hold, and the run goes on
     * @param text the condition as the author wrote it
     */
    public record Expectation(boolean warnOnly, Expression condition, String text, Location location) {}
}
