package org.lupomig.orchestrator.undo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetSession;

/** Takes tables away that an author's undo drops: with the same care as a derived undo, and only the batch's own. */
final class AuthoredDrops {
    private final TableRemoval removal;
    private final RowLedger ledger;
    private final Address step;
    private final Made made;
    private final BroughtBack broughtBack;
    private final String owner;

    /**
     * For one script.
     *
     * @param step with which it is journaled
     * @param owner what it is of, for people
     */
    AuthoredDrops(
            TableRemoval removal, RowLedger ledger, Address step, Made made, BroughtBack broughtBack, String owner) {
        this.removal = removal;
        this.ledger = ledger;
        this.step = step;
        this.made = made;
        this.broughtBack = broughtBack;
        this.owner = owner;
    }

    /**
     * Takes them away.
     *
     * @param number the statement's place in the script
     * @return why not all of them are; null where they are
     */
    @Nullable
    String tables(int number, DropTable drop, TargetSession session) {
        String missing = null;
        for (int i = 0; i < drop.tables().size(); i++) {
            ObjectName table = drop.tables().get(i).in(session.defaultSchema());
            RowLedger.Entry known = ledger.get(table);
            if (known == null) {
                // It was there before this batch, or it is gone: either way not this step's to take away.
                missing = notCreated(table);
                continue;
            }
            boolean begun = removal.begun(key(number, i, table));
            if (!begun && made.wasThere(session.describe(table))) {
                return table + " is the one that was there before this " + owner;
            }
            String back = begun ? null : broughtBack.objection(table, session);
            if (back != null) {
                return back;
            }
            // What the batch created and is gone may be a dead run's doing: its removal is ended, if it was cut short.
            List<ObjectState.Present> left = known.left() == null ? List.of() : List.of(known.left());
            if (removal.remove(table, key(number, i, table), known, left) instanceof UndoResult.Stuck stuck) {
                return stuck.reason();
            }
        }
        return drop.guard() == null ? missing : null;
    }

    /** Why a table is not dropped that is not of the script. */
    static String notCreated(ObjectName table) {
        return table + " was not created by this batch";
    }

    /** Of a table that this step created it is the statement's that did: so it is known, later, to be gone. */
    private String key(int number, int index, ObjectName table) {
        RowLedger.Creation creation = ledger.creation(table);
        return creation != null && creation.step().equals(step)
                ? Integer.toString(creation.ordinal())
                : "u" + number + "_" + index;
    }
}
