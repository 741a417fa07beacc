package org.lupomig.model.state;

/** The nine names by which an auditor knows the walk of a step, as written to {@code lupo_migration_states}. */
public enum Lifecycle {
    PRE_MIGRATION,
    VALIDATION,
    BACKUP,
    EXECUTION,
    VERIFICATION,
    POST_MIGRATION,
    COMPLETED,
    FAILED,
    ROLLED_BACK;

    /** The word in the store. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
