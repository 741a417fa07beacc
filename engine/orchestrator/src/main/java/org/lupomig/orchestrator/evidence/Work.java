package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;

/**
 * What a statement is about to do, after looking: names carry their schemas, and what {@code IF [NOT] EXISTS} leaves
 * out is left out. It is journaled, and all that an undo needs to know of the statement.
 */
public sealed interface Work {
    /** Nothing: it changes nothing, or everything was there already. */
    record Nothing(String reason) implements Work {}

    /** A schema that is not there yet. */
    record CreatesSchema(String schema) implements Work {}

    /** A table that is not there yet. */
    record CreatesTable(ObjectName table) implements Work {}

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
    }

    /** A change of one table's definition. */
    record Alters(ObjectName table) implements Work {}

    /** Rows into a table that the same batch created. */
    record Inserts(ObjectName table) implements Work {}

    /** A table that an author's undo drops. */
    record DropsTable(ObjectName table) implements Work {}

    /** A schema that an author's undo drops. */
    record DropsSchema(String schema) implements Work {}

    /** Tables, views and sequences to look at before and after. */
    default List<ObjectName> objects() {
        if (this instanceof CreatesTable work) {
            return List.of(work.table());
        } else if (this instanceof Alters work) {
            return List.of(work.table());
        } else if (this instanceof Inserts work) {
            return List.of(work.table());
        } else if (this instanceof DropsTable work) {
            return List.of(work.table());
        } else if (this instanceof Renames work) {
            Set<ObjectName> names = new LinkedHashSet<>();
            work.pairs().forEach(pair -> {
                names.add(pair.from());
                names.add(pair.to());
            });
            return List.copyOf(names);
        }
        return List.of();
    }

    /** Schemas to look at before and after. */
    default List<String> schemas() {
        if (this instanceof CreatesSchema work) {
            return List.of(work.schema());
        } else if (this instanceof DropsSchema work) {
            return List.of(work.schema());
        }
        return List.of();
    }

    /** One clause for people. */
    default String summary() {
        if (this instanceof Nothing work) {
            return "nothing (" + work.reason() + ")";
        } else if (this instanceof CreatesSchema work) {
            return "create schema " + work.schema();
        } else if (this instanceof CreatesTable work) {
            return "create table " + work.table();
        } else if (this instanceof Alters work) {
            return "alter table " + work.table();
        } else if (this instanceof Inserts work) {
            return "insert into " + work.table();
        } else if (this instanceof DropsTable work) {
            return "drop table " + work.table();
        } else if (this instanceof DropsSchema work) {
            return "drop schema " + work.schema();
        } else if (this instanceof Renames work) {
            Rename first = work.pairs().get(0);
            String rest = work.pairs().size() > 1 ? " and " + (work.pairs().size() - 1) + " more" : "";
            return "rename " + first.from() + " to " + first.to() + rest;
        }
        throw new IllegalStateException("unknown work " + getClass());
    }

    /** For the journal. */
    default Map<String, Object> toJson() {
        Map<String, Object> out = Json.object();
        out.put("does", getClass().getSimpleName());
        if (this instanceof Nothing work) {
            out.put("reason", work.reason());
        } else if (this instanceof Renames work) {
            List<Object> list = new ArrayList<>();
            for (Rename pair : work.pairs()) {
                Map<String, Object> one = Json.object();
                one.put("from", WorkJson.write(pair.from()));
                one.put("to", WorkJson.write(pair.to()));
                list.add(one);
            }
            out.put("pairs", list);
        } else if (!schemas().isEmpty()) {
            out.put("schema", schemas().get(0));
        } else {
            out.put("table", WorkJson.write(objects().get(0)));
        }
        return out;
    }
}
