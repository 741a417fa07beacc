package org.lupomig.model.doctrine;

import org.lupomig.model.plan.Batch;
import org.lupomig.model.source.Location;

/**
 * A {@code backup} of a batch.
 *
 * @param place the word
 */
public record BackupDeclared(Batch batch, Location place) {}
