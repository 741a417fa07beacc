package org.lupomig.store.privilege;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * Procedures and functions that a plan calls and the account may not see: the server shows one to whoever may do
 * anything with it. Who makes one may call it.
 */
final class RoutineNeeds {
    private final ServerConnection reader;
    private final Set<String> made = new HashSet<>();

    RoutineNeeds(ServerConnection reader) {
        this.reader = reader;
    }

    /** What a statement calls of that; it counts as made from here on where the statement makes it. */
    Set<ObjectName> unseen(StatementFact fact, @Nullable String schema) {
        Set<ObjectName> unseen = new LinkedHashSet<>();
        if (fact instanceof RowFact.Call call) {
            add(call.routine().name().in(schema), unseen);
        }
        for (FunctionCall call : uses(fact).calls()) {
            boolean known = call.nature() != FunctionNature.UNKNOWN || (call.schema() == null && isLoaded(call.name()));
            if (!known) {
                add(new ObjectName(call.schema(), call.name()).in(schema), unseen);
            }
        }
        if (fact instanceof RoutineFact.CreateRoutine create) {
            made.add(key(create.routine().name().in(schema)));
        }
        return unseen;
    }

    private void add(ObjectName routine, Set<ObjectName> unseen) {
        if (!made.contains(key(routine)) && !isSeen(routine)) {
            unseen.add(routine);
        }
    }

    private static Uses uses(StatementFact fact) {
        if (fact instanceof RowFact.Call call) {
            return call.arguments();
        } else if (fact instanceof RowFact.Update update) {
            return update.uses();
        } else if (fact instanceof RowFact.Delete delete) {
            return delete.uses();
        } else if (fact instanceof RowFact.Replace replace) {
            return replace.rows().uses();
        } else if (fact instanceof RowFact.ActingQuery query) {
            return query.uses();
        } else if (fact instanceof RowFact.Do run) {
            return run.uses();
        } else if (fact instanceof StatementFact.Insert insert) {
            return insert.rows().uses();
        } else if (fact instanceof StatementFact.Query query) {
            return query.uses();
        } else if (fact instanceof SessionFact.SetVariables set) {
            Uses all = Uses.NONE;
            for (SessionFact.VariableAssignment assignment : set.assignments()) {
                all = all.and(assignment.uses());
            }
            return all;
        }
        return Uses.NONE;
    }

    private boolean isSeen(ObjectName routine) {
        return !reader.list(
                        "SELECT 1 FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = COALESCE(?, DATABASE())"
                                + " AND ROUTINE_NAME = ?",
                        (rows, ctx) -> 1,
                        routine.schema(),
                        routine.name())
                .isEmpty();
    }

    /** Whether a function may be one that was loaded into the server, which everybody may call. */
    private boolean isLoaded(String name) {
        try {
            return !reader.list("SELECT 1 FROM mysql.func WHERE name = ?", (rows, ctx) -> 1, name)
                    .isEmpty();
        } catch (ServerRefused e) {
            return true;
        }
    }

    private static String key(ObjectName routine) {
        return (routine.schema() + "." + routine.name()).toLowerCase(Locale.ROOT);
    }
}
