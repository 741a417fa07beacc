package org.lupomig.store.privilege;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.store.connect.ServerConnection;

/**
 * Which tables a plan will find where, and which of them it will have created itself: statement by statement, by what
 * is on the server now. A guarded CREATE creates nothing where something is.
 */
final class PlannedTables {
    private final ServerConnection reader;
    private final Set<ObjectName> created = new HashSet<>();
    private final Set<ObjectName> come = new HashSet<>();
    private final Set<ObjectName> gone = new HashSet<>();
    private final Set<String> goneSchemas = new HashSet<>();

    PlannedTables(ServerConnection reader) {
        this.reader = reader;
    }

    /** Takes in what a statement will have done. */
    void follow(StatementFact fact, @Nullable String schema) {
        if (fact instanceof StatementFact.CreateTable create) {
            ObjectName table = create.table().in(schema);
            if (create.guard() == null || !isThere(table)) {
                created.add(table);
                gone.remove(table);
            }
        } else if (fact instanceof StatementFact.RenameTable rename) {
            rename.renames()
                    .forEach(pair -> moved(pair.from().in(schema), pair.to().in(schema)));
        } else if (fact instanceof StatementFact.AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.RenameTo to) {
                    moved(alter.table().in(schema), to.to().name().in(schema));
                }
            }
        } else if (fact instanceof StatementFact.DropTable drop && !drop.temporary()) {
            drop.tables().forEach(table -> goes(table.in(schema)));
        } else if (fact instanceof StatementFact.DropSchema drop) {
            goneSchemas.add(drop.schema().toLowerCase(Locale.ROOT));
            created.removeIf(table -> drop.schema().equalsIgnoreCase(table.schema()));
            come.removeIf(table -> drop.schema().equalsIgnoreCase(table.schema()));
        }
    }

    private void moved(ObjectName from, ObjectName to) {
        boolean own = created.contains(from);
        goes(from);
        gone.remove(to);
        (own ? created : come).add(to);
    }

    private void goes(ObjectName table) {
        created.remove(table);
        come.remove(table);
        gone.add(table);
    }

    /** Whether the plan will have created the table of this name. */
    boolean creates(ObjectName table) {
        return created.contains(table);
    }

    /** Whether there will be one of this name. */
    boolean isThere(ObjectName table) {
        if (created.contains(table) || come.contains(table)) {
            return true;
        }
        String schema = table.schema();
        boolean away =
                gone.contains(table) || (schema != null && goneSchemas.contains(schema.toLowerCase(Locale.ROOT)));
        return !away
                && !reader.list(
                                "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = COALESCE(?, DATABASE())"
                                        + " AND TABLE_NAME = ?",
                                (rows, ctx) -> 1,
                                schema,
                                table.name())
                        .isEmpty();
    }
}
