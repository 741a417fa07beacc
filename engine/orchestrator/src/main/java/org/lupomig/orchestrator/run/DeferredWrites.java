package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;

/**
 * What a run has to say that may wait for its next commit, in the order in which it was said. So the end of one
 * statement and the intent of the next are made durable together.
 */
final class DeferredWrites {
    private final Consumer<List<Write>> store;

    private final List<Waiting> waiting = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param store makes what it is given durable in one transaction
     */
    DeferredWrites(Consumer<List<Write>> store) {
        this.store = store;
    }

    private record Waiting(List<Write> writes, Runnable written, Runnable refused) {}

    /** Waits for the next commit. */
    synchronized void add(List<Write> writes, Runnable written, Runnable refused) {
        waiting.add(new Waiting(List.copyOf(writes), written, refused));
    }

    /** Makes all that waits durable, and these with it. */
    synchronized void commit(List<Write> writes) {
        List<Waiting> earlier = List.copyOf(waiting);
        waiting.clear();
        List<Write> all = new ArrayList<>();
        earlier.forEach(each -> all.addAll(each.writes));
        all.addAll(writes);
        if (all.isEmpty()) {
            return;
        }
        try {
            store.accept(all);
        } catch (ServerRefused e) {
            // What is refused may be only what came last: what was done before need not be forgotten with it.
            int kept = 0;
            try {
                kept = written(earlier, writes.isEmpty() ? earlier.size() - 1 : earlier.size());
            } finally {
                earlier.subList(0, kept).forEach(each -> each.written.run());
                earlier.subList(kept, earlier.size()).forEach(each -> each.refused.run());
            }
            throw e;
        } catch (RuntimeException e) {
            earlier.forEach(each -> each.refused.run());
            throw e;
        }
        earlier.forEach(each -> each.written.run());
    }

    /** How many of the first of these could be written: as many as wanted, or all but the last one of all. */
    private int written(List<Waiting> earlier, int wanted) {
        for (int kept = wanted; kept > 0 && kept >= earlier.size() - 1; kept--) {
            if (isTaken(earlier.subList(0, kept))) {
                return kept;
            }
        }
        return 0;
    }

    private boolean isTaken(List<Waiting> some) {
        List<Write> writes = new ArrayList<>();
        some.forEach(each -> writes.addAll(each.writes));
        try {
            store.accept(writes);
            return true;
        } catch (ServerRefused e) {
            return false;
        }
    }
}
