package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.ServerObject;

/**
 * What a statement is about to do, after looking: names carry their schemas, and what {@code IF [NOT] EXISTS} leaves
 * out is left out. It is journaled, and all that an undo needs to know of the statement.
 */
public sealed interface Work
        permits Work.OnTable, Work.OnSchema, Work.Nothing, Work.Renames, Work.Changes, ChangesRows, Work.Apart {
    /** One clause for people. */
    String summary();

    /** Tables, views and sequences to look at before and after. */
    default List<ObjectName> objects() {
        return List.of();
    }

    /** Schemas to look at before and after. */
    default List<String> schemas() {
        return List.of();
    }

    /** What is no table, to look at before and after. */
    default List<ServerObject> others() {
        return List.of();
    }

    /** Adds to the journal's data what {@link WorkJson} reads it from. */
    void writeTo(Map<String, Object> out);

    /** For the journal. */
    default Map<String, Object> toJson() {
        Map<String, Object> out = Json.object();
        out.put("does", getClass().getSimpleName());
        writeTo(out);
        return out;
    }

    /** What has a file of its own. */
    non-sealed interface Apart extends Work {}

    /** What is done to one table and looked at there. */
    sealed interface OnTable extends Work {
        /** The table, with its schema. */
        ObjectName table();

        @Override
        default List<ObjectName> objects() {
            return List.of(table());
        }

        @Override
        default void writeTo(Map<String, Object> out) {
            out.put("table", WorkJson.write(table()));
        }
    }

    /** What is done to one schema and looked at there. */
    sealed interface OnSchema extends Work {
        /** The schema. */
        String schema();

        @Override
        default List<String> schemas() {
            return List.of(schema());
        }

        @Override
        default void writeTo(Map<String, Object> out) {
            out.put("schema", schema());
        }
    }

    /** Nothing: it changes nothing, or everything was there already. */
    record Nothing(String reason) implements Work {
        @Override
        public String summary() {
            return "nothing (" + reason + ")";
        }

        @Override
        public void writeTo(Map<String, Object> out) {
            out.put("reason", reason);
        }
    }

    /** A schema that is not there yet. */
    record CreatesSchema(String schema) implements OnSchema {
        @Override
        public String summary() {
            return "create schema " + schema;
        }
    }

    /** Other options of a schema. */
    record AltersSchema(String schema) implements OnSchema {
        @Override
        public String summary() {
            return "alter schema " + schema;
        }
    }

    /**
     * A table that is not there yet.
     *
     * @param model what it is to be like in all but foreign keys and rows; null where it is to be like none
     * @param filled whether it gets rows from a query in the same statement, under a name that only the engine gives
     */
    record CreatesTable(ObjectName table, @Nullable ObjectName model, boolean filled) implements OnTable {
        /** An empty one that is like no other. */
        public CreatesTable(ObjectName table) {
            this(table, null, false);
        }

        @Override
        public List<ObjectName> objects() {
            return model == null ? List.of(table) : List.of(table, model);
        }

        @Override
        public void writeTo(Map<String, Object> out) {
            OnTable.super.writeTo(out);
            if (model != null) {
                out.put("model", WorkJson.write(model));
            }
            if (filled) {
                out.put("filled", true);
            }
        }

        @Override
        public String summary() {
            return "create table " + table;
        }
    }

    /** Renames of what is there, in order. */
    record Renames(List<Rename> pairs) implements Work {
        public Renames {
            pairs = List.copyOf(pairs);
        }

        /** The pairs that take everything back. */
        public List<Rename> reversed() {
            List<Rename> back = new ArrayList<>();
            for (int i = pairs.size() - 1; i >= 0; i--) {
                back.add(new Rename(pairs.get(i).to(), pairs.get(i).from()));
            }
            return back;
        }

        @Override
        public List<ObjectName> objects() {
            Set<ObjectName> names = new LinkedHashSet<>();
            pairs.forEach(pair -> {
                names.add(pair.from());
                names.add(pair.to());
            });
            return List.copyOf(names);
        }

        @Override
        public String summary() {
            Rename first = pairs.get(0);
            String rest = pairs.size() > 1 ? " and " + (pairs.size() - 1) + " more" : "";
            return "rename " + first.from() + " to " + first.to() + rest;
        }

        @Override
        public void writeTo(Map<String, Object> out) {
            List<Object> list = new ArrayList<>();
            for (Rename pair : pairs) {
                Map<String, Object> one = Json.object();
                one.put("from", WorkJson.write(pair.from()));
                one.put("to", WorkJson.write(pair.to()));
                list.add(one);
            }
            out.put("pairs", list);
        }
    }

    /**
     * A change of one table's definition.
     *
     * @param kept values that do not come through it; null where all do
     * @param keyword the words that the statement begins with, such as {@code CREATE INDEX}
     * @param keys foreign keys that it takes away, each with the rows that referred to nothing by it before
     */
    record Alters(ObjectName table, @Nullable KeptColumns kept, String keyword, List<Orphans> keys) implements OnTable {
        static final String KEYWORD = "ALTER TABLE";

        public Alters {
            keys = List.copyOf(keys);
        }

        /** An ALTER TABLE that loses nothing. */
        public Alters(ObjectName table) {
            this(table, null, KEYWORD, List.of());
        }

        @Override
        public String summary() {
            return keyword.toLowerCase(Locale.ROOT) + (keyword.equals(KEYWORD) ? " " : " on ") + table;
        }

        @Override
        public void writeTo(Map<String, Object> out) {
            OnTable.super.writeTo(out);
            if (kept != null) {
                out.put("kept", KeptColumnsJson.write(kept));
            }
            if (!keyword.equals(KEYWORD)) {
                out.put("keyword", keyword);
            }
            OrphansJson.write(keys, out);
        }
    }

    /** Rows into a table that the same batch created. */
    record Inserts(ObjectName table) implements OnTable {
        @Override
        public String summary() {
            return "insert into " + table;
        }
    }

    /** Rows of a table that the same batch created, which get other values or go. */
    record ChangesOwnRows(ObjectName table) implements OnTable {
        @Override
        public String summary() {
            return "change rows of " + table;
        }
    }

    /** A table that a way back drops. */
    record DropsTable(ObjectName table) implements OnTable {
        @Override
        public String summary() {
            return "drop table " + table;
        }
    }

    /** A schema that a way back drops. */
    record DropsSchema(String schema) implements OnSchema {
        @Override
        public String summary() {
            return "drop schema " + schema;
        }
    }

    /**
     * A change of what is no table.
     *
     * @param does what is done to the first of them
     * @param others everything that is changed
     * @param table the table of a trigger, null for all else
     */
    record Changes(
            Does does, List<ServerObject> others, @Nullable ObjectName table) implements Work {
        public Changes {
            others = List.copyOf(others);
        }

        /** What is done. */
        public enum Does {
            CREATE,
            REPLACE,
            ALTER,
            RENAME,
            DROP
        }

        @Override
        public List<ObjectName> objects() {
            // A trigger is part of what is seen of its table.
            return table == null ? List.of() : List.of(table);
        }

        @Override
        public String summary() {
            return does.name().toLowerCase(Locale.ROOT) + " " + others.get(0);
        }

        @Override
        public void writeTo(Map<String, Object> out) {
            out.put("verb", does.name());
            out.put("others", ServerObjectJson.write(others));
            if (table != null) {
                out.put("table", WorkJson.write(table));
            }
        }
    }
}
