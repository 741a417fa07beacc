package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.store.connect.ServerConnection;

/** Foreign keys of other tables that refer to one, column by column, as far as the account sees them. */
final class RowReferences {
    private RowReferences() {}

    /** Those that refer to a table; of one that is not seen nothing but the name of its table is known. */
    static List<Child> to(ObjectName table, ServerConnection reader) {
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        Map<String, ObjectName> tables = new LinkedHashMap<>();
        reader.list(
                "SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_COLUMN_NAME"
                        + " FROM information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_SCHEMA = ?"
                        + " AND REFERENCED_TABLE_NAME = ?",
                (row, ctx) -> {
                    ObjectName child = new ObjectName(row.getString(1), row.getString(2));
                    String key = child + "/" + row.getString(3);
                    tables.put(key, child);
                    return pairs.computeIfAbsent(key, k -> new ArrayList<>())
                            .add(new Pair(row.getString(4), row.getString(5)));
                },
                Catalogue.schemaOf(table),
                table.name());
        List<Child> children = new ArrayList<>();
        pairs.forEach((key, columns) -> {
            ObjectName child = tables.get(key);
            if (child != null && !child.equals(table)) {
                children.add(new Child(child, columns));
            }
        });
        for (RowFacts.Reference reference : RowCatalogue.of(table, reader).references()) {
            if (!tables.containsValue(reference.child())) {
                children.add(new Child(reference.child(), List.of()));
            }
        }
        return children;
    }

    /** A column and the one that it refers to. */
    record Pair(String own, String referred) {}

    /** A foreign key; without pairs where its columns are not seen. */
    record Child(ObjectName table, List<Pair> pairs) {
        Child {
            pairs = List.copyOf(pairs);
        }
    }
}
