package org.lupomig.orchestrator.rollback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * Tables that steps behind one commit point have made, and steps behind a later one changed: what these left of their
 * rows was counted as they passed it, where the batch's own checks had not passed yet. Behind these a table is in use,
 * and is not counted again: of the rows that a later step changes it is kept what they were, as in a table of others.
 */
final class EarlierTables {
    private final Map<Address, Object> units = new HashMap<>();
    private final Map<ObjectName, Left> left = new HashMap<>();
    private final Map<RowLedger.Creation, Integer> told = new HashMap<>();
    private boolean minds = true;

    /**
     * Rows of a table.
     *
     * @param statement the last one that was done when they were counted
     */
    private record Left(Counted counted, int statement) {}

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
        Left counted = left.remove(pair.from());
        if (counted != null) {
            left.put(pair.to(), counted);
        }
    }

    /**
     * Whether what a statement has counted is the ledger's: of a table that steps behind another commit point have made
     * it may have counted rows of others with those of the batch.
     */
    boolean counts(StepTrail trail, Work work, RowLedger ledger) {
        RowLedger.Creation made = work instanceof Work.Alters alters ? ledger.creation(alters.table()) : null;
        return made == null || trail.unit().equals(units.get(made.step()));
    }

    /**
     * A step did this, which {@code ledger} has been told: what it knows of the rows of the tables is how this left
     * them.
     *
     * @param statement tells statements apart: the last one that was done
     */
    void did(StepTrail trail, Work work, RowLedger ledger, int statement) {
        for (ObjectName table : counted(work)) {
            RowLedger.Creation made = ledger.creation(table);
            if (made != null && counts(trail, work, ledger)) {
                told.put(made, statement);
            }
        }
    }

    /** Tables of the batch whose rows are counted with such a statement. */
    private static List<ObjectName> counted(Work work) {
        if (work instanceof ChangesRows rows) {
            return rows.counted();
        } else if (work instanceof Work.CreatesTable creates) {
            return List.of(creates.table());
        }
        boolean counts =
                work instanceof Work.Inserts || work instanceof Work.ChangesOwnRows || work instanceof Work.Alters;
        return counts ? work.objects() : List.of();
    }

    /** All of a step was followed, of whose statements this is the last. */
    void passed(StepTrail trail, int statement) {
        trail.leftRows().forEach(counted -> left.put(counted.table(), new Left(counted, statement)));
    }

    /** The last statement that was done when the rows of a table were counted that the batch has made; 0 of others. */
    int behind(ObjectName table, RowLedger ledger) {
        RowLedger.Creation made = ledger.creation(table);
        Left counted = left.get(table);
        return made != null ? told.getOrDefault(made, 0) : counted != null ? counted.statement() : 0;
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
        Left known = left.get(table);
        if (known == null) {
            return true;
        }
        Counted counted = known.counted();
        return counted.own() ? counted.rows().equals(live) : !minds;
    }
}
