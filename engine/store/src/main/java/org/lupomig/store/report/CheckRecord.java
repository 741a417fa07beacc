package org.lupomig.store.report;

import org.jspecify.annotations.Nullable;

/**
 * A check that was made: one row of {@code migration_validation_log}.
 *
 * @param step empty where the batch was checked
 * @param phase {@code pre}, {@code during} or {@code post}
 * @param kind as the author wrote it, {@code implicit} where nobody asked for it, null where there is none
 * @param outcome {@code passed}, {@code failed} or {@code warned}
 * @param detail the expectation and the values found
 * @param at UTC YYYYMMDDHHMMSS
 */
public record CheckRecord(
        String batch,
        String step,
        String phase,
        @Nullable String kind,
        String title,
        String outcome,
        String detail,
        long millis,
        long at) {}
