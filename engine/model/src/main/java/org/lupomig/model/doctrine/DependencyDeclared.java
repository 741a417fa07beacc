package org.lupomig.model.doctrine;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Step;
import org.lupomig.model.source.Location;

/**
 * A name behind {@code requires}, {@code optional} or {@code conflicts}.
 *
 * @param batch the batch that waits, or whose step does
 * @param step null where a batch waits
 * @param kind which of the three
 * @param on the name as written
 * @param place that name
 */
public record DependencyDeclared(Batch batch, @Nullable Step step, Dependency.Kind kind, String on, Location place) {}
