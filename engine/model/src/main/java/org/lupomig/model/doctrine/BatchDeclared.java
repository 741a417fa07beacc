package org.lupomig.model.doctrine;

import org.lupomig.model.plan.Batch;
import org.lupomig.model.source.Location;

/**
 * A batch.
 *
 * @param place its name
 * @param classPlace the letter of its rollback class; its name where it names none
 */
public record BatchDeclared(Batch batch, Location place, Location classPlace) {}
