package org.lupomig.model.doctrine;

import org.lupomig.model.source.Location;

/**
 * A schema where a script names it first: in {@code CREATE}, {@code ALTER}, {@code DROP SCHEMA} and {@code USE}, and
 * before the name of a table.
 *
 * @param schema its name
 * @param place the name alone
 */
public record SchemaNamed(SqlStatement statement, String schema, Location place) {}
