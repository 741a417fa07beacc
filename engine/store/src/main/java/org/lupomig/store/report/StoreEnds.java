package org.lupomig.store.report;

import java.util.List;
import org.lupomig.orchestrator.journal.RunRecord;

/**
 * What a store is known by: its first run, which no store has that was made by itself, and its newest ones.
 *
 * @param server what the server that it is on calls itself: its host and port
 * @param runs the first, the newest and those that were asked for, in the order of their numbers, each once
 */
public record StoreEnds(String server, List<RunRecord> runs) {
    public StoreEnds {
        runs = List.copyOf(runs);
    }
}
