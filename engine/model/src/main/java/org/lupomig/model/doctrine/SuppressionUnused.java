package org.lupomig.model.doctrine;

import org.lupomig.model.source.Location;

/**
 * An {@code allow} that allowed nothing: the rule found nothing there. Such facts come when all rules have run.
 *
 * @param rule the rule's name
 * @param place that name
 */
public record SuppressionUnused(String rule, Location place) {}
