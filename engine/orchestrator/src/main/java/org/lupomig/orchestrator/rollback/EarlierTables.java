package org.lupomig.orchestrator.rollback;

import java.util.HashMap;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * Tables that steps behind one commit point have made, and steps behind a later one changed: what these left of their
 * rows was counted as they passed it.
 */
final class EarlierTables {
    private final Map<Address, Object> units = new HashMap<>();
    private final Map<ObjectName, Counted> left = new HashMap<>();
    private boolean minds = true;

    /** A step did this, about which {@code ledger} has not been told yet. */
    void follow(StepTrail trail, Work work, RowLedger ledger) {
        if (work instanceof Work.CreatesTable) {
            units.put(trail.address(), trail.unit());
        }
        if (work instanceof Work.Renames renames) {
            renames.pairs().forEach(this::renamed);
            return;
        }
        for (ObjectName table : work.objects()) {
            RowLedger.Creation made = ledger.creation(table);
            boolean counted =
                    trail.leftRows().stream().anyMatch(left -> left.table().equals(table));
            if (made != null && counted && !trail.unit().equals(units.get(made.step()))) {
                ledger.gone(table);
            }
        }
    }

    private void renamed(Rename pair) {
        Counted counted = left.remove(pair.from());
        if (counted != null) {
            left.put(pair.to(), counted);
        }
    }

    /** All of a step was followed. */
    void passed(StepTrail trail) {
        trail.leftRows().forEach(counted -> left.put(counted.table(), counted));
    }

    /** Does not mind rows that others had written before they were counted: these are found when the table is to go. */
    void leaveOthersRows() {
        minds = false;
    }

    /** Whether a table is one of these. */
    boolean knows(ObjectName table) {
        return left.containsKey(table);
    }

    /** Whether one of these has exactly the rows that were counted last, all of which were the batch's. */
    boolean asLeft(ObjectName table, RowDigest live) {
        Counted counted = left.get(table);
        return counted == null || (counted.own() ? counted.rows().equals(live) : !minds);
    }
}
