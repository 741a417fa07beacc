package org.lupomig.orchestrator.port;

import java.util.List;
import org.lupomig.model.sql.ObjectName;

/**
 * What decides whether rows of a table can be kept before a statement changes them, as it is on the server now.
 *
 * @param primaryKey its columns in their order; empty where it has none
 * @param references foreign keys that refer to it, its own among them
 */
public record RowFacts(List<String> primaryKey, List<Reference> references) {
    public RowFacts {
        primaryKey = List.copyOf(primaryKey);
        references = List.copyOf(references);
    }

    /**
     * A foreign key that refers to a table.
     *
     * @param child the table that has it
     * @param columns those that it refers to; empty where they are not seen
     * @param deletes whether a row that goes takes rows of the child with it, or changes them
     * @param updates whether another value in one of the columns changes rows of the child
     */
    public record Reference(ObjectName child, List<String> columns, boolean deletes, boolean updates) {
        public Reference {
            columns = List.copyOf(columns);
        }

        /** Whether it refers to one of these columns, for all that is seen. */
        public boolean refersTo(List<String> assigned) {
            return columns.isEmpty()
                    || assigned.stream()
                            .anyMatch(column -> columns.stream().anyMatch(own -> own.equalsIgnoreCase(column)));
        }
    }
}
