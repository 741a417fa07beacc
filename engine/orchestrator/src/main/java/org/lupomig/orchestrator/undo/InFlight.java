package org.lupomig.orchestrator.undo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.undo.Removals.Act;
import org.lupomig.orchestrator.undo.Removals.As;

/**
 * Says whose a table is that bears the name of one whose CREATE was never answered. It may have been made by that, or
 * by somebody else since: it is taken for the batch's only where it is empty, and just what the same statement makes in
 * the held schema. So it is with a schema, and what the same statement makes of the held schema's defaults.
 */
final class InFlight {
    private final StatementReader statements;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final TableRemoval removal;

    InFlight(StatementReader statements, Likeness likeness, UndoSteps steps, TableRemoval removal) {
        this.statements = statements;
        this.likeness = likeness;
        this.steps = steps;
        this.removal = removal;
    }

    /** Drops the twin that a command left when it was killed; why that could not be, or null. */
    @Nullable
    String leftover(String key) {
        for (Act act : removal.acts(key)) {
            if (act.as() == As.TWIN && !steps.session().describe(act.name()).absent()) {
                Refusal refusal = removal.drop(key, act.name(), As.TWIN_DROPPED);
                if (refusal != null) {
                    return act.name() + " could not be dropped: " + refusal.text();
                }
            }
        }
        return null;
    }

    /** Why it is not known to be the batch's; null where it is, or nothing is there. */
    @Nullable
    String notOurs(String key, ObjectName table, StatementIntent intent) {
        if (removal.names().schema().equals(table.schema()) || HeldName.beside(table.name())) {
            // Nobody else makes tables there, or under such a name, and none of ours had this one.
            return null;
        }
        if (removal.begun(key) || !(steps.session().describe(table) instanceof ObjectState.Present present)) {
            return null;
        }
        String why = differs(key, table, intent, present);
        return why == null
                ? null
                : table + " may be somebody else's: nothing is known of how its CREATE ended, and " + why;
    }

    /** Why an empty schema is not known to be the batch's; null where it is. */
    @Nullable
    String notOurs(String schema, StatementIntent intent, SchemaState.Present present) {
        if (steps.session().isCutOff(schema)) {
            return null;
        }
        String why = differs(intent, present);
        return why == null
                ? null
                : "schema " + schema + " may be somebody else's: nothing is known of how its CREATE ended, and " + why;
    }

    private @Nullable String differs(StatementIntent intent, SchemaState.Present present) {
        String held = removal.names().schema();
        List<String> statementsOfDefaults = statements.defaults(intent.sql(), held);
        if (statementsOfDefaults.isEmpty()) {
            return "its statement cannot be read again";
        }
        Refusal refusal = removal.heldSchema();
        if (refusal == null) {
            refusal = take(statementsOfDefaults, held, intent);
        }
        if (refusal != null) {
            return refusal.text();
        }
        boolean same = steps.session().describeSchema(held) instanceof SchemaState.Present made
                && likeness.definitions().sameOptions(made.definition(), present.definition());
        refusal = take(statementsOfDefaults.subList(0, 1), held, intent);
        if (refusal != null) {
            return refusal.text();
        }
        return same ? null : "it has not the defaults that that gives";
    }

    private @Nullable Refusal take(List<String> statementsOfDefaults, String held, StatementIntent intent) {
        return steps.send(
                new Work.Nothing("the defaults of schema " + held),
                new TargetOperation.TakeDefaults(statementsOfDefaults, intent.context()),
                "ALTER SCHEMA");
    }

    private @Nullable String differs(
            String key, ObjectName table, StatementIntent intent, ObjectState.Present present) {
        Refusal refusal = removal.heldSchema();
        if (refusal != null) {
            return refusal.text();
        }
        ObjectName twin = removal.names().fresh(HeldName.TWIN, key, table, steps.session());
        String sql = statements.creating(intent.sql(), twin);
        if (sql == null) {
            return "its statement cannot be read again";
        }
        steps.session().useSchema(intent.defaultSchema());
        refusal = steps.send(
                new Work.CreatesTable(twin),
                new TargetOperation.CreateTwin(sql, String.valueOf(table.schema()), intent.context()),
                sql,
                Removals.marks(key, As.TWIN));
        if (refusal != null) {
            return refusal.text();
        }
        boolean same = steps.session().describe(twin) instanceof ObjectState.Present made
                && likeness.sameApartFromReferences(made, present);
        refusal = removal.drop(key, twin, As.TWIN_DROPPED);
        if (refusal != null) {
            return refusal.text();
        }
        if (!same) {
            return "it is not what that makes";
        }
        return steps.session().digest(table).rows() == 0 ? null : "it has rows that this batch did not write";
    }
}
