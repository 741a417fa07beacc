package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Reads definitions, over connections whose {@code sql_mode} and quoting are fixed.
 *
 * <p>The catalogue is asked with constants for schema and name: the server then opens that one table, and not every
 * table that it has.
 */
final class Catalogue {
    /** InnoDB writes names as file names: {@code @0020} for a space. */
    private static final String FILE_NAME =
            "CAST(CONVERT(IF(@@lower_case_table_names = 0, ?, LOWER(?)) USING filename) AS BINARY)";

    static final String INNODB_NAME = "CONCAT(" + FILE_NAME + ", '/', " + FILE_NAME + ")";

    private final MariaDbServer server;
    private final Descriptions descriptions = new Descriptions();

    Catalogue(MariaDbServer server) {
        this.server = server;
    }

    ObjectState describe(ObjectName name) {
        return describe(name, waiting -> {});
    }

    /**
     * The same.
     *
     * @param waiting is told whose keys refer to a name that nothing has, where that was seen at the same time
     */
    ObjectState describe(ObjectName name, Consumer<Set<ObjectName>> waiting) {
        return server.reading(reader -> descriptions.of(reader, name, false, waiting));
    }

    ObjectState describeMade(ObjectName name) {
        return server.reading(reader -> descriptions.of(reader, name, true, waiting -> {}));
    }

    Map<ObjectName, ObjectState> describeAll(Set<ObjectName> names) {
        return server.reading(reader -> descriptions.of(reader, names, false));
    }

    Map<ObjectName, ObjectState> describeAllMade(Set<ObjectName> names) {
        return server.reading(reader -> descriptions.of(reader, names, true));
    }

    /** How a base table was made, as the server tells it; null where there is none. */
    @Nullable
    String definition(ObjectName table) {
        return server.reading(reader -> Descriptions.definition(reader, table, "BASE TABLE"));
    }

    /** The same of several; nothing of those that are not there. */
    Map<ObjectName, String> definitions(Set<ObjectName> tables) {
        return server.reading(reader -> Descriptions.definitions(reader, tables));
    }

    /** Those of some tables that may have triggers; the others have none. */
    Set<ObjectName> triggered(Set<ObjectName> tables) {
        return server.reading(reader -> TriggeredTables.among(tables, reader));
    }

    SchemaState describeSchema(String schema) {
        return server.reading(reader -> describeSchema(reader, schema));
    }

    boolean hasSchema(String schema) {
        return server.reading(reader -> definition(reader, schema) != null);
    }

    ServerObjectState look(ServerObject object) {
        return server.reading(reader -> ObjectCatalogue.look(reader, object));
    }

    Map<ObjectName, String> views(Set<ObjectName> names) {
        String query = "SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS"
                + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";
        List<String> values = new ArrayList<>();
        names.forEach(name -> values.addAll(List.of(schemaOf(name), name.name())));
        Map<ObjectName, String> views = new LinkedHashMap<>();
        server.reading(reader -> reader.list(
                String.join(" UNION ALL ", Collections.nCopies(names.size(), query)),
                (row, ctx) -> {
                    ObjectName view = new ObjectName(row.getString(1), row.getString(2));
                    String text = row.getString(3);
                    boolean unseen = text == null || text.isEmpty();
                    return views.put(view, unseen ? "" : "CREATE VIEW " + SqlQuoting.identifier(view) + " AS " + text);
                },
                values.toArray()));
        return views;
    }

    List<ServerObject> triggers(ObjectName table) {
        String schema = schemaOf(table);
        List<ServerObject> triggers = server.reading(reader -> reader.list(
                "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS"
                        + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?"
                        + " ORDER BY EVENT_MANIPULATION, ACTION_TIMING, ACTION_ORDER",
                (row, ctx) -> new ServerObject(ServerObject.Kind.TRIGGER, new ObjectName(schema, row.getString(1))),
                schema,
                table.name()));
        // One of several events is there as often. DISTINCT would take names for the same that differ by case.
        return triggers.stream().distinct().toList();
    }

    private static SchemaState describeSchema(ServerConnection reader, String schema) {
        String definition = definition(reader, schema);
        if (definition == null) {
            return new SchemaState.Absent();
        }
        List<String> contents = new ArrayList<>(reader.list(
                "SELECT TABLE_TYPE, TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
                        + " UNION ALL SELECT ROUTINE_TYPE, ROUTINE_NAME FROM information_schema.ROUTINES"
                        + " WHERE ROUTINE_SCHEMA = ?"
                        + " UNION ALL SELECT 'EVENT', EVENT_NAME FROM information_schema.EVENTS"
                        + " WHERE EVENT_SCHEMA = ?",
                (rows, ctx) -> kindWord(rows.getString(1)) + " " + rows.getString(2),
                schema,
                schema,
                schema));
        SchemaGuard.leaveOut(reader, schema, contents);
        if (contents.isEmpty()) {
            // only of one that seems empty, because only that one would be dropped
            contents.addAll(Sight.hidden(reader, schema));
        }
        contents.sort(null);
        return new SchemaState.Present(definition, contents);
    }

    private static @Nullable String definition(ServerConnection reader, String schema) {
        try {
            return String.valueOf((Object) reader.first(
                    "SHOW CREATE SCHEMA " + SqlQuoting.identifier(schema), (rows, ctx) -> rows.getString(2)));
        } catch (ServerRefused e) {
            if (e.code() == ServerError.NO_SUCH_SCHEMA) {
                return null;
            }
            throw e;
        }
    }

    private static String kindWord(String type) {
        return switch (type) {
            case "BASE TABLE", "SYSTEM VERSIONED" -> "table";
            default -> type.toLowerCase(Locale.ROOT);
        };
    }

    static String plain(String encoded) {
        return "CAST(CONVERT(CAST(" + encoded + " AS BINARY) USING filename) AS CHAR CHARACTER SET utf8mb4)";
    }

    static String schemaOf(ObjectName name) {
        String schema = name.schema();
        if (schema == null) {
            throw new IllegalArgumentException("a name without a schema: " + name);
        }
        return schema;
    }
}
