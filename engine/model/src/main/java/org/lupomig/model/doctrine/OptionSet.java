package org.lupomig.model.doctrine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;

/**
 * An option that a statement sets for a table or a schema, such as {@code ENGINE=InnoDB}.
 *
 * @param table null where it is a schema's
 * @param schema of a table the one it is in; null where nothing says which
 * @param name in upper case; {@code CHARACTER SET} for all its spellings
 * @param value without quotes, as written
 * @param how with the table or schema, or changed
 * @param place its words
 */
public record OptionSet(
        SqlStatement statement,
        @Nullable ObjectName table,
        @Nullable String schema,
        String name,
        String value,
        Defined how,
        Location place) {
    /** The value in upper case. */
    public String upper() {
        return value.toUpperCase(Locale.ROOT);
    }
}
