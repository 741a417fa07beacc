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
                        + " AND REFERENCED_TABLE_NAME = ? ORDER BY 1, 2, 3, ORDINAL_POSITION",
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
                children.add(new Child(child, columns, true));
            }
        });
        for (RowFacts.Reference reference : RowCatalogue.of(table, reader).references()) {
            if (!tables.containsValue(reference.child())) {
                children.add(new Child(reference.child(), pairs(reference), false));
            }
        }
        return children;
    }

    /** Those of other tables that were seen when the rows of one were looked at. */
    static List<Child> in(ObjectName table, RowFacts facts) {
        List<Child> children = new ArrayList<>();
        for (RowFacts.Reference reference : facts.references()) {
            if (!reference.child().equals(table)) {
                children.add(new Child(reference.child(), pairs(reference), true));
            }
        }
        return children;
    }

    private static List<Pair> pairs(RowFacts.Reference reference) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < reference.own().size(); i++) {
            pairs.add(new Pair(reference.own().get(i), reference.columns().get(i)));
        }
        return pairs;
    }

    /** The foreign keys of a table, by their names. */
    static Map<String, Parent> from(ObjectName table, ServerConnection reader) {
        Map<String, Parent> byName = new LinkedHashMap<>();
        reader.list(
                "SELECT CONSTRAINT_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, COLUMN_NAME,"
                        + " REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = ?"
                        + " AND TABLE_NAME = ? AND REFERENCED_TABLE_NAME IS NOT NULL"
                        + " ORDER BY CONSTRAINT_NAME, ORDINAL_POSITION",
                (row, ctx) -> {
                    ObjectName parent = new ObjectName(row.getString(2), row.getString(3));
                    return byName.computeIfAbsent(
                                    row.getString(1), name -> new Parent(parent, new ArrayList<>(), new ArrayList<>()))
                            .add(row.getString(4), row.getString(5));
                },
                Catalogue.schemaOf(table),
                table.name());
        return byName;
    }

    /** A foreign key, column by column. */
    record Parent(ObjectName table, List<String> own, List<String> referred) {
        private boolean add(String column, String other) {
            return own.add(column) && referred.add(other);
        }
    }

    /** A column and the one that it refers to. */
    record Pair(String own, String referred) {}

    /**
     * A foreign key.
     *
     * @param seen false where its table is known to be hidden from the account
     */
    record Child(ObjectName table, List<Pair> pairs, boolean seen) {
        Child {
            pairs = List.copyOf(pairs);
        }

        /** Its own columns. */
        List<String> own() {
            return pairs.stream().map(Pair::own).toList();
        }

        /** Those that they refer to. */
        List<String> referred() {
            return pairs.stream().map(Pair::referred).toList();
        }
    }
}
