package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.orchestrator.journal.JournalEntry;

/**
 * The journals that were read last. Nothing in a journal is changed or goes away, and whoever writes to that of a run
 * does so row behind row, because each of their transactions holds the owner's lock: so of one that was read before
 * only what has come to it since is asked for, and the last row that was read. Where that is another one, the store is
 * another one, as when it is made anew for a rehearsal: then all is read.
 */
final class SeenJournals {
    /** A command works on few runs; those that look at many need each of them once. */
    private static final int MOST = 4;

    private final Map<Long, List<JournalEntry>> byRun = new LinkedHashMap<>(8, 0.75f, true);

    /** Reads a journal from a place in the history of the store. */
    interface Reads {
        /** The row of that place, and all behind it, in their order. */
        List<JournalEntry> from(long sequence);
    }

    /** The journal of a run. */
    synchronized List<JournalEntry> of(long run, Reads reads) {
        List<JournalEntry> seen = byRun.getOrDefault(run, List.of());
        List<JournalEntry> all = seen.isEmpty() ? List.copyOf(reads.from(0)) : on(seen, reads);
        if (!all.isEmpty()) {
            byRun.put(run, all);
            byRun.keySet().removeIf(each -> byRun.size() > MOST && each != run);
        } else {
            byRun.remove(run);
        }
        return all;
    }

    private static List<JournalEntry> on(List<JournalEntry> seen, Reads reads) {
        JournalEntry last = seen.get(seen.size() - 1);
        List<JournalEntry> more = reads.from(last.sequence());
        if (more.isEmpty() || !more.get(0).equals(last)) {
            return List.copyOf(reads.from(0));
        }
        if (more.size() == 1) {
            return seen;
        }
        List<JournalEntry> all = new ArrayList<>(seen);
        all.addAll(more.subList(1, more.size()));
        return List.copyOf(all);
    }
}
