package org.lupomig.orchestrator.journal;

import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.journal.NewRun.RunKind;

/**
 * A run in the store.
 *
 * @param started UTC YYYYMMDDHHMMSS
 * @param ended UTC YYYYMMDDHHMMSS, null while it is under way
 * @param detail one sentence on how it ended, empty before
 */
public record RunRecord(
        long id,
        RunKind kind,
        String plan,
        String version,
        String checksum,
        RunStatus status,
        Owner owner,
        long started,
        @Nullable Long ended,
        long durationMillis,
        String detail) {}
