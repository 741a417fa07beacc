package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.port.ObjectState;

/**
 * Follows what a step added to a table through its later ALTERs: what is renamed is known by its other name, and a
 * column that somebody else made is not taken for the step's because it has now a name that the step once gave.
 */
final class MadeElements {
    private MadeElements() {}

    static String column(String name) {
        return "column " + folded(name);
    }

    static String key(String name) {
        return "key " + folded(name);
    }

    static String constraint(String name) {
        return "constraint " + folded(name);
    }

    /** What an ALTER makes of the names of what was added before it. Its names are all those from before it. */
    static void follow(Set<String> elements, AlterTable alter) {
        Map<String, @Nullable String> names = new HashMap<>();
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.RenameColumn rename) {
                names.put(column(rename.column()), column(rename.to()));
            } else if (action instanceof AlterAction.ChangeColumn change) {
                names.put(column(change.column()), column(change.definition().name()));
            } else if (action instanceof AlterAction.RenameIndex rename) {
                names.put(key(rename.index()), key(rename.to()));
            } else if (action instanceof AlterAction.DropColumn drop) {
                names.put(column(drop.column()), null);
            } else if (action instanceof AlterAction.DropIndex drop) {
                names.put(key(drop.index()), null);
            } else if (action instanceof AlterAction.DropForeignKey drop) {
                names.put(constraint(drop.name()), null);
            } else if (action instanceof AlterAction.DropConstraint drop) {
                names.put(constraint(drop.name()), null);
                names.put(key(drop.name()), null);
            }
        }
        List<String> now = new ArrayList<>();
        names.forEach((was, is) -> {
            if (elements.contains(was) && is != null) {
                now.add(is);
            }
        });
        // What was there under the new name, if anything, has gone or is another thing now.
        elements.removeAll(names.keySet());
        names.values().forEach(elements::remove);
        elements.addAll(now);
    }

    /** The foreign keys and checks that an ALTER added under names of the author's. */
    static List<String> constraints(AlterTable alter, ObjectState before) {
        String definition = before instanceof ObjectState.Present present ? folded(present.definition()) : "";
        List<String> added = new ArrayList<>();
        for (AlterAction action : alter.actions()) {
            String name = null;
            if (action instanceof AlterAction.AddForeignKey add) {
                name = add.key().name();
            } else if (action instanceof AlterAction.AddCheck add) {
                name = add.check().name();
            }
            if (name != null && !definition.contains("constraint " + SqlQuoting.identifier(folded(name)) + " ")) {
                added.add(name);
            }
        }
        return added;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
