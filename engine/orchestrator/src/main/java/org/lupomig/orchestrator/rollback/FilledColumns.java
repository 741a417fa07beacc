package org.lupomig.orchestrator.rollback;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.undo.AddedColumns;

/** Columns that a batch added and may have filled itself, under their present names: it changed rows after that. */
final class FilledColumns {
    private final Map<ObjectName, Set<String>> columns = new HashMap<>();

    /** Rows of a table were changed, which had these columns of the batch by then. */
    void changed(ObjectName table, Set<String> added) {
        columns.computeIfAbsent(table, name -> new HashSet<>()).addAll(added);
    }

    /** A table was altered. */
    void altered(ObjectName table, AlterTable alter) {
        AddedColumns.rename(columns.computeIfAbsent(table, name -> new HashSet<>()), alter);
    }

    /** A table has another name. */
    void renamed(Rename pair) {
        Set<String> moved = columns.remove(pair.from());
        if (moved != null) {
            columns.put(pair.to(), moved);
        }
    }

    /** Whether the batch may have written into a column. */
    boolean has(ObjectName table, String column) {
        return columns.getOrDefault(table, Set.of()).contains(column);
    }
}
