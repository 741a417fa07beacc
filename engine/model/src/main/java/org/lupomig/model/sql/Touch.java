package org.lupomig.model.sql;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One object that a statement touches.
 *
 * @param schema the schema, null for the connection's own
 * @param table the table, null where the schema itself is meant
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
        DROPS
    }

    /** A table that is touched. */
    public static Touch table(ObjectName name, Access access) {
        return new Touch(name.schema(), name.name(), access);
    }

    /** A schema that is touched. */
    public static Touch schema(String name, Access access) {
        return new Touch(name, null, access);
    }

    @Override
    public int compareTo(Touch other) {
        return ORDER.compare(this, other);
    }
}
