package org.lupomig.orchestrator.forward;

import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * One server statement of what an author's statement comes to. Each is journaled by itself, and has a way back of its
 * own: those of a statement are taken back newest first, however many of them were sent.
 *
 * @param work what it does
 * @param operation what to send; null where the work is nothing, or is sent in a way of its own
 * @param sql what is sent, for the journal
 * @param before what was seen of its objects; null where they are to be looked at just before it is sent, because an
 *     earlier part changes them
 */
public record Part(
        Work work,
        @Nullable TargetOperation operation,
        String sql,
        @Nullable Snapshot before) {}
