package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;

/** What goes wrong with writes to the store. */
public final class StoreFaults {
    private final List<Fault> faults = new ArrayList<>();
    private int heldUp;
    private boolean removalRefused;

    private static final class Fault {
        final Predicate<Write> where;
        final RuntimeException what;
        int times;

        Fault(Predicate<Write> where, int times, RuntimeException what) {
            this.where = where;
            this.times = times;
            this.what = what;
        }
    }

    /** The server has no room for commits that carry such a write. */
    public StoreFaults refuse(Predicate<Write> where, int times) {
        faults.add(new Fault(
                where, times, new ServerRefused(1021, "HY000", "disk full", new IllegalStateException("test"))));
        return this;
    }

    /** The connection ends, and commits that carry such a write are not made. */
    public StoreFaults lose(Predicate<Write> where, int times) {
        faults.add(new Fault(where, times, new ConnectionLost("gone away", new IllegalStateException("test"))));
        return this;
    }

    /** Somebody changes locks for so long that the next to ask are not told whether they have theirs. */
    public void holdUp(int asking) {
        heldUp = asking;
    }

    /** The server does not let the next removal of what has expired through. */
    public void refuseRemoval() {
        removalRefused = true;
    }

    void strikeRemoval() {
        if (removalRefused) {
            removalRefused = false;
            throw new ServerRefused(1142, "42000", "DELETE command denied", new IllegalStateException("test"));
        }
    }

    boolean holdsUp() {
        return heldUp-- > 0;
    }

    void strike(List<Write> writes) {
        for (Fault fault : faults) {
            if (fault.times > 0 && writes.stream().anyMatch(fault.where)) {
                fault.times--;
                throw fault.what;
            }
        }
    }
}
