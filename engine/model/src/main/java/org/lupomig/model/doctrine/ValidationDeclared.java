package org.lupomig.model.doctrine;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.source.Location;

/**
 * A {@code validate} with its expectations.
 *
 * @param batch the batch that it is in, or whose step it is in
 * @param step null where it is the batch's
 * @param place its words up to the title
 */
public record ValidationDeclared(
        Validation validation, Batch batch, @Nullable Step step, Location place) {}
