package org.lupomig.model.doctrine;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.FunctionNature;

/**
 * A function that a statement calls: in its values and conditions, its queries, and in the defaults, checks and
 * generated columns that it defines. Not in the body of a stored program.
 *
 * @param schema the schema named before it; null where none is
 * @param function in upper case
 * @param nature what is known of it; null in definitions, where it is not asked
 * @param place its name
 */
public record FunctionCalled(
        SqlStatement statement,
        @Nullable String schema,
        String function,
        @Nullable FunctionNature nature,
        Location place) {}
