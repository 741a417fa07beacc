package org.lupomig.model.doctrine;

import java.util.Locale;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.TableShape;

/**
 * A table that a statement creates.
 *
 * @param table its name, in the default schema where the statement gives none
 * @param shape its columns, keys and options, as far as the statement says
 * @param temporary whether only its session sees it
 * @param guarded whether {@code IF NOT EXISTS} is said
 * @param copied whether another table's definition is taken ({@code LIKE}): then the shape is empty
 * @param queried whether rows, and perhaps further columns, come from a query
 * @param place its name
 */
public record TableCreated(
        SqlStatement statement,
        ObjectName table,
        TableShape shape,
        boolean temporary,
        boolean guarded,
        boolean copied,
        boolean queried,
        Location place) {
    /** The value of an option in upper case, such as {@code INNODB} of {@code ENGINE}; empty where it is not said. */
    public String option(String name) {
        return shape.options().stream()
                .filter(option -> option.name().equals(name))
                .map(option -> option.value().toUpperCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }
}
