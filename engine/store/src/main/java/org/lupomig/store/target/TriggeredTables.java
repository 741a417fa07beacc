package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * Looks which tables have triggers, all of a schema in one question. A question about the triggers of one table costs
 * the server a table of its own to answer from, and most tables have none.
 */
final class TriggeredTables {
    private static final String OF_SCHEMA = "SELECT DISTINCT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE"
            + " FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE IN (";

    private TriggeredTables() {}

    /**
     * Those of them that may have some; the others have none.
     *
     * @param tables carry their schemas
     */
    static Set<ObjectName> among(Collection<ObjectName> tables, ServerConnection reader) {
        if (tables.size() < 2) {
            return Set.copyOf(tables);
        }
        Map<String, List<String>> bySchema = new LinkedHashMap<>();
        tables.forEach(table -> bySchema.computeIfAbsent(Catalogue.schemaOf(table), schema -> new ArrayList<>())
                .add(table.name()));
        StringJoiner sql = new StringJoiner(" UNION ALL ");
        List<String> values = new ArrayList<>();
        bySchema.forEach((schema, names) -> {
            sql.add(OF_SCHEMA + String.join(", ", Collections.nCopies(names.size(), "?")) + ")");
            values.add(schema);
            values.addAll(names);
        });
        List<ObjectName> found;
        try {
            found = reader.list(
                    sql.toString(), (row, ctx) -> new ObjectName(row.getString(1), row.getString(2)), values.toArray());
        } catch (ServerRefused e) {
            // It goes through all tables of the schema, others' too: what stops it there does not stop a single one.
            return Set.copyOf(tables);
        }
        Set<ObjectName> triggered = tables.stream()
                .filter(table -> found.stream().anyMatch(other -> isLike(table, other)))
                .collect(Collectors.toSet());
        boolean allTold = found.stream().allMatch(other -> triggered.stream().anyMatch(table -> isLike(table, other)));
        return allTold ? triggered : Set.copyOf(tables);
    }

    /** As the server writes names, they may differ in case from those that were asked for. */
    private static boolean isLike(ObjectName table, ObjectName other) {
        return table.name().equalsIgnoreCase(other.name())
                && Catalogue.schemaOf(table).equalsIgnoreCase(Catalogue.schemaOf(other));
    }
}
