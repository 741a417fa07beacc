package org.lupomig.model.doctrine;

import org.lupomig.model.source.Location;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ObjectName;

/**
 * A column that a statement defines.
 *
 * @param table the table it is in
 * @param name its name
 * @param column its definition
 * @param how with the table, added, or changed
 * @param temporary whether the table is one that only its session sees
 * @param place its name
 * @param typePlace its type's words
 */
public record ColumnDefined(
        SqlStatement statement,
        ObjectName table,
        String name,
        Column column,
        Defined how,
        boolean temporary,
        Location place,
        Location typePlace) {
    /** The name of its type in upper case, such as {@code BIGINT}. */
    public String type() {
        return column.type().name();
    }
}
