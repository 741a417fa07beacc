package org.lupomig.model.doctrine;

import org.lupomig.model.source.Location;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.ObjectName;

/**
 * A key that a statement defines, the primary key included; also one that stands in a column's definition.
 *
 * @param table the table it is of
 * @param key its definition
 * @param how with the table, or added
 * @param place all of its words
 */
public record KeyDefined(SqlStatement statement, ObjectName table, Key key, Defined how, Location place) {}
