package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Referring;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Reads how tables, views and sequences look, several in one question where the server answers several in one: what
 * InnoDB knows of them it finds by going through all tables that it has.
 */
final class Descriptions {
    /** So many are asked for at once: a question stays short enough for any server. */
    private static final int MOST = 100;

    private static final String OBJECT = ", TABLE_NAME, TABLE_TYPE, ENGINE"
            + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";

    /** Costs more than all else, so it is asked only of what is there. */
    private static final String TRIGGERS = ", TRIGGER_NAME, CONCAT_WS(' ', ACTION_TIMING, EVENT_MANIPULATION,"
            + " 'definer', DEFINER, 'sql_mode', SQL_MODE, CHARACTER_SET_CLIENT, COLLATION_CONNECTION,"
            + " DATABASE_COLLATION), ACTION_STATEMENT"
            + " FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?";

    private static final String WANTED = " AS place, " + Catalogue.INNODB_NAME + " AS name";

    private static final String ONE = "SELECT 0" + WANTED;

    private static final String IDS = "SELECT w.place, CAST(t.TABLE_ID AS CHAR), NULL, NULL"
            + " FROM information_schema.INNODB_SYS_TABLES AS t JOIN (";

    private static final String BY_NAME = ") AS w ON CAST(t.NAME AS BINARY) = w.name";

    private static final String FOREIGN = "SELECT w.place, "
            + Catalogue.plain("SUBSTRING_INDEX(f.FOR_NAME, '/', 1)") + ", "
            + Catalogue.plain("SUBSTRING(f.FOR_NAME, LOCATE('/', f.FOR_NAME) + 1)")
            + ", SUBSTRING(f.ID, LOCATE('/', f.ID) + 1)"
            + " FROM information_schema.INNODB_SYS_FOREIGN AS f JOIN (";

    private static final String BY_TARGET =
            ") AS w ON CAST(f.REF_NAME AS BINARY) = w.name WHERE f.FOR_NAME <> f.REF_NAME";

    private static final String REFERENTIAL = ", CONSTRAINT_SCHEMA, TABLE_NAME,"
            + " CONSTRAINT_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS"
            + " WHERE UNIQUE_CONSTRAINT_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?"
            + " AND NOT (CONSTRAINT_SCHEMA = UNIQUE_CONSTRAINT_SCHEMA AND TABLE_NAME = REFERENCED_TABLE_NAME)";

    private volatile boolean withoutProcess;

    /** What is found out of one name. */
    private static final class Found {
        private final ObjectName name;
        private @Nullable String kind;
        private @Nullable String engine;
        private @Nullable String definition;
        private final List<String> triggers = new ArrayList<>();
        private final List<String> incoming = new ArrayList<>();
        private @Nullable Long tableId;

        private Found(ObjectName name) {
            this.name = name;
        }

        private ObjectState state() {
            if (kind == null || definition == null) {
                return new ObjectState.Absent();
            }
            triggers.sort(null);
            incoming.sort(null);
            return new ObjectState.Present(kind, definition, triggers, incoming, tableId, engine);
        }
    }

    /**
     * What bears these names, in their order.
     *
     * @param made whether it was made just now, by whoever asks: triggers are others' then
     */
    Map<ObjectName, ObjectState> of(ServerConnection reader, Collection<ObjectName> names, boolean made) {
        List<ObjectName> all = List.copyOf(names);
        Map<ObjectName, ObjectState> states = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += MOST) {
            List<Found> some = new ArrayList<>();
            all.subList(from, Math.min(all.size(), from + MOST)).forEach(name -> some.add(new Found(name)));
            look(reader, some, made);
            some.forEach(found -> states.put(found.name, found.state()));
        }
        return states;
    }

    /**
     * What bears one name: all that is asked about a table goes to the server in one message, and about a name that
     * nothing has, who waits for it. What stops that half-way, or is no table, is asked about piece by piece.
     *
     * @param waiting is told whose keys refer to a name that nothing has, where that was seen at the same time
     */
    ObjectState of(ServerConnection reader, ObjectName name, boolean made, Consumer<Set<ObjectName>> waiting) {
        TableLook look = look(reader, name, made);
        Set<ObjectName> children = look.waiting();
        if (children != null) {
            waiting.accept(children);
            return new ObjectState.Absent();
        }
        List<@Nullable String[]> objects = look.table();
        if (objects == null) {
            return Objects.requireNonNull(of(reader, List.of(name), made).get(name));
        }
        List<Found> one = List.of(new Found(name));
        kinds(rows(objects), one);
        one.get(0).definition = look.definition();
        triggers(rows(look.triggers()), one);
        references(rows(look.engine()), one);
        return one.get(0).state();
    }

    private TableLook look(ServerConnection reader, ObjectName name, boolean made) {
        if (!withoutProcess) {
            try {
                return look(reader, name, made, IDS + ONE + BY_NAME + " UNION ALL " + FOREIGN + ONE + BY_TARGET);
            } catch (ServerRefused e) {
                if (e.code() != ServerError.RIGHT_MISSING) {
                    throw e;
                }
                withoutProcess = true;
            }
        }
        return look(reader, name, made, "SELECT 0" + REFERENTIAL);
    }

    private TableLook look(ServerConnection reader, ObjectName name, boolean made, String engine) {
        return TableLook.at(
                reader, name, "SELECT 0" + OBJECT, made ? null : "SELECT 0" + TRIGGERS, engine, !withoutProcess);
    }

    private static List<Row> rows(List<@Nullable String[]> rows) {
        return rows.stream()
                .map(row -> new Row(Integer.parseInt(String.valueOf(row[0])), String.valueOf(row[1]), row[2], row[3]))
                .toList();
    }

    /** How base tables were made; nothing of those that are not there. */
    static Map<ObjectName, String> definitions(ServerConnection reader, Collection<ObjectName> tables) {
        List<Found> all = new ArrayList<>();
        for (ObjectName table : tables) {
            Found found = new Found(table);
            found.kind = "BASE TABLE";
            all.add(found);
        }
        definitions(reader, all);
        Map<ObjectName, String> definitions = new LinkedHashMap<>();
        for (Found found : all) {
            if (found.definition != null) {
                definitions.put(found.name, found.definition);
            }
        }
        return definitions;
    }

    private void look(ServerConnection reader, List<Found> some, boolean made) {
        kinds(rows(reader, OBJECT, some), some);
        definitions(reader, some);
        List<Found> there =
                some.stream().filter(found -> found.definition != null).toList();
        if (there.isEmpty()) {
            return;
        }
        if (!made) {
            Set<ObjectName> triggered = TriggeredTables.among(
                    there.stream().map(found -> found.name).toList(), reader);
            List<Found> asked = there.stream()
                    .filter(found -> triggered.contains(found.name))
                    .toList();
            if (!asked.isEmpty()) {
                triggers(rows(reader, TRIGGERS, asked), asked);
            }
        }
        references(reader, there);
    }

    /** In one message; where one of them has gone meanwhile, one by one. */
    private static void definitions(ServerConnection reader, List<Found> some) {
        StringBuilder block = new StringBuilder("BEGIN NOT ATOMIC ");
        List<Found> named = new ArrayList<>();
        for (Found found : some) {
            if (found.kind != null) {
                named.add(found);
                block.append(shows(found.name, found.kind)).append("; ");
            }
        }
        if (named.size() > 1) {
            try {
                List<List<@Nullable String[]>> lists =
                        reader.lists(block.append("END").toString());
                for (int i = 0; i < named.size(); i++) {
                    named.get(i).definition = lists.get(i).get(0)[1];
                }
                return;
            } catch (ServerRefused e) {
                // said of the one that it is about
            }
        }
        for (Found found : named) {
            found.definition = definition(reader, found.name, Objects.requireNonNull(found.kind));
        }
    }

    private static void kinds(List<Row> rows, List<Found> some) {
        for (Row row : rows) {
            Found found = some.get(row.place);
            if (found.kind == null || row.a.equals(found.name.name())) {
                found.kind = row.b;
                found.engine = row.c;
            }
        }
    }

    private static void triggers(List<Row> rows, List<Found> there) {
        for (Row row : rows) {
            there.get(row.place).triggers.add(row.a + " " + row.b + " " + row.c);
        }
    }

    /** Ids, and foreign keys of other tables. */
    private void references(ServerConnection reader, List<Found> there) {
        List<Row> rows;
        try {
            rows = withoutProcess ? rows(reader, REFERENTIAL, there) : innodb(reader, there);
        } catch (ServerRefused e) {
            if (withoutProcess || e.code() != ServerError.RIGHT_MISSING) {
                throw e;
            }
            withoutProcess = true;
            rows = rows(reader, REFERENTIAL, there);
        }
        references(rows, there);
    }

    private static void references(List<Row> rows, List<Found> there) {
        for (Row row : rows) {
            Found found = there.get(row.place);
            if (row.b == null) {
                found.tableId = Long.valueOf(row.a);
            } else {
                found.incoming.add(Referring.text(row.a, row.b, constraint(String.valueOf(row.c))));
            }
        }
    }

    private static List<Row> rows(ServerConnection reader, String sql, List<Found> some) {
        List<String> values = new ArrayList<>();
        for (Found found : some) {
            values.addAll(List.of(Catalogue.schemaOf(found.name), found.name.name()));
        }
        return asked(reader, union(some.size(), sql), values);
    }

    private static List<Row> innodb(ServerConnection reader, List<Found> some) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            for (Found found : some) {
                String schema = Catalogue.schemaOf(found.name);
                String table = found.name.name();
                values.addAll(List.of(schema, schema, table, table));
            }
        }
        String wanted = union(some.size(), WANTED);
        return asked(reader, IDS + wanted + BY_NAME + " UNION ALL " + FOREIGN + wanted + BY_TARGET, values);
    }

    /**
     * One question for each.
     *
     * @param each what is asked, behind the place
     */
    private static String union(int size, String each) {
        StringJoiner all = new StringJoiner(" UNION ALL ");
        for (int place = 0; place < size; place++) {
            all.add("SELECT " + place + each);
        }
        return all.toString();
    }

    private static List<Row> asked(ServerConnection reader, String sql, List<String> values) {
        return reader.list(
                sql,
                (rows, ctx) -> new Row(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getString(4)),
                values.toArray());
    }

    /** {@code SHOW CREATE}, or null where the object has gone meanwhile. */
    static @Nullable String definition(ServerConnection reader, ObjectName name, String kind) {
        try {
            return reader.first(shows(name, kind), (rows, ctx) -> rows.getString(2));
        } catch (ServerRefused e) {
            if (e.code() == ServerError.NO_SUCH_TABLE || e.code() == ServerError.NO_SUCH_SCHEMA) {
                return null;
            }
            throw e;
        }
    }

    private static String shows(ObjectName name, String kind) {
        String word = kind.equals("VIEW") || kind.equals("SEQUENCE") ? kind : "TABLE";
        return "SHOW CREATE " + word + " " + SqlQuoting.identifier(name);
    }

    /** Later servers put the table before the constraint's name. */
    private static String constraint(String id) {
        return id.substring(id.indexOf('\u00ff') + 1);
    }

    /** A row: which name it is of, and up to three texts. */
    private record Row(
            int place,
            String a,
            @Nullable String b,
            @Nullable String c) {}
}
