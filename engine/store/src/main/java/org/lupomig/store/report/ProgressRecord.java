package org.lupomig.store.report;

import org.jspecify.annotations.Nullable;

/**
 * How far a run was when that was last written down.
 *
 * @param phase what was being done, one word
 * @param percentage with two places behind the point
 * @param secondsLeft how long the rest would take then, null where nothing was known
 * @param at UTC YYYYMMDDHHMMSS, by the server's clock
 */
public record ProgressRecord(
        long run,
        String phase,
        int stepsDone,
        int stepsTotal,
        String percentage,
        @Nullable Long secondsLeft,
        long at) {}
