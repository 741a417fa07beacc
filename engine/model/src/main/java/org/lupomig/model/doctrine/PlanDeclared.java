package org.lupomig.model.doctrine;

import org.lupomig.model.plan.Plan;
import org.lupomig.model.source.Location;

/**
 * The plan.
 *
 * @param plan as compiled; where it has errors, as far as it could be read
 * @param place its name
 */
public record PlanDeclared(Plan plan, Location place) {}
