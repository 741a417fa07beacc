package org.lupomig.orchestrator.undo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.orchestrator.evidence.RowLedger;

/**
 * What steps did that are taken back, in a ledger for each of the commit points that they had passed, or would have.
 */
final class UnitLedgers {
    private final List<StepTrail> trails;
    private final Map<Object, RowLedger> ledgers = new HashMap<>();

    /** Of these, in the order in which they were applied; the list may change. */
    UnitLedgers(List<StepTrail> trails) {
        this.trails = trails;
        for (int i = 0; i < trails.size(); i++) {
            of(i).leaving(trails.get(i).removals().passing());
        }
    }

    /** That in which step {@code i} is, as its undo and that of others have left it. */
    RowLedger of(int i) {
        return ledgers.computeIfAbsent(trails.get(i).unit(), unit -> forward(trails.size(), unit));
    }

    /** Tables look again as they did when step {@code i} had been applied. */
    void asLeftBy(int i) {
        of(i).leftAsIn(forward(i + 1, trails.get(i).unit()));
    }

    /** What those of the first steps did that were committed together, and kept nothing of each other. */
    private RowLedger forward(int steps, Object unit) {
        RowLedger ledger = new RowLedger();
        for (StepTrail trail : trails.subList(0, steps)) {
            if (trail.unit().equals(unit)) {
                trail.tell(ledger);
            }
        }
        return ledger;
    }
}
