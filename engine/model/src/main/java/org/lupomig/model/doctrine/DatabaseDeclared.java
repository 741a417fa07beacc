package org.lupomig.model.doctrine;

import org.lupomig.model.plan.Database;
import org.lupomig.model.source.Location;

/**
 * A database that the plan declares.
 *
 * @param place its name
 */
public record DatabaseDeclared(Database database, Location place) {}
