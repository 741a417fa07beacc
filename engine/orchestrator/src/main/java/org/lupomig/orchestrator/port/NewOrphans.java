package org.lupomig.orchestrator.port;

import java.util.List;
import org.lupomig.model.sql.ObjectName;

/**
 * Rows of a table that refer to nothing by one of its foreign keys, and were not among those that did when that was
 * noted.
 *
 * @param child the table that has the key
 * @param key its name
 * @param columns its columns, in their order
 * @param parent the table that they refer to
 * @param rows how many; {@link Orphans#UNSEEN} where that could not be looked at
 * @param few a few of them by their keys, for people; empty where there are none
 */
public record NewOrphans(ObjectName child, String key, List<String> columns, ObjectName parent, long rows, String few) {
    public NewOrphans {
        columns = List.copyOf(columns);
    }

    /** What could not be looked at. */
    public static NewOrphans unseen(ObjectName child, String key, List<String> columns, ObjectName parent) {
        return new NewOrphans(child, key, columns, parent, Orphans.UNSEEN, "");
    }

    /** Whether nothing is known of it. */
    public boolean unseen() {
        return rows == Orphans.UNSEEN;
    }

    /** All of it, one clause. */
    public String words() {
        String by = " in " + parent + " by " + String.join(", ", columns) + " (foreign key " + key + ")";
        if (unseen()) {
            return "whether rows of " + child + " refer to nothing" + by + " could not be looked at";
        }
        return rows
                + (rows == 1 ? " row of " + child + " refers to nothing" : " rows of " + child + " refer to nothing")
                + by + ", and did not before"
                + (few.isEmpty() ? "" : (rows == 1 ? ": by its key " : ": by their keys ") + few);
    }
}
