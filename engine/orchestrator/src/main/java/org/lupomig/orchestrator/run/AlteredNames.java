package org.lupomig.orchestrator.run;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.StatementFact.AlterTable;

/**
 * What an ALTER does to the names of columns: it takes away from what there was, and adds to what that leaves. What its
 * {@code IF EXISTS} and {@code IF NOT EXISTS} ask goes by what there was, too: a column that the same statement drops
 * or renames is there all the same, and none of that name is added.
 */
final class AlteredNames {
    private final Set<String> after;
    private final Map<String, Boolean> found = new LinkedHashMap<>();

    /**
     * Of one statement.
     *
     * @param before the names of the table's columns, in lower case
     */
    AlteredNames(AlterTable alter, Set<String> before) {
        after = new HashSet<>(before);
        for (AlterAction action : alter.actions()) {
            String from = from(action);
            if (from != null && !before.contains(PlannedNames.lower(from)) && action.guard() == null) {
                found.putIfAbsent(from, false);
            }
            if (from != null && !(action instanceof AlterAction.ModifyColumn)) {
                after.remove(PlannedNames.lower(from));
            }
        }
        for (AlterAction action : alter.actions()) {
            String to = to(action);
            String from = from(action);
            boolean lacks = from != null && !before.contains(PlannedNames.lower(from));
            if (to == null || lacks || isThereAlready(action, before)) {
                continue;
            }
            boolean guarded = action instanceof AlterAction.AddColumn && action.guard() != null;
            if (!after.add(PlannedNames.lower(to)) && !guarded) {
                found.putIfAbsent(to, true);
            }
        }
    }

    /** The columns that it would run into: true for those that are there already, false for those that are not. */
    Map<String, Boolean> found() {
        return found;
    }

    /** The names of the columns that it leaves, in lower case. */
    Set<String> after() {
        return after;
    }

    private static boolean isThereAlready(AlterAction action, Set<String> before) {
        return action instanceof AlterAction.AddColumn add
                && add.guard() != null
                && before.contains(PlannedNames.lower(add.column()));
    }

    private static @Nullable String from(AlterAction action) {
        if (action instanceof AlterAction.DropColumn drop) {
            return drop.column();
        } else if (action instanceof AlterAction.ChangeColumn change) {
            return change.column();
        } else if (action instanceof AlterAction.RenameColumn rename) {
            return rename.column();
        }
        return action instanceof AlterAction.ModifyColumn modify
                ? modify.definition().name()
                : null;
    }

    private static @Nullable String to(AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            return add.column();
        } else if (action instanceof AlterAction.ChangeColumn change) {
            return change.definition().name();
        }
        return action instanceof AlterAction.RenameColumn rename ? rename.to() : null;
    }
}
