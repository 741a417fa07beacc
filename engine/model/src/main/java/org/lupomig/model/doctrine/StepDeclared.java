package org.lupomig.model.doctrine;

import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.model.source.Location;

/**
 * A step.
 *
 * @param batch the one that it is in
 * @param place its name
 * @param classPlace the letter of its rollback class, or of its batch's where it names none itself
 */
public record StepDeclared(Step step, Batch batch, Location place, Location classPlace) {}
