package org.lupomig.orchestrator.journal;

import java.util.List;

/**
 * The published state of the system.
 *
 * @param mode where it stands
 * @param reason why, shown to users; empty when normal
 * @param schemas whose writers are asked to pause
 * @param since UTC YYYYMMDDHHMMSS
 */
public record SystemState(Mode mode, String reason, List<String> schemas, long since) {
    public SystemState {
        schemas = List.copyOf(schemas);
    }

    /** Nobody is asked to pause. */
    public static SystemState normal(long since) {
        return new SystemState(Mode.NORMAL, "", List.of(), since);
    }

    /** Where the system stands. */
    public enum Mode {
        NORMAL,
        FROZEN,
        THAWING,
        EMERGENCY;

        /** The word in the store and in output. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
