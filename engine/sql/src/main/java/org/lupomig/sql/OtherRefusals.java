package org.lupomig.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountFact;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ClientCommand;
import org.lupomig.model.sql.CompoundFact;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.InsertedRows;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.ServerFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Insert;
import org.lupomig.model.sql.StatementFact.SetNames;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.VariableUse;
import org.lupomig.model.sql.ViewFact;

/** Why statements that neither define tables nor schemas are not run, though they can be read. */
final class OtherRefusals {
    private static final String NO_WAY_BACK = "this version knows no way back for it";
    private static final String REPLACES = "it drops what is there";
    private static final String SESSION = "it changes the session or the server, which no undo restores";
    private static final String HIDDEN = "what it runs cannot be read from the script";
    private static final String CLIENT = "it is a command of the mariadb client, not of the server";
    private static final String STEERS = "it steers the server, not a schema";

    private OtherRefusals() {}

    /** Why the statement is not run, and the words that make it so; null where it may run, as far as this knows. */
    static @Nullable Refusal of(StatementFact fact) {
        if (fact instanceof Insert insert) {
            return insert(insert);
        }
        if (fact instanceof DynamicFact dynamic) {
            return LateRule.of(dynamic);
        }
        if (fact instanceof RowFact.Call call) {
            return LateRule.of(call);
        }
        if (SessionRefusals.judges(fact)) {
            return SessionRefusals.of(fact);
        }
        if (fact instanceof SetNames names) {
            return names(names);
        }
        if (fact instanceof RowFact.Update || fact instanceof RowFact.Delete || fact instanceof RowFact.Replace) {
            return changed((RowFact) fact);
        }
        String reason = reason(fact);
        Span opening = fact.opening();
        return reason == null || opening == null ? null : new Refusal(fact.kind(), reason, opening);
    }

    private static @Nullable String reason(StatementFact fact) {
        if (fact instanceof RowFact row) {
            return ofRows(row);
        }
        if (fact instanceof ViewFact
                || fact instanceof TriggerFact
                || fact instanceof RoutineFact
                || fact instanceof EventFact
                || fact instanceof SequenceFact) {
            return ofObject(fact);
        }
        if (fact instanceof AccountFact.SetRole || fact instanceof ServerFact) {
            return SESSION;
        }
        if (fact instanceof SessionFact session) {
            return ofSession(session);
        }
        if (fact instanceof MaintenanceFact maintenance) {
            return ofMaintenance(maintenance);
        }
        if (fact instanceof CompoundFact.Block) {
            return "what it does depends on what it finds; put it into a procedure and call that, which is followed";
        }
        if (fact instanceof CompoundFact) {
            return "what it does depends on what it finds, and this version knows no way back for that";
        }
        if (fact instanceof ClientCommand command) {
            return command.command().equals("SOURCE") ? CLIENT + "; name the file in the plan with sql \"…\"" : CLIENT;
        }
        return null;
    }

    private static @Nullable String ofObject(StatementFact fact) {
        if (fact instanceof RoutineFact.LoadFunction load) {
            return load.orReplace() ? REPLACES : NO_WAY_BACK;
        }
        boolean temporary = (fact instanceof SequenceFact.CreateSequence create && create.temporary())
                || (fact instanceof SequenceFact.DropSequences drop && drop.temporary());
        return temporary ? Refusal.ONE_SESSION : null;
    }

    private static @Nullable Refusal changed(RowFact row) {
        String whyNot = ChangedRows.whyNot(row);
        return whyNot == null
                ? null
                : new Refusal(row.kind(), whyNot + ", so that its rows cannot be kept beforehand", row.opening());
    }

    private static String ofRows(RowFact row) {
        if (row instanceof RowFact.DeleteHistory) {
            return "it removes rows that are not kept, so there is no way back";
        }
        if (row instanceof RowFact.LoadRows load) {
            return load.local()
                    ? "no file of this machine is sent to the server; without LOCAL the server reads its own"
                    : "it reads a file, and nothing records which rows came from it";
        }
        return SESSION;
    }

    private static @Nullable String ofSession(SessionFact session) {
        return session instanceof SessionFact.SetStatement ? HIDDEN : SESSION;
    }

    private static @Nullable String ofMaintenance(MaintenanceFact maintenance) {
        if (maintenance instanceof MaintenanceFact.TableCare care) {
            return care.verb().equals("REPAIR")
                    ? "it drops the rows that it cannot read, which no undo brings back"
                    : null;
        }
        if (maintenance instanceof MaintenanceFact.CacheIndex) {
            return SESSION;
        }
        boolean steers = maintenance instanceof MaintenanceFact.Flush
                || maintenance instanceof MaintenanceFact.Kill
                || maintenance instanceof MaintenanceFact.ServerCommand;
        return steers ? STEERS : null;
    }

    private static @Nullable Refusal insert(Insert insert) {
        InsertedRows rows = insert.rows();
        SqlText priority = rows.priority();
        if (priority != null && priority.text().equalsIgnoreCase("DELAYED")) {
            Span at = insert.opening().union(priority.span());
            return new Refusal("INSERT DELAYED", "the server inserts its rows some time later", at);
        }
        List<Refusal> found = new ArrayList<>();
        calls("INSERT", rows.uses(), ChangedRows::actsElsewhere, found);
        return first(found);
    }

    private static @Nullable Refusal names(SetNames names) {
        String charset = names.charset() == null ? "DEFAULT" : names.charset();
        return switch (Characters.upper(charset)) {
            case "UTF8MB4", "UTF8MB3", "UTF8" -> null;
            default ->
                new Refusal(
                        "SET NAMES",
                        "scripts are sent as utf8mb4, which the server would then read as " + charset,
                        names.opening());
        };
    }

    /** What a query does besides reading; null where it does nothing else. */
    static @Nullable Refusal effect(String kind, Uses uses) {
        return first(effects(kind, uses));
    }

    private static List<Refusal> effects(String kind, Uses uses) {
        List<Refusal> found = new ArrayList<>();
        calls(
                kind,
                uses,
                call -> call.nature() == FunctionNature.ACTING || call.nature() == FunctionNature.UNKNOWN,
                found);
        for (VariableUse variable : uses.variables()) {
            if (variable.set()) {
                found.add(new Refusal(kind, "it sets a user variable", variable.span()));
            }
        }
        for (SqlText lock : uses.locks()) {
            found.add(new Refusal(kind, "it locks the rows that it reads", lock.span()));
        }
        return found;
    }

    private static void calls(String kind, Uses uses, Predicate<FunctionCall> acts, List<Refusal> found) {
        for (FunctionCall call : uses.calls()) {
            if (acts.test(call)) {
                String reason = call.name().equals("NEXT VALUE FOR")
                        ? "a sequence that moves on has no way back"
                        : "it calls " + call.name() + ", which is not a built-in function known to change nothing";
                found.add(new Refusal(kind, reason, call.span()));
            }
        }
    }

    private static @Nullable Refusal first(List<Refusal> found) {
        return found.isEmpty() ? null : Collections.min(found, Comparator.comparing(Refusal::at));
    }
}
