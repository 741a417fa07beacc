package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * What the server showed of the objects that a statement names, at one moment.
 *
 * @param objects tables, views and sequences by name
 * @param schemas schemas by name
 * @param others what is no table
 */
public record Snapshot(
        Map<ObjectName, ObjectState> objects,
        Map<String, SchemaState> schemas,
        Map<ServerObject, ServerObjectState> others) {
    public Snapshot {
        objects = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(objects));
        schemas = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
        others = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** Of tables and schemas. */
    public Snapshot(Map<ObjectName, ObjectState> objects, Map<String, SchemaState> schemas) {
        this(objects, schemas, Map.of());
    }

    /** Of nothing. */
    public static final Snapshot EMPTY = new Snapshot(Map.of(), Map.of());

    /** Reads what everything that a work names looks like now. */
    public static Snapshot read(TargetSession session, Work work) {
        return read(session, work.objects(), work.schemas(), work.others());
    }

    /** Reads what {@code names} and {@code schemas} look like now. */
    public static Snapshot read(TargetSession session, List<ObjectName> names, List<String> schemas) {
        return read(session, names, schemas, List.of());
    }

    private static Snapshot read(
            TargetSession session, List<ObjectName> names, List<String> schemas, List<ServerObject> others) {
        Map<ObjectName, ObjectState> objects = new LinkedHashMap<>();
        for (ObjectName name : names) {
            objects.put(name, session.describe(name));
        }
        Map<String, SchemaState> found = new LinkedHashMap<>();
        for (String schema : schemas) {
            found.put(schema, session.describeSchema(schema));
        }
        Map<ServerObject, ServerObjectState> seen = new LinkedHashMap<>();
        for (ServerObject other : others) {
            seen.put(other, session.look(other));
        }
        return new Snapshot(objects, found, seen);
    }

    /** Whether this table is all that was looked at. */
    public boolean isOnly(ObjectName table) {
        return objects.size() == 1 && objects.containsKey(table) && schemas.isEmpty() && others.isEmpty();
    }

    /** Reads the same objects again. */
    public Snapshot again(TargetSession session) {
        return read(
                session,
                new ArrayList<>(objects.keySet()),
                new ArrayList<>(schemas.keySet()),
                new ArrayList<>(others.keySet()));
    }

    /**
     * Without some tables and what is kept like one.
     *
     * @param counts whether one stays
     */
    public Snapshot of(Predicate<ObjectName> counts) {
        Map<ObjectName, ObjectState> some = new LinkedHashMap<>(objects);
        some.keySet().removeIf(counts.negate());
        return new Snapshot(some, schemas, others);
    }

    /** The same with another value that its sequence gives next, where it has one. */
    public Snapshot giving(@Nullable String next) {
        if (next == null) {
            return this;
        }
        Map<ServerObject, ServerObjectState> given = new LinkedHashMap<>();
        others.forEach((object, state) -> given.put(
                object,
                object.kind() == ServerObject.Kind.SEQUENCE && state instanceof ServerObjectState.Present present
                        ? present.giving(next)
                        : state));
        return new Snapshot(objects, schemas, given);
    }

    /** One object; it must be among those read. */
    public ObjectState object(ObjectName name) {
        ObjectState state = objects.get(name);
        if (state == null) {
            throw new IllegalStateException(name + " was not read");
        }
        return state;
    }

    /** One schema; it must be among those read. */
    public SchemaState schema(String name) {
        SchemaState state = schemas.get(name);
        if (state == null) {
            throw new IllegalStateException("schema " + name + " was not read");
        }
        return state;
    }

    /** One object that is no table; it must be among those read. */
    public ServerObjectState other(ServerObject object) {
        ServerObjectState state = others.get(object);
        if (state == null) {
            throw new IllegalStateException(object + " was not read");
        }
        return state;
    }

    /** For the journal. */
    public Map<String, Object> toJson() {
        List<Object> objectList = new ArrayList<>();
        objects.forEach((name, state) -> {
            Map<String, Object> one = Json.object();
            if (name.schema() != null) {
                one.put("schema", name.schema());
            }
            one.put("name", name.name());
            if (state instanceof ObjectState.Present present) {
                one.put("kind", present.kind());
                one.put("definition", present.definition());
                one.put("triggers", present.triggers());
                one.put("incoming", present.incoming());
                if (present.tableId() != null) {
                    one.put("table_id", present.tableId());
                }
                if (present.engine() != null) {
                    one.put("engine", present.engine());
                }
            }
            objectList.add(one);
        });
        List<Object> schemaList = new ArrayList<>();
        schemas.forEach((name, state) -> {
            Map<String, Object> one = Json.object();
            one.put("name", name);
            if (state instanceof SchemaState.Present present) {
                one.put("definition", present.definition());
                one.put("contents", present.contents());
            }
            schemaList.add(one);
        });
        Map<String, Object> out = Json.object();
        out.put("objects", objectList);
        out.put("schemas", schemaList);
        if (!others.isEmpty()) {
            out.put("others", ServerObjectJson.write(others));
        }
        return out;
    }

    /** Journal data with what was looked at when a batch passed its commit point. */
    public Map<String, Object> asLeft() {
        Map<String, Object> out = Json.object();
        out.put("left", toJson());
        return out;
    }

    /** What {@link #asLeft} put into journal data; nothing where it put nothing. */
    public static Snapshot leftIn(Map<String, Object> data) {
        Json json = new Json(data);
        return json.has("left") ? fromJson(json.child("left")) : EMPTY;
    }

    static Snapshot fromJson(Json json) {
        Map<ObjectName, ObjectState> objects = new LinkedHashMap<>();
        json.objects(
                "objects",
                one -> objects.put(
                        new ObjectName(one.textOrNull("schema"), one.text("name")),
                        one.has("definition")
                                ? new ObjectState.Present(
                                        one.text("kind"),
                                        one.text("definition"),
                                        one.texts("triggers"),
                                        one.texts("incoming"),
                                        one.numberOrNull("table_id"),
                                        one.textOrNull("engine"))
                                : new ObjectState.Absent()));
        Map<String, SchemaState> schemas = new LinkedHashMap<>();
        json.objects(
                "schemas",
                one -> schemas.put(
                        one.text("name"),
                        one.has("definition")
                                ? new SchemaState.Present(one.text("definition"), one.texts("contents"))
                                : new SchemaState.Absent()));
        return new Snapshot(objects, schemas, ServerObjectJson.readAll(json));
    }
}
