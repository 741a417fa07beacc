package org.lupomig.model.doctrine;

import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;

/**
 * A table that a statement drops.
 *
 * @param temporary whether {@code DROP TEMPORARY TABLE} is said
 * @param guarded whether {@code IF EXISTS} is said
 * @param place its name
 */
public record TableDropped(
        SqlStatement statement, ObjectName table, boolean temporary, boolean guarded, Location place) {}
