package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.privilege.Grants;

/** Reads what decides whether rows of a table can be kept. */
final class RowCatalogue {
    /** InnoDB's own word for what a key does to its child: bits for delete cascade, delete null, update so too. */
    private static final String INNODB = "SELECT f.ID, " + Catalogue.plain("SUBSTRING_INDEX(f.FOR_NAME, '/', 1)") + ", "
            + Catalogue.plain("SUBSTRING(f.FOR_NAME, LOCATE('/', f.FOR_NAME) + 1)")
            + ", IF(f.TYPE & 1, 'CASCADE', IF(f.TYPE & 2, 'SET NULL', '')),"
            + " IF(f.TYPE & 4, 'CASCADE', IF(f.TYPE & 8, 'SET NULL', '')), c.FOR_COL_NAME, c.REF_COL_NAME"
            + " FROM information_schema.INNODB_SYS_FOREIGN f"
            + " JOIN information_schema.INNODB_SYS_FOREIGN_COLS c ON c.ID = f.ID WHERE CAST(f.REF_NAME AS BINARY) = "
            + Catalogue.INNODB_NAME + " ORDER BY f.ID, c.POS";

    /** So many names are asked for at once: a question stays short enough for any server. */
    private static final int MOST = 100;

    private static final String CHILD = Catalogue.plain("SUBSTRING_INDEX(FOR_NAME, '/', 1)") + ", "
            + Catalogue.plain("SUBSTRING(FOR_NAME, LOCATE('/', FOR_NAME) + 1)");

    /** The tables whose keys refer to a name. */
    static final String CHILDREN = "SELECT " + CHILD
            + " FROM information_schema.INNODB_SYS_FOREIGN WHERE CAST(REF_NAME AS BINARY) = " + Catalogue.INNODB_NAME
            + " ORDER BY ID";

    private static final String REFERENTIAL_CHILDREN = "SELECT CONSTRAINT_SCHEMA, TABLE_NAME"
            + " FROM information_schema.REFERENTIAL_CONSTRAINTS"
            + " WHERE UNIQUE_CONSTRAINT_SCHEMA = ? AND REFERENCED_TABLE_NAME = ? ORDER BY 1, 2";

    /** More tables than {@code REFERENTIAL_CONSTRAINTS} shows: also those that the account may only read. */
    private static final String REFERENTIAL = "SELECT k.CONSTRAINT_NAME, k.TABLE_SCHEMA, k.TABLE_NAME, r.DELETE_RULE,"
            + " r.UPDATE_RULE, k.COLUMN_NAME, k.REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE k"
            + " LEFT JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA"
            + " AND r.TABLE_NAME = k.TABLE_NAME AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME"
            + " WHERE k.REFERENCED_TABLE_SCHEMA = ? AND k.REFERENCED_TABLE_NAME = ?"
            + " ORDER BY 2, 3, 1, k.ORDINAL_POSITION";

    /** Columns that a foreign key can refer to: it needs an index of theirs. */
    private static final String INDEXED = "SELECT DISTINCT COLUMN_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_TYPE = 'BTREE' ORDER BY 1";

    private static final String BYTES = "SELECT COALESCE(MAX(DATA_LENGTH), 0) FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";

    private static final String GENERATED =
            "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                    + " AND (IS_GENERATED = 'ALWAYS' OR LOWER(EXTRA) LIKE '%on update%') ORDER BY ORDINAL_POSITION";

    private static final String TRIGGERS =
            "SELECT TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, SQL_MODE, ACTION_STATEMENT"
                    + " FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?"
                    + " ORDER BY EVENT_MANIPULATION, ACTION_TIMING, ACTION_ORDER";

    private RowCatalogue() {}

    /** What decides whether rows of a table can be kept, in one message to the server. */
    static RowFacts of(ObjectName table, ServerConnection reader) {
        String schema = Catalogue.schemaOf(table);
        String name = table.name();
        try {
            return of(table, reader, INNODB, List.of(schema, schema, name, name), false);
        } catch (ServerRefused e) {
            if (e.code() != ServerError.RIGHT_MISSING) {
                throw e;
            }
            return of(
                    table,
                    reader,
                    REFERENTIAL,
                    List.of(schema, name),
                    !Grants.of(reader).showReferences());
        }
    }

    /**
     * The same, by one of two questions for the foreign keys.
     *
     * @param hidden whether there may be some that these do not show
     */
    private static RowFacts of(
            ObjectName table, ServerConnection reader, String keys, List<String> keyValues, boolean hidden) {
        String schema = Catalogue.schemaOf(table);
        String name = table.name();
        List<String> values = new ArrayList<>(List.of(schema, name, schema, name, schema, name, schema, name));
        values.addAll(keyValues);
        values.addAll(List.of(schema, name));
        if (hidden) {
            values.addAll(List.of(schema, name));
        }
        List<List<@Nullable String[]>> lists = reader.lists(
                "BEGIN NOT ATOMIC " + String.join("; ", BYTES, ImageColumn.OF_KEY, GENERATED, keys, TRIGGERS)
                        + (hidden ? "; " + INDEXED : "") + "; END",
                values.toArray(String[]::new));
        List<ImageColumn> key = lists.get(1).stream().map(ImageColumn::read).toList();
        return new RowFacts(
                key.stream().map(ImageColumn::name).toList(),
                NotedKey.how(key),
                lists.get(2).stream().map(row -> text(row[0])).toList(),
                references(lists.get(3), reader),
                hidden ? lists.get(5).stream().map(row -> text(row[0])).toList() : List.of(),
                lists.get(4).stream()
                        .map(row -> new RowFacts.Trigger(
                                new ObjectName(table.schema(), text(row[0])),
                                text(row[1]),
                                text(row[2]),
                                text(row[3]),
                                text(row[4])))
                        .toList(),
                Long.parseLong(text(lists.get(0).get(0)[0])));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNull(value);
    }

    /** The foreign keys of other tables that refer to one, as far as the account knows of them. */
    static List<RowFacts.Reference> referringKeys(ObjectName table, ServerConnection reader) {
        return of(table, reader).references().stream()
                .filter(reference -> !reference.child().equals(table.in(Catalogue.schemaOf(table))))
                .toList();
    }

    /** The tables with foreign keys that refer to a name, whether a table has it or not. */
    static Set<ObjectName> referring(ObjectName name, ServerConnection reader) {
        String schema = Catalogue.schemaOf(name);
        try {
            return children(reader, CHILDREN, schema, schema, name.name(), name.name());
        } catch (ServerRefused e) {
            if (e.code() != ServerError.RIGHT_MISSING) {
                throw e;
            }
            return children(reader, REFERENTIAL_CHILDREN, schema, name.name());
        }
    }

    /** The tables of a schema that have foreign keys of some names, by these names. */
    static Map<String, ObjectName> foreignKeysNamed(Set<String> names, String schema, ServerConnection reader) {
        Map<String, ObjectName> found = new LinkedHashMap<>();
        for (String name : names) {
            reader.list(
                            "SELECT TABLE_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS"
                                    + " WHERE CONSTRAINT_SCHEMA = ? AND CONSTRAINT_NAME = ?",
                            (row, ctx) -> row.getString(1),
                            schema,
                            name)
                    .forEach(table -> found.put(name, new ObjectName(schema, table)));
        }
        return found;
    }

    /** The same of several names; InnoDB goes through all keys that it has for any question. */
    static Map<ObjectName, Set<ObjectName>> referringToAny(Set<ObjectName> names, ServerConnection reader) {
        Map<ObjectName, Set<ObjectName>> found = new LinkedHashMap<>();
        names.forEach(name -> found.put(name, new LinkedHashSet<>()));
        List<ObjectName> all = List.copyOf(names);
        try {
            for (int from = 0; from < all.size(); from += MOST) {
                children(reader, all.subList(from, Math.min(all.size(), from + MOST)), found);
            }
        } catch (ServerRefused e) {
            if (e.code() != ServerError.RIGHT_MISSING) {
                throw e;
            }
            names.forEach(name ->
                    found.put(name, children(reader, REFERENTIAL_CHILDREN, Catalogue.schemaOf(name), name.name())));
        }
        return found;
    }

    private static void children(
            ServerConnection reader, List<ObjectName> names, Map<ObjectName, Set<ObjectName>> found) {
        StringJoiner wanted = new StringJoiner(" UNION ALL ");
        List<String> values = new ArrayList<>();
        for (int place = 0; place < names.size(); place++) {
            String schema = Catalogue.schemaOf(names.get(place));
            String table = names.get(place).name();
            wanted.add("SELECT " + place + " AS place, " + Catalogue.INNODB_NAME + " AS name");
            values.addAll(List.of(schema, schema, table, table));
        }
        reader.list(
                "SELECT w.place, " + CHILD + " FROM information_schema.INNODB_SYS_FOREIGN AS f JOIN (" + wanted
                        + ") AS w ON CAST(f.REF_NAME AS BINARY) = w.name ORDER BY f.ID",
                (row, ctx) -> Objects.requireNonNull(found.get(names.get(row.getInt(1))))
                        .add(new ObjectName(row.getString(2), row.getString(3))),
                values.toArray());
    }

    private static Set<ObjectName> children(ServerConnection reader, String sql, String... values) {
        return new LinkedHashSet<>(
                reader.list(sql, (row, ctx) -> new ObjectName(row.getString(1), row.getString(2)), (Object[]) values));
    }

    /** How many bytes the rows of some partitions of a table take, as the server estimates it. */
    static long partitionBytes(ObjectName table, List<String> partitions, ServerConnection reader) {
        long bytes = 0;
        for (String partition : partitions) {
            bytes += reader.one(
                    "SELECT COALESCE(SUM(DATA_LENGTH), 0) FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = ?"
                            + " AND TABLE_NAME = ? AND (PARTITION_NAME = ? OR SUBPARTITION_NAME = ?)",
                    (row, ctx) -> row.getLong(1),
                    Catalogue.schemaOf(table),
                    table.name(),
                    partition,
                    partition);
        }
        return bytes;
    }

    private static List<RowFacts.Reference> references(List<@Nullable String[]> rows, ServerConnection reader) {
        Map<List<@Nullable String>, List<@Nullable String[]>> byKey = new LinkedHashMap<>();
        for (@Nullable String[] row : rows) {
            byKey.computeIfAbsent(Arrays.asList(row).subList(0, 3), id -> new ArrayList<>())
                    .add(row);
        }
        List<RowFacts.Reference> references = new ArrayList<>();
        for (List<@Nullable String[]> key : byKey.values()) {
            @Nullable String[] first = key.get(0);
            ObjectName child = new ObjectName(first[1], text(first[2]));
            String[] actions = first[3] == null
                    ? ReferencesSeen.actions(child, text(first[0]), reader)
                    : new String[] {first[3], text(first[4])};
            references.add(new RowFacts.Reference(
                    child,
                    key.stream().map(row -> text(row[5])).toList(),
                    key.stream().map(row -> text(row[6])).toList(),
                    action(actions[0]),
                    action(actions[1])));
        }
        return references;
    }

    private static RowFacts.Action action(String rule) {
        return switch (rule) {
            case "CASCADE" -> RowFacts.Action.CASCADE;
            case "SET NULL", "SET DEFAULT" -> RowFacts.Action.SET;
            default -> RowFacts.Action.NONE;
        };
    }
}
