package org.lupomig.orchestrator.run;

import org.lupomig.orchestrator.port.StatementOutcome;

/**
 * What passes by itself, so that the same statement may well be taken the next time. A connection that cannot be made,
 * or that is lost before anything was sent over it, passes too; one that is lost with a statement under way does not:
 * nobody knows what became of that.
 */
final class Passing {
    private Passing() {}

    /** Whether a refused statement may be taken the next time. */
    static boolean is(StatementOutcome outcome) {
        return outcome instanceof StatementOutcome.LockTimeout
                || (outcome instanceof StatementOutcome.Refused refused && is(refused.code()));
    }

    /** Whether an error number of the server is of something that passes. */
    static boolean is(int code) {
        return switch (code) {
            // a row changed under a snapshot, a lock was waited for too long, a deadlock, a wait was cut short
            case 1020, 1205, 1213, 1689 -> true;
            // too many connections, of the server or of the account; no thread or no memory for one more
            case 1040, 1041, 1135, 1203, 1226 -> true;
            // the table changed under a transaction; too many transactions that write
            case 1412, 1637 -> true;
            default -> false;
        };
    }
}
