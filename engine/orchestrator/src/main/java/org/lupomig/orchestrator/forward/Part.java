package org.lupomig.orchestrator.forward;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.Likeness;
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
 * @param moving tables that it sets aside
 */
public record Part(
        Work work,
        @Nullable TargetOperation operation,
        String sql,
        @Nullable Snapshot before,
        List<Moving> moving) {
    public Part {
        moving = List.copyOf(moving);
    }

    /** One that sets no tables aside. */
    public Part(Work work, @Nullable TargetOperation operation, String sql, @Nullable Snapshot before) {
        this(work, operation, sql, before, List.of());
    }

    /** What somebody has changed of it since it was planned, for people; empty where nobody has. */
    public String changed(Snapshot now, Likeness likeness) {
        return first(moving.stream().map(table -> table.before(now, likeness)).toList());
    }

    /** What somebody changed of it in the moment in which it was sent; empty where nobody did. */
    public String changedMeanwhile(Snapshot now, Snapshot after, Likeness likeness) {
        return first(
                moving.stream().map(table -> table.after(now, after, likeness)).toList());
    }

    private static String first(List<String> differences) {
        return differences.stream()
                .filter(difference -> !difference.isEmpty())
                .findFirst()
                .orElse("");
    }
}
