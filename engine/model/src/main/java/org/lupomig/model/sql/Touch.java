package org.lupomig.model.sql;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One object that a statement touches.
 *
 * @param schema the schema, null for the connection's own
 * @param table the table, null where the schema itself is meant, or nothing that can be named
 */
public record Touch(@Nullable String schema, @Nullable String table, Access access) implements Comparable<Touch> {
    private static final Comparator<Touch> ORDER = Comparator.comparing((Touch t) -> t.schema == null ? "" : t.schema)
            .thenComparing(t -> t.table == null ? "" : t.table)
            .thenComparing(Touch::access);

    /** What is done to an object. */
    public enum Access {
        READS,
        WRITES,
        CREATES,
        ALTERS,
        DROPS,
        /** Anything may be read or changed, in any schema: what the statement runs is not in its text. */
        UNKNOWN
    }

    /** A touch of what cannot be told. */
    public static Touch unknown() {
        return new Touch(null, null, Access.UNKNOWN);
    }

    /** A table that is touched. */
    public static Touch table(ObjectName name, Access access) {
        return new Touch(name.schema(), name.name(), access);
    }

    /** A schema that is touched. */
    public static Touch schema(String name, Access access) {
        return new Touch(name, null, access);
    }

    /** Whether anything may be touched. */
    public boolean isUnknown() {
        return access == Access.UNKNOWN;
    }

    @Override
    public int compareTo(Touch other) {
        return ORDER.compare(this, other);
    }
}
