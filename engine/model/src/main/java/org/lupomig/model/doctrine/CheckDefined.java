package org.lupomig.model.doctrine;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlExpression;

/**
 * A {@code CHECK} that a statement defines; also one that stands in a column's definition.
 *
 * @param table the table it is of
 * @param name that of its constraint; null where the server chooses it
 * @param expression what must hold
 * @param how with the table, added, or with a column that is changed
 * @param place all of its words
 */
public record CheckDefined(
        SqlStatement statement,
        ObjectName table,
        @Nullable String name,
        SqlExpression expression,
        Defined how,
        Location place) {}
