package org.lupomig.store.target;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.Definitions.Back;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.LockTimeout.Behind;
import org.lupomig.orchestrator.port.TargetOperation.AlterBackKept;
import org.lupomig.store.connect.ServerConnection;

/** Statements of the way back of an ALTER whose lost values are kept: the first that is refused ends it. */
final class ReturnSteps {
    private static final String NO_STATE = "45000";

    private final ServerConnection connection;
    private final AlterBackKept back;
    private @Nullable StatementOutcome refused;
    private Behind behind = Behind.NOTHING;

    ReturnSteps(ServerConnection connection, AlterBackKept back) {
        this.connection = connection;
        this.back = back;
    }

    /** Why it has ended; null where it has not. */
    @Nullable
    StatementOutcome refused() {
        return refused;
    }

    /** It ends with this, or goes on where that is null. */
    void ends(@Nullable StatementOutcome outcome) {
        refused = outcome;
    }

    /** Does something in one transaction: a kill leaves all of it or nothing. */
    boolean within(BooleanSupplier work) {
        connection.update("SET autocommit = 0");
        try {
            return LockedTransaction.within(connection, work::getAsBoolean, done -> done);
        } finally {
            if (!connection.closed()) {
                connection.update("SET autocommit = 1");
            }
        }
    }

    /** The table is written anew: columns that come and go at once leave their places in it. */
    Back anew(Back each) {
        String head = "ALTER TABLE " + SqlQuoting.identifier(back.table()) + " ";
        String actions = each.sql().startsWith(head) ? each.sql().substring(head.length()) : "PARTITION";
        boolean alone = actions.startsWith("PARTITION") || actions.startsWith("REMOVE");
        return alone ? each : new Back(head + "FORCE, " + actions, each.refers());
    }

    /** Sends some, as long as each is accepted. */
    boolean all(List<Back> statements) {
        for (Back each : statements) {
            if (!sends(each)) {
                return false;
            }
        }
        return true;
    }

    /** Sends an ALTER, where nothing was refused before. */
    boolean sends(Back each) {
        return refused == null
                && accepted("SET STATEMENT sql_mode = 'NO_AUTO_VALUE_ON_ZERO', system_versioning_alter_history = KEEP,"
                        + " check_constraint_checks = 0, foreign_key_checks = " + (asksServer(each) ? 1 : 0) + " FOR "
                        + each.sql());
    }

    private boolean asksServer(Back each) {
        return each.refers() && back.checked() && !KeysLook.judges(back.keys());
    }

    /** Sends any other statement. */
    boolean accepted(String statement) {
        StatementOutcome outcome = Answer.to(statement, connection);
        if (outcome instanceof StatementOutcome.Accepted) {
            behind = behind == Behind.NOTHING ? Behind.SOMETHING : behind;
            return true;
        }
        refused = outcome instanceof StatementOutcome.LockTimeout waited ? waited.behind(behind) : outcome;
        return false;
    }

    /** Whether it has ended with a wait for a lock. */
    boolean waited() {
        return refused instanceof StatementOutcome.LockTimeout;
    }

    /** It ends with what was thrown at it while it waited for a lock half way; else that is thrown on. */
    void waited(ServerRefused thrown) {
        if (behind == Behind.NOTHING || !(thrown.outcome() instanceof StatementOutcome.LockTimeout waited)) {
            throw thrown;
        }
        refused = waited.behind(behind);
    }

    /** Whether a query gives a row. */
    boolean any(String query) {
        return connection.first(query, (row, ctx) -> 1) != null;
    }

    /** Ends it for a reason of our own. */
    boolean refuse(String why) {
        refused = new StatementOutcome.Refused(0, NO_STATE, why);
        return false;
    }
}
