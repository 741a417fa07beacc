package org.lupomig.orchestrator.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says of one table, view or sequence at one moment. */
public sealed interface ObjectState {
    /** Nothing of that name. */
    record Absent() implements ObjectState {}

    /**
     * It is there.
     *
     * @param kind the server's word: {@code BASE TABLE}, {@code VIEW}, {@code SEQUENCE}, {@code SYSTEM VERSIONED}
     * @param definition its {@code SHOW CREATE}, read with a fixed {@code sql_mode} and quoting
     * @param triggers its triggers' definitions, sorted
     * @param incoming foreign keys of other tables that refer to it, as {@code schema.table.constraint}, sorted
     * @param tableId InnoDB's id of the table, which a rename keeps and a rebuild changes; null where it may not be
     *     read
     * @param engine storage engine, null for what has none
     */
    record Present(
            String kind,
            String definition,
            List<String> triggers,
            List<String> incoming,
            @Nullable Long tableId,
            @Nullable String engine)
            implements ObjectState {
        public Present {
            triggers = List.copyOf(triggers);
            incoming = List.copyOf(incoming);
        }
    }

    /** Whether there is nothing of that name. */
    default boolean absent() {
        return this instanceof Absent;
    }
}
