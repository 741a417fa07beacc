package org.lupomig.model.sql;

import org.lupomig.model.source.Location;

/**
 * A name that a statement writes without a schema, where nothing before it says which one is meant.
 *
 * @param name as written, without quotes; the statement's kind where it names nothing and means the default schema
 * @param location where it stands; the whole statement where an earlier one of its script has such a name, too
 */
public record UnqualifiedName(String name, Location location) {}
