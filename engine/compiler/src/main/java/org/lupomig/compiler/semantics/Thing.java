package org.lupomig.compiler.semantics;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;

/**
 * What steps may have to be ordered for.
 *
 * @param database the one it is in
 * @param schema null where nothing says which
 * @param name null for the schema itself
 * @param isProgram whether it is a routine, whose names are not those of tables
 */
record Thing(
        String database, @Nullable String schema, @Nullable String name, boolean isProgram)
        implements Comparable<Thing> {

    static Thing table(String database, ObjectName table) {
        return new Thing(database, table.schema(), table.name(), false);
    }

    static Thing program(String database, ObjectName program) {
        return new Thing(database, program.schema(), program.name(), true);
    }

    static Thing schema(String database, @Nullable String schema) {
        return new Thing(database, schema, null, false);
    }

    boolean isSchema() {
        return name == null;
    }

    @Override
    public String toString() {
        if (name == null) {
            return String.valueOf(schema);
        }
        return (schema == null ? name : schema + "." + name) + (isProgram ? "()" : "");
    }

    @Override
    public int compareTo(Thing other) {
        int byName = toString().compareTo(other.toString());
        return byName != 0 ? byName : database.compareTo(other.database);
    }
}
