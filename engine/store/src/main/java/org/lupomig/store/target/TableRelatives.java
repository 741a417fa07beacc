package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.claim.KeyGraph;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target.Relatives;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** Which tables go with others on a server, in lower case: two reads, however many there are. */
final class TableRelatives {
    private static final String INNODB = "SELECT " + part("FOR_NAME", true) + ", " + part("FOR_NAME", false) + ", "
            + part("REF_NAME", true) + ", " + part("REF_NAME", false)
            + " FROM information_schema.INNODB_SYS_FOREIGN WHERE FOR_NAME <> REF_NAME";

    /** What an account sees that lacks PROCESS: the keys of tables on which it has some privilege. */
    private static final String REFERENTIAL = "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, UNIQUE_CONSTRAINT_SCHEMA,"
            + " REFERENCED_TABLE_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS";

    private static final String PROGRAMS = "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_TYPE LIKE '%VIEW' UNION ALL SELECT EVENT_OBJECT_SCHEMA,"
            + " EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?";

    private TableRelatives() {}

    static Relatives of(ServerConnection reader, Set<ObjectName> tables, Set<String> schemas) {
        KeyGraph graph = new KeyGraph();
        Set<ObjectName> from = new HashSet<>();
        tables.forEach(table -> from.add(lower(Catalogue.schemaOf(table), table.name())));
        Set<String> whole = new HashSet<>();
        schemas.forEach(schema -> whole.add(schema.toLowerCase(Locale.ROOT)));
        for (List<ObjectName> key : keys(reader)) {
            graph.add(key.get(0), key.get(1));
            key.stream().filter(table -> whole.contains(table.schema())).forEach(from::add);
        }
        return new Relatives(graph.relatives(from), programs(reader, tables));
    }

    private static List<List<ObjectName>> keys(ServerConnection reader) {
        try {
            return keys(reader, INNODB);
        } catch (ServerRefused e) {
            if (e.code() != ServerError.RIGHT_MISSING) {
                throw e;
            }
            return keys(reader, REFERENTIAL);
        }
    }

    private static List<List<ObjectName>> keys(ServerConnection reader, String sql) {
        return reader.list(
                sql,
                (rows, ctx) -> List.of(
                        lower(rows.getString(1), rows.getString(2)), lower(rows.getString(3), rows.getString(4))));
    }

    private static Set<ObjectName> programs(ServerConnection reader, Set<ObjectName> tables) {
        Set<String> schemas = new TreeSet<>();
        tables.forEach(table -> schemas.add(Catalogue.schemaOf(table)));
        if (schemas.isEmpty()) {
            return Set.of();
        }
        List<String> values = new ArrayList<>();
        schemas.forEach(schema -> values.addAll(List.of(schema, schema)));
        return new HashSet<>(reader.list(
                String.join(" UNION ALL ", Collections.nCopies(schemas.size(), PROGRAMS)),
                (rows, ctx) -> lower(rows.getString(1), rows.getString(2)),
                values.toArray()));
    }

    private static ObjectName lower(String schema, String name) {
        return new ObjectName(schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    private static String part(String name, boolean schema) {
        return Catalogue.plain(
                schema
                        ? "SUBSTRING_INDEX(" + name + ", '/', 1)"
                        : "SUBSTRING(" + name + ", LOCATE('/', " + name + ") + 1)");
    }
}
