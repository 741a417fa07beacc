package org.lupomig.model.diagnostic;

import org.lupomig.model.source.Location;

/**
 * Another place that belongs to a diagnostic.
 *
 * @param location where
 * @param note what is there, such as {@code first declared here}
 */
public record Related(Location location, String note) {}
