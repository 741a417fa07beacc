package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.orchestrator.journal.JournalEntry;

/**
 * The journals that were read last. Nothing in a journal is changed or goes away, and whoever writes to that of a run
 * does so row behind row, because each of their transactions holds the owner's lock: so of one that was read before
 * only what has come to it since is asked for.
 */
final class SeenJournals {
    /** A command works on few runs; those that look at many need each of them once. */
    private static final int MOST = 4;

    private final Map<Long, List<JournalEntry>> byRun = new LinkedHashMap<>(8, 0.75f, true);

    /** Reads what came to a journal behind a place in the history of the store. */
    interface Reads {
        /** All of these, in their order. */
        List<JournalEntry> behind(long sequence);
    }

    /** The journal of a run. */
    synchronized List<JournalEntry> of(long run, Reads reads) {
        List<JournalEntry> seen = byRun.getOrDefault(run, List.of());
        long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).sequence();
        List<JournalEntry> more = reads.behind(last);
        List<JournalEntry> all = seen;
        if (!more.isEmpty()) {
            all = new ArrayList<>(seen);
            all.addAll(more);
            all = List.copyOf(all);
        }
        if (!all.isEmpty()) {
            byRun.put(run, all);
            byRun.keySet().removeIf(each -> byRun.size() > MOST && each != run);
        }
        return all;
    }
}
