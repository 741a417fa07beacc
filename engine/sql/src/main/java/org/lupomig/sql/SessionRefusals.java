package org.lupomig.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SessionFact.Scope;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TransactionFact;
import org.lupomig.model.sql.Uses;

/** Why statements about the session, and questions to the server, are not run. */
final class SessionRefusals {
    private static final String LOCKS =
            "it locks the rows that it reads, and each statement is a transaction of its own";

    private SessionRefusals() {}

    /** Whether a statement is of these kinds. */
    static boolean judges(StatementFact fact) {
        return fact instanceof RowFact.ActingQuery
                || fact instanceof RowFact.Do
                || fact instanceof SessionFact.SetVariables
                || fact instanceof SessionFact.SetTransaction
                || fact instanceof SessionFact.SetCharacterSet
                || fact instanceof SessionFact.LockTables
                || fact instanceof SessionFact.UnlockTables
                || fact instanceof TransactionFact
                || fact instanceof MaintenanceFact.Show
                || fact instanceof MaintenanceFact.Describe
                || fact instanceof MaintenanceFact.Help
                || fact instanceof MaintenanceFact.Explain;
    }

    /** Why it is not run, and the words that make it so; null where it is. */
    static @Nullable Refusal of(StatementFact fact) {
        if (fact instanceof RowFact.ActingQuery query) {
            return query(query);
        } else if (fact instanceof RowFact.Do run) {
            return first(effects("DO", run.uses()));
        } else if (fact instanceof SetVariables set) {
            return set(set);
        } else if (fact instanceof SessionFact.SetCharacterSet set) {
            boolean read =
                    set.charset() != null && Characters.upper(set.charset()).startsWith("UTF8");
            String reason = "scripts are sent as utf8mb4, which the server would then read as "
                    + (set.charset() == null ? "DEFAULT" : set.charset());
            return read ? null : new Refusal(set.kind(), reason, set.opening());
        }
        String reason = reason(fact);
        Span opening = fact.opening();
        return reason == null || opening == null ? null : new Refusal(fact.kind(), reason, opening);
    }

    private static @Nullable String reason(StatementFact fact) {
        if (fact instanceof SessionFact.SetTransaction set) {
            return "READ ONLY".equals(set.access()) && set.scope() != Scope.GLOBAL
                    ? "under READ ONLY nothing could be journaled with the change"
                    : null;
        } else if (fact instanceof TransactionFact transaction) {
            return Transactions.whyNot(transaction);
        } else if (fact instanceof MaintenanceFact.Explain explain) {
            return explain(explain);
        } else if (fact instanceof MaintenanceFact.Show show) {
            String text = Characters.upper(show.text().text());
            return text.contains(" WHERE ") && text.contains("(") ? "what its condition calls is not read" : null;
        }
        return null;
    }

    private static @Nullable String explain(MaintenanceFact.Explain explain) {
        StatementFact inner = explain.statement();
        if (inner instanceof StatementFact.Query) {
            return null;
        }
        if (explain.runs()) {
            return "ANALYZE runs it, and its rows are not kept; leave ANALYZE away";
        }
        // the server looks into subqueries when it explains, and may run what they call
        Uses uses = inner instanceof RowFact.ActingQuery query
                ? query.uses()
                : inner instanceof RowFact.Update update
                        ? update.uses()
                        : inner instanceof RowFact.Delete delete
                                ? delete.uses()
                                : inner instanceof RowFact.Replace replace
                                        ? replace.rows().uses()
                                        : inner instanceof StatementFact.Insert insert
                                                ? insert.rows().uses()
                                                : null;
        return uses != null && effects("EXPLAIN", uses).isEmpty()
                ? null
                : "the server may run a part of what it explains";
    }

    private static @Nullable Refusal query(RowFact.ActingQuery query) {
        List<Refusal> found = effects(query.kind(), query.uses());
        if (query.into() != null && query.into().file() != null) {
            found.add(new Refusal(
                    "SELECT", "it writes its answer to a file", query.into().span()));
        }
        if (query.procedure() != null) {
            found.add(new Refusal("SELECT", "it runs a procedure on its answer", query.procedure()));
        }
        return first(found);
    }

    /** Of the server's own variables it is said elsewhere what may be set. */
    private static @Nullable Refusal set(SetVariables set) {
        List<Refusal> found = new ArrayList<>();
        for (VariableAssignment assignment : set.assignments()) {
            String reason =
                    switch (assignment.scope()) {
                        case GLOBAL, PERSIST, PERSIST_ONLY -> GlobalSettings.whyNot(assignment);
                        case SESSION, UNSAID -> SessionVariables.whyNot(assignment);
                        case USER -> null;
                    };
            if (reason != null) {
                found.add(new Refusal(set.kind(), reason, assignment.span()));
            }
            found.addAll(effects(set.kind(), assignment.uses()));
        }
        return first(found);
    }

    /** What the functions do that a statement calls, and what its locks are good for. */
    static List<Refusal> effects(String kind, Uses uses) {
        List<Refusal> found = new ArrayList<>();
        for (FunctionCall call : uses.calls()) {
            String reason = whyNot(call);
            if (reason != null) {
                found.add(new Refusal(kind, reason, call.span()));
            }
        }
        for (SqlText lock : uses.locks()) {
            found.add(new Refusal(kind, LOCKS, lock.span()));
        }
        return found;
    }

    private static @Nullable String whyNot(FunctionCall call) {
        String name = call.name().toUpperCase(Locale.ROOT);
        boolean builtIn = call.schema() == null && call.nature() != FunctionNature.UNKNOWN;
        if (builtIn && (name.equals("ROW_COUNT") || name.equals("FOUND_ROWS"))) {
            return name + "() would answer for a statement of the engine's own";
        }
        if (builtIn && name.equals("RELEASE_ALL_LOCKS")) {
            return "it would release the engine's own lock";
        }
        if (name.equals("SETVAL")) {
            return "SETVAL has a way back where it is one call of numbers, in a statement of its own, and leaves the"
                    + " round";
        }
        if (name.equals("NEXT VALUE FOR") || name.equals("NEXTVAL")) {
            return "a sequence that moves on has no way back";
        }
        // what they do ends with the session
        boolean passing = builtIn
                && (name.equals("SLEEP")
                        || name.equals("BENCHMARK")
                        || name.equals("GET_LOCK")
                        || name.equals("RELEASE_LOCK"));
        return passing || (call.nature() != FunctionNature.ACTING && call.nature() != FunctionNature.UNKNOWN)
                ? null
                : "it calls " + call.name() + ", which is not a built-in function known to change nothing";
    }

    private static @Nullable Refusal first(List<Refusal> found) {
        return found.isEmpty() ? null : Collections.min(found, Comparator.comparing(Refusal::at));
    }
}
