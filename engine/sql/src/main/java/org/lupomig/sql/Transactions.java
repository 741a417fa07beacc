package org.lupomig.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ImplicitCommit;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SessionFact.Scope;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TransactionFact;

/**
 * What of transactions in scripts means something else where each statement commits with its journal entry: rows that a
 * script takes back itself, rows that it never commits, tables that it keeps others out of.
 */
final class Transactions {
    private static final String COMMITTED =
            "what it would take back is committed by then, each statement with its journal entry; leave it out, the undo"
                    + " of the step takes all back when the step fails";
    private static final String NEVER =
            "nothing commits the transaction that it is in, so that the server would take it back when the session ends;"
                    + " write COMMIT behind it, or leave out what begins the transaction";

    private boolean begun;
    private boolean manual;
    private @Nullable Open open;

    /** A change of rows that is not committed. */
    record Open(Location location, String kind) {
        String reason() {
            return NEVER;
        }
    }

    /** Follows a script by one statement. */
    void after(StatementFact fact, Location location) {
        if (ImplicitCommits.of(fact) == ImplicitCommit.YES) {
            open = null;
            begun = false;
        }
        if (fact instanceof TransactionFact transaction) {
            switch (transaction.action()) {
                case START, BEGIN -> begun = true;
                case COMMIT -> {
                    open = null;
                    begun = transaction.options().contains("AND CHAIN");
                }
                case ROLLBACK -> open = null;
                default -> {}
            }
        } else if (fact instanceof SessionFact.SetVariables set) {
            set.assignments().forEach(this::autocommit);
        } else if ((begun || manual) && open == null && changesRows(fact)) {
            open = new Open(location, fact.kind());
        }
    }

    /** What is not committed where the script ends; null where nothing is. */
    @Nullable
    Open open() {
        return open;
    }

    private void autocommit(VariableAssignment assignment) {
        boolean ofSession = assignment.scope() == Scope.UNSAID || assignment.scope() == Scope.SESSION;
        if (ofSession && assignment.name().equalsIgnoreCase("autocommit")) {
            String text = assignment.text() == null ? "" : Characters.upper(assignment.text());
            manual = text.equals("0") || text.equals("OFF") || text.equals("FALSE");
            open = manual ? open : null;
        }
    }

    private static boolean changesRows(StatementFact fact) {
        return fact instanceof StatementFact.Insert
                || fact instanceof RowFact.Update
                || fact instanceof RowFact.Delete
                || fact instanceof RowFact.Replace;
    }

    /** Why a statement about transactions is not run; null where it is, by not being sent. */
    static @Nullable String whyNot(TransactionFact fact) {
        return switch (fact.action()) {
            case START, BEGIN ->
                fact.options().contains("READ ONLY")
                        ? "under READ ONLY nothing could be journaled with the change"
                        : null;
            case COMMIT ->
                fact.options().contains("RELEASE") ? "it ends the session, which the step still needs" : null;
            case SAVEPOINT, RELEASE -> null;
            case ROLLBACK, ROLLBACK_TO -> COMMITTED;
            case XA_START, XA_END, XA_PREPARE, XA_COMMIT, XA_ROLLBACK, XA_RECOVER ->
                "the engine itself decides where a transaction begins and ends";
        };
    }

    /**
     * Why locks are not to be had; null where nobody else knows the tables.
     *
     * @param created tables that the batch made before
     */
    static @Nullable String whyNot(StatementFact fact, Set<ObjectName> created) {
        if (!(fact instanceof SessionFact.LockTables lock)) {
            return null;
        }
        for (SessionFact.TableLock each : lock.locks()) {
            ObjectName table = each.table().table().name();
            if (!created.contains(table)) {
                return "others could write to " + table
                        + " between the statements all the same, because the journal and DDL are refused under these locks;"
                        + " leave it out";
            }
        }
        return null;
    }
}
