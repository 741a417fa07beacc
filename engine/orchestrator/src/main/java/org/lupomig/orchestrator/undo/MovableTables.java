package org.lupomig.orchestrator.undo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.orchestrator.port.TargetSession;

/** The tables of a step that an author's undo may rename, under their present names. */
final class MovableTables {
    private final Made made;
    private final String owner;
    private final Set<ObjectName> movable;

    /**
     * Of those.
     *
     * @param owner what made them, for people: {@code step} or {@code batch}
     */
    MovableTables(Made made, String owner) {
        this.made = made;
        this.owner = owner;
        this.movable = new HashSet<>(made.movable());
    }

    /** Some have other names now. */
    void moved(List<Rename> pairs) {
        Made.move(movable, pairs);
    }

    /**
     * Why a rename may not be sent; null where it may, and then they count as renamed. A table that the step only
     * altered was where it is before; one that it moved goes where the step knew it.
     */
    @Nullable
    String objection(RenameTable rename, TargetSession session) {
        Set<ObjectName> present = new HashSet<>(movable);
        for (int i = 0; i < rename.renames().size(); i++) {
            ObjectName from = rename.renames().get(i).from().in(session.defaultSchema());
            ObjectName to = rename.renames().get(i).to().in(session.defaultSchema());
            if (!present.contains(from)) {
                if (rename.guard() != null && session.describe(from).absent()) {
                    continue;
                }
                return from + " is not a table that this " + owner + " created or renamed";
            }
            boolean onItsWay = rename.renames().subList(i + 1, rename.renames().size()).stream()
                    .anyMatch(later -> later.from().in(session.defaultSchema()).equals(to));
            if (!made.names(to) && !onItsWay) {
                return from + " was never called " + to + " in this " + owner;
            }
            Made.move(present, List.of(new Rename(from, to)));
        }
        movable.clear();
        movable.addAll(present);
        return null;
    }
}
