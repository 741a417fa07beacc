package org.lupomig.model.doctrine;

import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;

/**
 * A table, view or sequence where a statement names it.
 *
 * @param table its name, in the default schema where the statement gives none
 * @param qualified whether the statement itself names the schema
 * @param place the words, the schema's included
 */
public record TableNamed(SqlStatement statement, ObjectName table, boolean qualified, Location place) {}
