package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.CompoundFact;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.StatementReader;

/**
 * What a trigger does, read from its body.
 *
 * @param writes the rows that it changes
 * @param assigned columns of the row that it is fired for, to which it gives a value
 * @param refusal why not all that it does is known to be a change of rows, for people; null where it is
 */
record TriggerReach(
        List<ChangedRows> writes,
        List<String> assigned,
        @Nullable String refusal) {
    TriggerReach {
        writes = List.copyOf(writes);
        assigned = List.copyOf(assigned);
    }

    static TriggerReach of(RowFacts.Trigger trigger, ObjectName table, Situation situation) {
        StatementReader reader = situation.reader();
        String mode = trigger.sqlMode();
        if (mode.contains("ANSI_QUOTES") || mode.contains("NO_BACKSLASH_ESCAPES") || mode.contains("ORACLE")) {
            return refused("was written under sql_mode " + mode + ", under which its body is not read");
        }
        String sql = "CREATE TRIGGER " + SqlQuoting.identifier(trigger.name()) + " " + trigger.time() + " "
                + trigger.event() + " ON " + SqlQuoting.identifier(table) + " FOR EACH ROW " + trigger.body();
        if (!(reader.read(sql, trigger.name().schema()) instanceof TriggerFact.CreateTrigger create)) {
            return refused("cannot be read");
        }
        List<ChangedRows> writes = new ArrayList<>();
        List<String> assigned = new ArrayList<>();
        ProgramBody body = create.body();
        String refusal = acting(body.control());
        if (refusal == null && !body.settings().isEmpty()) {
            refusal = "sets the variable " + body.settings().get(0);
        }
        for (StatementFact fact : body.statements()) {
            refusal = refusal == null ? follow(fact, writes, assigned) : refusal;
        }
        String schema = trigger.name().schema();
        if (refusal == null) {
            String acts = ReadViews.whyNot(body.statements(), body.control(), schema, situation.session(), reader);
            refusal = acts == null ? null : "cannot be followed: " + acts;
        }
        return refusal == null ? new TriggerReach(writes, assigned, null) : refused(refusal);
    }

    private static TriggerReach refused(String why) {
        return new TriggerReach(List.of(), List.of(), why);
    }

    private static @Nullable String follow(StatementFact fact, List<ChangedRows> writes, List<String> assigned) {
        if (fact instanceof StatementFact.Query || fact instanceof CompoundFact.GetDiagnostics) {
            return null;
        } else if (fact instanceof CompoundFact.Signal signal) {
            return acting(signal.uses());
        } else if (fact instanceof RowFact.ActingQuery query) {
            if (query.into() != null) {
                query.into().variables().forEach(variable -> ofRow(variable, assigned));
            }
            return query.into() != null && query.into().file() != null ? "writes a file" : acting(query.uses());
        } else if (fact instanceof SessionFact.SetVariables set) {
            return follow(set, assigned);
        }
        List<ChangedRows> rows = ChangedRows.all(fact);
        writes.addAll(rows);
        return rows.isEmpty() ? "runs " + fact.kind() + ": what that changes is not known" : null;
    }

    private static @Nullable String follow(SessionFact.SetVariables set, List<String> assigned) {
        for (SessionFact.VariableAssignment each : set.assignments()) {
            String acting = acting(each.uses());
            if (acting != null) {
                return acting;
            }
            switch (each.scope()) {
                case USER -> {}
                case UNSAID -> ofRow(each.name(), assigned);
                case SESSION, GLOBAL, PERSIST, PERSIST_ONLY -> {
                    return "sets the variable " + each.name();
                }
            }
        }
        return null;
    }

    private static void ofRow(String variable, List<String> assigned) {
        String name = variable.replace("`", "");
        if (name.toUpperCase(Locale.ROOT).startsWith("NEW.")) {
            assigned.add(name.substring("NEW.".length()));
        }
    }

    private static @Nullable String acting(Uses uses) {
        for (FunctionCall call : uses.calls()) {
            if (ChangedRows.actsElsewhere(call)) {
                return "calls " + call.name() + ", which may change something else";
            }
        }
        return null;
    }
}
