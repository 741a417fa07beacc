package org.lupomig.model.doctrine;

import org.lupomig.model.plan.Plan;
import org.lupomig.model.source.Location;

/**
 * A parameter that the plan declares.
 *
 * @param parameter with the value that it has here
 * @param used whether its value stands anywhere in the plan or in its files
 * @param place its name
 * @param whole all of its declaration
 */
public record ParameterDeclared(Plan.Parameter parameter, boolean used, Location place, Location whole) {}
