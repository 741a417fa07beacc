package org.lupomig.orchestrator.port;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.TargetSession.Given;

/**
 * A column that a statement of a batch added, and what the batch has done to its table since.
 *
 * @param then its name as it was added
 * @param now its name now
 * @param given what adding it gave to the rows that were there; null where that is what its default gives now
 * @param left number and digest of all rows as the statement left them; null where these were not counted
 * @param since what was done to the table after it, in the order of the statements, and is thought away
 */
public record AddedColumn(
        String then,
        String now,
        @Nullable Given given,
        @Nullable RowDigest left,
        List<LaterChange> since) {
    public AddedColumn {
        since = List.copyOf(since);
    }

    /** One after which nothing was done to the table, or all of it is undone. */
    public static AddedColumn last(String name) {
        return new AddedColumn(name, name, null, null, List.of());
    }
}
