package org.lupomig.model.doctrine;

import org.lupomig.model.plan.Batch;
import org.lupomig.model.source.Location;

/**
 * A {@code freeze} of a batch.
 *
 * @param place the word
 */
public record FreezeDeclared(Batch batch, Location place) {}
