package org.lupomig.model.doctrine;

import org.lupomig.model.plan.Schema;
import org.lupomig.model.source.Location;

/**
 * A schema that the plan declares.
 *
 * @param place its name
 */
public record SchemaDeclared(Schema schema, Location place) {}
