package org.lupomig.orchestrator.port;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;

/**
 * Rows that referred to nothing by a foreign key when they were looked at: as after a load without foreign key checks.
 *
 * @param child the table that has the key
 * @param columns its columns, in their order
 * @param parent the table that they refer to
 * @param referred the columns of that, in the same order
 * @param rows how many; {@link #UNSEEN} where that could not be looked at
 * @param values of each different value that refers to nothing half a hash, as 16 digits; null where there are too many
 *     to be noted
 */
public record Orphans(
        ObjectName child,
        List<String> columns,
        ObjectName parent,
        List<String> referred,
        long rows,
        @Nullable List<String> values) {
    /** So many different values are noted. */
    public static final int MOST = 10_000;

    /** Not known how many. */
    public static final long UNSEEN = -1;

    public Orphans {
        columns = List.copyOf(columns);
        referred = List.copyOf(referred);
        values = values == null ? null : List.copyOf(values);
    }

    /** Whether nothing is known of it. */
    public boolean unseen() {
        return rows == UNSEEN;
    }

    /** Whether it is about a foreign key of these columns that leads there, whatever the table is called by now. */
    public boolean isBy(List<String> own, ObjectName referred) {
        if (!parent.equals(referred) || columns.size() != own.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!columns.get(i).equalsIgnoreCase(own.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What was noted of one foreign key; null where nothing was, so that there were none. */
    public static @Nullable Orphans of(List<Orphans> noted, ObjectName child, List<String> columns, ObjectName parent) {
        return noted.stream()
                .filter(each -> each.child().equals(child) && each.isBy(columns, parent))
                .findFirst()
                .orElse(null);
    }
}
