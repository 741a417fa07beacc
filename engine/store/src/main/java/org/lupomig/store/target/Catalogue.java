package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Referring;
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
    private static final String OBJECT = "SELECT 'object', TABLE_NAME, TABLE_TYPE, ENGINE"
            + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";

    /** Costs more than all else, so it is asked only of what is there. */
    private static final String TRIGGERS =
            "SELECT 'trigger', TRIGGER_NAME, CONCAT_WS(' ', ACTION_TIMING, EVENT_MANIPULATION,"
                    + " 'definer', DEFINER, 'sql_mode', SQL_MODE, CHARACTER_SET_CLIENT, COLLATION_CONNECTION,"
                    + " DATABASE_COLLATION), ACTION_STATEMENT"
                    + " FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?";

    /** InnoDB writes names as file names: {@code @0020} for a space. */
    private static final String FILE_NAME =
            "CAST(CONVERT(IF(@@lower_case_table_names = 0, ?, LOWER(?)) USING filename) AS BINARY)";

    static final String INNODB_NAME = "CONCAT(" + FILE_NAME + ", '/', " + FILE_NAME + ")";

    /** Asked only of what is there: the server goes through all its tables for it. */
    private static final String INNODB = "SELECT 'id', CAST(TABLE_ID AS CHAR), NULL, NULL"
            + " FROM information_schema.INNODB_SYS_TABLES WHERE CAST(NAME AS BINARY) = " + INNODB_NAME
            + " UNION ALL SELECT 'incoming', " + plain("SUBSTRING_INDEX(FOR_NAME, '/', 1)") + ", "
            + plain("SUBSTRING(FOR_NAME, LOCATE('/', FOR_NAME) + 1)")
            + ", SUBSTRING(ID, LOCATE('/', ID) + 1)"
            + " FROM information_schema.INNODB_SYS_FOREIGN WHERE FOR_NAME <> REF_NAME AND CAST(REF_NAME AS BINARY) = "
            + INNODB_NAME;

    private static final String REFERENTIAL = "SELECT 'incoming', CONSTRAINT_SCHEMA, TABLE_NAME,"
            + " CONSTRAINT_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS"
            + " WHERE UNIQUE_CONSTRAINT_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?"
            + " AND NOT (CONSTRAINT_SCHEMA = UNIQUE_CONSTRAINT_SCHEMA AND TABLE_NAME = REFERENCED_TABLE_NAME)";

    private final MariaDbServer server;
    private volatile boolean withoutProcess;

    Catalogue(MariaDbServer server) {
        this.server = server;
    }

    ObjectState describe(ObjectName name) {
        return server.reading(reader -> describe(reader, name, false));
    }

    ObjectState describeMade(ObjectName name) {
        return server.reading(reader -> describe(reader, name, true));
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

    /**
     * One object.
     *
     * @param made whether it was made just now, by whoever asks: triggers are others' then
     */
    private ObjectState describe(ServerConnection reader, ObjectName name, boolean made) {
        String schema = schemaOf(name);
        String table = name.name();
        String kind = null;
        String engine = null;
        for (Row row : rows(reader, OBJECT, schema, table)) {
            if (kind == null || row.a.equals(table)) {
                kind = row.b;
                engine = row.c;
            }
        }
        String definition = kind == null ? null : definition(reader, name, kind);
        if (kind == null || definition == null) {
            return new ObjectState.Absent();
        }
        var triggers = new ArrayList<String>();
        if (!made) {
            rows(reader, TRIGGERS, schema, table).forEach(row -> triggers.add(row.a + " " + row.b + " " + row.c));
        }
        Long tableId = null;
        var incoming = new ArrayList<String>();
        for (Row row : innodb(reader, schema, table)) {
            if (row.what.equals("id")) {
                tableId = Long.valueOf(row.a);
            } else {
                incoming.add(Referring.text(row.a, String.valueOf(row.b), constraint(String.valueOf(row.c))));
            }
        }
        triggers.sort(null);
        incoming.sort(null);
        return new ObjectState.Present(kind, definition, triggers, incoming, tableId, engine);
    }

    private List<Row> innodb(ServerConnection reader, String schema, String table) {
        if (!withoutProcess) {
            try {
                return rows(reader, INNODB, schema, schema, table, table, schema, schema, table, table);
            } catch (ServerRefused e) {
                if (e.code() != ServerError.RIGHT_MISSING) {
                    throw e;
                }
                withoutProcess = true;
            }
        }
        return rows(reader, REFERENTIAL, schema, table);
    }

    private static List<Row> rows(ServerConnection reader, String sql, String... values) {
        return reader.list(
                sql,
                (rows, ctx) -> new Row(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)),
                (Object[]) values);
    }

    /** {@code SHOW CREATE}, or null where the object has gone meanwhile. */
    private static @Nullable String definition(ServerConnection reader, ObjectName name, String kind) {
        String word = kind.equals("VIEW") || kind.equals("SEQUENCE") ? kind : "TABLE";
        try {
            return reader.first(
                    "SHOW CREATE " + word + " " + SqlQuoting.identifier(name), (rows, ctx) -> rows.getString(2));
        } catch (ServerRefused e) {
            if (e.code() == ServerError.NO_SUCH_TABLE || e.code() == ServerError.NO_SUCH_SCHEMA) {
                return null;
            }
            throw e;
        }
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

    /** Later servers put the table before the constraint's name. */
    private static String constraint(String id) {
        return id.substring(id.indexOf('\u00ff') + 1);
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

    /** A row of what is asked in one go: what it is, and up to three texts. */
    private record Row(
            String what,
            String a,
            @Nullable String b,
            @Nullable String c) {}
}
