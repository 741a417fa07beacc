package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.Existing;
import org.lupomig.store.connect.ServerConnection;

/**
 * Which of some schemas, tables and columns are there, in one question. Only the folders of the schemas that are named
 * are read, and only the tables whose columns are asked for are opened.
 */
final class ExistingNames {
    private static final String CASE = "case";
    private static final String SCHEMA = "schema";
    private static final String OBJECT = "object";
    private static final String COLUMN = "column";

    private final StringBuilder sql = new StringBuilder("SELECT '" + CASE + "', @@lower_case_table_names, '', ''");
    private final List<String> values = new ArrayList<>();
    private final ServerConnection reader;

    ExistingNames(ServerConnection reader, Set<String> schemas, Set<ObjectName> objects, Set<ObjectName> withColumns) {
        this.reader = reader;
        if (!schemas.isEmpty()) {
            sql.append(" UNION ALL SELECT '" + SCHEMA + "', SCHEMA_NAME, '', '' FROM information_schema.SCHEMATA"
                    + " WHERE SCHEMA_NAME");
            in(schemas);
        }
        bySchema(objects).forEach((schema, names) -> of(OBJECT, "''", "TABLES", schema, names));
        bySchema(withColumns).forEach((schema, names) -> of(COLUMN, "COLUMN_NAME", "COLUMNS", schema, names));
    }

    private static Map<String, List<String>> bySchema(Set<ObjectName> objects) {
        Map<String, List<String>> bySchema = new TreeMap<>();
        for (ObjectName object : objects) {
            bySchema.computeIfAbsent(Catalogue.schemaOf(object), schema -> new ArrayList<>())
                    .add(object.name());
        }
        return bySchema;
    }

    private void of(String kind, String third, String view, String schema, Collection<String> names) {
        sql.append(" UNION ALL SELECT '" + kind + "', TABLE_SCHEMA, TABLE_NAME, " + third + " FROM information_schema."
                + view + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME");
        values.add(schema);
        in(names);
    }

    private void in(Collection<String> names) {
        sql.append(" IN (").append("?, ".repeat(names.size() - 1)).append("?)");
        values.addAll(names);
    }

    Existing read() {
        boolean lowers = false;
        Set<String> schemas = new HashSet<>();
        Set<ObjectName> objects = new HashSet<>();
        Map<ObjectName, Set<String>> columns = new HashMap<>();
        for (List<@Nullable String> row : rows()) {
            String first = text(row.get(1));
            ObjectName name = new ObjectName(first, text(row.get(2)));
            switch (text(row.get(0))) {
                case CASE -> lowers = !first.equals("0");
                case SCHEMA -> schemas.add(first);
                case OBJECT -> objects.add(name);
                default ->
                    columns.computeIfAbsent(name, table -> new HashSet<>())
                            .add(text(row.get(3)).toLowerCase(Locale.ROOT));
            }
        }
        return Existing.of(lowers, schemas, objects, columns);
    }

    private List<List<@Nullable String>> rows() {
        return reader.list(
                sql.toString(),
                (row, ctx) -> {
                    List<@Nullable String> cells = new ArrayList<>();
                    for (int i = 1; i <= 4; i++) {
                        cells.add(row.getString(i));
                    }
                    return cells;
                },
                values.toArray());
    }

    private static String text(@Nullable String cell) {
        return cell == null ? "" : cell;
    }
}
