package org.lupomig.store.privilege;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.store.connect.ServerConnection;

/**
 * The tables whose foreign keys refer to one that is dropped without foreign key checks: their keys are dropped and
 * made again, forward and back.
 */
final class ReferringTables {
    private final ServerConnection reader;
    private boolean unchecked;

    ReferringTables(ServerConnection reader) {
        this.reader = reader;
    }

    /** What a statement needs on them. */
    List<Need> of(Planned planned) {
        if (planned.fact() instanceof SetVariables set) {
            unchecked |= set.assignments().stream()
                    .anyMatch(assignment -> assignment.name().equalsIgnoreCase("foreign_key_checks"));
        }
        List<Need> needs = new ArrayList<>();
        if (unchecked && planned.fact() instanceof DropTable drop) {
            for (ObjectName table : drop.tables()) {
                needs.addAll(reader.list(
                        "SELECT CONSTRAINT_SCHEMA, TABLE_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS"
                                + " WHERE UNIQUE_CONSTRAINT_SCHEMA = COALESCE(?, DATABASE())"
                                + " AND REFERENCED_TABLE_NAME = ? AND TABLE_NAME <> REFERENCED_TABLE_NAME",
                        (row, ctx) -> Need.on(
                                Feature.DROP_FOREIGN_KEY, new ObjectName(row.getString(1), row.getString(2)), false),
                        table.in(planned.defaultSchema()).schema(),
                        table.name()));
            }
        }
        return needs;
    }
}
