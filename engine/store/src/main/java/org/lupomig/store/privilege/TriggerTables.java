package org.lupomig.store.privilege;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.store.connect.ServerConnection;

/**
 * Of which tables triggers are: privileges are on these, and a statement that drops a trigger does not name its table.
 */
final class TriggerTables {
    private final ServerConnection reader;
    private final Map<ObjectName, ObjectName> made = new HashMap<>();

    TriggerTables(ServerConnection reader) {
        this.reader = reader;
    }

    /** What a statement needs on the table of its trigger; the same need where that is not known. */
    Need onTable(Need need, Planned planned) {
        if (planned.fact() instanceof TriggerFact.CreateTrigger create) {
            ObjectName table = create.table().name().in(planned.defaultSchema());
            made.put(create.trigger().name().in(table.schema()), table);
        } else if (planned.fact() instanceof TriggerFact.DropTrigger drop) {
            ObjectName trigger = drop.trigger().name().in(planned.defaultSchema());
            ObjectName table = made.containsKey(trigger) ? made.get(trigger) : known(trigger);
            return table == null ? need : Need.on(need.feature(), table, false);
        }
        return need;
    }

    private @Nullable ObjectName known(ObjectName trigger) {
        return reader.first(
                "SELECT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS"
                        + " WHERE TRIGGER_SCHEMA = COALESCE(?, DATABASE()) AND TRIGGER_NAME = ?"
                        // the catalogue does not tell them apart by case, where the server does
                        + " AND (@@lower_case_table_names <> 0 OR TRIGGER_NAME = BINARY ?)",
                (row, ctx) -> new ObjectName(row.getString(1), row.getString(2)),
                trigger.schema(),
                trigger.name(),
                trigger.name());
    }
}
