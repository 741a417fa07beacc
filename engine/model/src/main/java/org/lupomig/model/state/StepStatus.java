package org.lupomig.model.state;

/** Where a step stands between runs, as {@code migration_files} says. */
public enum StepStatus {
    PENDING,
    RUNNING,
    COMPLETED,
    SKIPPED,
    FAILED,
    ROLLED_BACK;

    /** The word in the store and in output. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether a step that requires one of this status may run. */
    public boolean satisfies() {
        return this == COMPLETED || this == SKIPPED;
    }
}
