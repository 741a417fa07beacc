package org.lupomig.orchestrator.journal;

/**
 * What is recorded when a run begins.
 *
 * @param kind what is being done
 * @param checksum of the plan
 * @param started UTC YYYYMMDDHHMMSS
 */
public record NewRun(RunKind kind, String plan, String version, String checksum, Owner owner, long started) {
    /** What a run does. */
    public enum RunKind {
        RUN,
        ROLLBACK,
        PURGE,
        /** A person freezes the system; it has no plan. */
        FREEZE,
        /** A person thaws it; it has no plan. */
        THAW;

        /** The word in the store. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
