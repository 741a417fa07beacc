package org.lupomig.orchestrator.undo;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Tables that a person may have brought back to their names since an author's undo stopped: it neither drops nor
 * renames them any more.
 */
final class BroughtBack {
    private final Made made;
    private final Likeness likeness;
    private final String owner;
    private final boolean byHand;

    /**
     * For one script.
     *
     * @param owner what it is of, for people
     * @param byHand whether a person was asked, on its way, to see to it, and may have taken back what it has not
     */
    BroughtBack(Made made, Likeness likeness, String owner, boolean byHand) {
        this.made = made;
        this.likeness = likeness;
        this.owner = owner;
        this.byHand = byHand;
    }

    /** Why a rename may not be sent that would move away what a person has brought back; null where it would not. */
    @Nullable
    String objection(RenameTable rename, TargetSession session) {
        Set<ObjectName> arrived = new HashSet<>();
        for (Rename pair : rename.renames()) {
            ObjectName from = pair.from().in(session.defaultSchema());
            String back = arrived.contains(from) ? null : objection(from, session);
            if (back != null) {
                return back;
            }
            arrived.add(pair.to().in(session.defaultSchema()));
        }
        return null;
    }

    /** Why a table is left where it is; null where no person can have brought it back to its name. */
    @Nullable
    String objection(ObjectName table, TargetSession session) {
        return byHand && made.mayBeBack(table, session.describe(table), likeness)
                ? table + " may be the one that had its name before this " + owner + ", which somebody has brought back"
                        + " since the script stopped: nothing tells"
                : null;
    }
}
