package org.lupomig.model.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SessionFact.Scope;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;

/**
 * What is done about a statement that changes the session and nothing else, so that there is nothing to take back: it
 * is sent, or the engine sees to what it is about.
 *
 * @param sent whether it is sent
 * @param again whether it may be sent again after a wait for a lock that was in vain
 * @param words what becomes of it, one clause
 */
public record SessionWork(boolean sent, boolean again, String words) {
    private static final SessionWork ANSWERS = new SessionWork(true, true, "it changes nothing");
    private static final SessionWork SETS = new SessionWork(true, true, "it changes the session only");
    private static final SessionWork COUNTS = new SessionWork(true, false, "it changes the session only");
    private static final SessionWork LIMITS =
            new SessionWork(false, true, "it is not sent: limits, unique checks and isolation are the engine's to set");
    private static final SessionWork COMMITS = new SessionWork(
            false,
            true,
            "it is not sent: each statement commits with its journal entry, and the undo of the step takes back all");
    private static final SessionWork LOCKS =
            new SessionWork(false, true, "it is not sent: nobody else knows the tables that this script makes");

    private static final Set<String> ENGINES = Set.of(
            "UNIQUE_CHECKS",
            "MAX_STATEMENT_TIME",
            "LOCK_WAIT_TIMEOUT",
            "INNODB_LOCK_WAIT_TIMEOUT",
            "WAIT_TIMEOUT",
            "INTERACTIVE_TIMEOUT",
            "NET_READ_TIMEOUT",
            "NET_WRITE_TIMEOUT",
            "AUTOCOMMIT",
            "COMPLETION_TYPE",
            "TX_ISOLATION",
            "TRANSACTION_ISOLATION");

    /** What is done about a statement; null where it is about more than the session, or is not one of one line. */
    public static @Nullable SessionWork of(StatementFact fact) {
        if (fact instanceof StatementFact.Query) {
            return ANSWERS;
        } else if (fact instanceof StatementFact.SetNames || fact instanceof SessionFact.SetCharacterSet) {
            return SETS;
        } else if (fact instanceof RowFact.ActingQuery query) {
            return setting(query.uses());
        } else if (fact instanceof RowFact.Do run) {
            return setting(run.uses());
        } else if (fact instanceof SessionFact session) {
            return of(session);
        } else if (fact instanceof TransactionFact) {
            return COMMITS;
        }
        return asks(fact) ? ANSWERS : null;
    }

    private static @Nullable SessionWork of(SessionFact fact) {
        if (fact instanceof SetVariables set) {
            if (set.isGlobal()) {
                return null;
            }
            return set.assignments().stream().allMatch(SessionWork::isEngines) ? LIMITS : SETS;
        } else if (fact instanceof SessionFact.SetTransaction set) {
            return set.scope() == Scope.GLOBAL ? null : LIMITS;
        }
        return fact instanceof SessionFact.SetStatement ? null : LOCKS;
    }

    private static boolean asks(StatementFact fact) {
        return fact instanceof MaintenanceFact.Show
                || fact instanceof MaintenanceFact.Describe
                || fact instanceof MaintenanceFact.Help
                || fact instanceof MaintenanceFact.Explain;
    }

    /** One that sets variables row by row may have set some before it waited in vain. */
    private static SessionWork setting(Uses uses) {
        return uses.variables().stream().anyMatch(VariableUse::set) ? COUNTS : SETS;
    }

    /** Whether a variable is one that the engine sets for its sessions, whatever a script says. */
    public static boolean isEngines(VariableAssignment assignment) {
        return assignment.scope() != Scope.USER
                && ENGINES.contains(assignment.name().toUpperCase(Locale.ROOT));
    }

    /** The statement without what is the engine's to set; as it is where it sets none of that, or nothing else. */
    public static String sql(StatementFact fact, String sql) {
        if (!(fact instanceof SetVariables set)) {
            return sql;
        }
        List<String> kept = new ArrayList<>();
        for (VariableAssignment assignment : set.assignments()) {
            if (!isEngines(assignment)) {
                String words = sql.substring(
                        assignment.span().start(), assignment.span().end());
                kept.add(scoped(assignment, words));
            }
        }
        return kept.isEmpty() || kept.size() == set.assignments().size() ? sql : "SET " + String.join(", ", kept);
    }

    /** A scope that was said before it goes for it too, and may be gone. */
    private static String scoped(VariableAssignment assignment, String words) {
        boolean said = words.startsWith("@")
                || words.toUpperCase(Locale.ROOT).startsWith(assignment.scope().name())
                || words.toUpperCase(Locale.ROOT).startsWith("LOCAL");
        return said || assignment.scope() == Scope.UNSAID
                ? words
                : assignment.scope().name() + " " + words;
    }
}
