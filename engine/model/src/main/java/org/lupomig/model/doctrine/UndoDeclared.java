package org.lupomig.model.doctrine;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.source.Location;

/**
 * An {@code undo} that an author writes or waives. Where nothing is said, there is no such fact.
 *
 * @param batch the batch that it is of, or whose step it is of
 * @param step null where it is the batch's
 * @param place the word
 */
public record UndoDeclared(Undo undo, Batch batch, @Nullable Step step, Location place) {}
