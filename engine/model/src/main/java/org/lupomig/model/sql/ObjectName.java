package org.lupomig.model.sql;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table, view, sequence or other object inside a schema.
 *
 * <p>Compared as written. Whether {@code T} and {@code t} are one table is the server's to say
 * ({@code lower_case_table_names}).
 *
 * @param schema the schema it is in; null where neither the statement, a {@code USE} before it nor the plan says, so
 *     that the connection's own applies
 * @param name the object's own name, unquoted
 */
public record ObjectName(@Nullable String schema, String name) implements Comparable<ObjectName> {

    /** The same name, in {@code defaultSchema} where it had none. */
    public ObjectName in(@Nullable String defaultSchema) {
        return schema != null || defaultSchema == null ? this : new ObjectName(defaultSchema, name);
    }

    /** By schema, those without one first, then by name. */
    @Override
    public int compareTo(ObjectName other) {
        int bySchema = schemaOrEmpty().compareTo(other.schemaOrEmpty());
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    // By hand, as hashCode is: what the compiler leaves to be linked at run time is felt when a command starts.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectName object && name.equals(object.name) && Objects.equals(schema, object.schema);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(schema) + name.hashCode();
    }

    /** {@code schema.name}, or the bare name. For people; what goes to a server is quoted elsewhere. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }

    private String schemaOrEmpty() {
        return schema == null ? "" : schema;
    }
}
