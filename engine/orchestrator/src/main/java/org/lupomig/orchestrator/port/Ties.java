package org.lupomig.orchestrator.port;

import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;

/**
 * What leads from one table of a server to another, though no statement says so.
 *
 * @param references foreign keys between two tables
 * @param leading tables with triggers, views, and tables of engines that keep their rows in others: what else is
 *     touched where these are is not known
 */
public record Ties(List<Reference> references, Set<ObjectName> leading) {
    /** None that are known. */
    public static final Ties NONE = new Ties(List.of(), Set.of());

    public Ties {
        references = List.copyOf(references);
        leading = Set.copyOf(leading);
    }

    /** A foreign key, by its two tables. */
    public record Reference(ObjectName child, ObjectName parent) {}
}
