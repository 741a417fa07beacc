package org.lupomig.orchestrator.purge;

import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;

/**
 * Rows of the store that are good for a time only, and are over it: what was cached, scratch data, sessions. No way
 * back needs them, so that they go is written down nowhere: a purge that is killed leaves the rest of them to the next
 * one.
 */
final class ExpiredRows {
    /** How many go in one transaction. In between, the heartbeat of the locks comes to its turn. */
    private static final int PORTION = 1_000;

    private final EnginePorts ports;
    private final Store.Lock lock;

    ExpiredRows(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /** What would go, as a clause; empty where nothing would. */
    String wouldGo() {
        return words(ports.store().expiredRows(), " would be removed");
    }

    /** Removes what has expired by now, and says so in a clause; empty where nothing has gone. */
    String remove() {
        long found = ports.store().expiredRows();
        long gone = 0;
        try {
            for (int now = PORTION; now == PORTION && gone < found; gone += now) {
                now = lock.removeExpired(PORTION);
            }
        } catch (ServerRefused e) {
            // They are in nobody's way: what else was purged is purged.
            ports.listener()
                    .on(new RunEvent.Note(words(found - gone, "") + " stay there: the server says " + e.code() + " "
                            + e.getMessage()));
        }
        return words(gone, gone == 1 ? " is removed" : " are removed");
    }

    private static String words(long rows, String what) {
        return rows == 0 ? "" : rows + " expired " + (rows == 1 ? "row" : "rows") + " of the store" + what;
    }
}
