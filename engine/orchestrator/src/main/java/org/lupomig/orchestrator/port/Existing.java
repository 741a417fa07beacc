package org.lupomig.orchestrator.port;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;

/**
 * What of some names is on a server.
 *
 * @param lowers whether the server has one name of a schema or table for every spelling: all are in lower case here
 *     then
 * @param schemas those that are there
 * @param objects tables, views and sequences that are there
 * @param columns of the tables of which these were asked for, and that are there: their names in lower case
 */
public record Existing(
        boolean lowers, Set<String> schemas, Set<ObjectName> objects, Map<ObjectName, Set<String>> columns) {
    public Existing {
        schemas = Set.copyOf(schemas);
        objects = Set.copyOf(objects);
        columns = Map.copyOf(columns);
    }

    /** Of names as the server spells them. */
    public static Existing of(
            boolean lowers, Set<String> schemas, Set<ObjectName> objects, Map<ObjectName, Set<String>> columns) {
        if (!lowers) {
            return new Existing(false, schemas, objects, columns);
        }
        Set<String> lowSchemas = new HashSet<>();
        schemas.forEach(schema -> lowSchemas.add(schema.toLowerCase(Locale.ROOT)));
        Set<ObjectName> lowObjects = new HashSet<>();
        objects.forEach(object -> lowObjects.add(lower(object)));
        Map<ObjectName, Set<String>> lowColumns = new HashMap<>();
        columns.forEach((table, names) -> lowColumns.put(lower(table), names));
        return new Existing(true, lowSchemas, lowObjects, lowColumns);
    }

    /** A name as this compares it. */
    public ObjectName name(ObjectName name) {
        return lowers ? lower(name) : name;
    }

    /** The same of a schema. */
    public String schema(String schema) {
        return lowers ? schema.toLowerCase(Locale.ROOT) : schema;
    }

    private static ObjectName lower(ObjectName name) {
        String schema = name.schema();
        return new ObjectName(
                schema == null ? null : schema.toLowerCase(Locale.ROOT),
                name.name().toLowerCase(Locale.ROOT));
    }
}
