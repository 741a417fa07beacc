package org.lupomig.model.doctrine;

import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.source.Location;

/**
 * The classification of a table by the plan.
 *
 * @param place the table's name
 */
public record TableClassified(TableClassification classification, Location place) {}
