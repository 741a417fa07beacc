package org.lupomig.orchestrator.forward;

import java.util.EnumSet;
import java.util.Set;
import org.lupomig.model.sql.ChangedRows;

/** What happens to rows, as triggers and foreign keys know it. */
enum RowEvent {
    INSERT,
    UPDATE,
    DELETE;

    /** What a statement may do to rows of a table. */
    static Set<RowEvent> of(ChangedRows rows) {
        if (rows.splits()) {
            return EnumSet.allOf(RowEvent.class);
        }
        return switch (rows.change()) {
            case UPDATES -> EnumSet.of(UPDATE);
            case DELETES -> EnumSet.of(DELETE);
            case INSERTS -> rows.assigned().isEmpty() ? EnumSet.of(INSERT) : EnumSet.of(INSERT, UPDATE);
            case REPLACES -> EnumSet.of(INSERT, DELETE);
        };
    }
}
