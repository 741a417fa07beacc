package org.lupomig.model.doctrine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.ObjectName;

/**
 * A foreign key that a statement defines; also one that stands in a column's definition as {@code REFERENCES}.
 *
 * @param table the table it is of
 * @param name that of its constraint; null where the server chooses it
 * @param columns those of its own table, in order
 * @param target what they refer to
 * @param how with the table, or added
 * @param place all of its words
 */
public record ForeignKeyDefined(
        SqlStatement statement,
        ObjectName table,
        @Nullable String name,
        List<String> columns,
        ForeignKey.Target target,
        Defined how,
        Location place) {
    public ForeignKeyDefined {
        columns = List.copyOf(columns);
    }
}
