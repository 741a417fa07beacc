package org.lupomig.orchestrator.run;

import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.StatementOutcome;

/**
 * What passes by itself, so that the same statement may well be taken the next time. A connection that is not answered,
 * or that is lost before anything was sent over it, passes too; one that is lost with a statement under way does not:
 * nobody knows what became of that.
 */
final class Passing {
    private Passing() {}

    /** Whether a refused statement may be taken the next time. */
    static boolean is(StatementOutcome outcome) {
        return outcome instanceof StatementOutcome.LockTimeout
                || outcome instanceof StatementOutcome.Withheld
                || (outcome instanceof StatementOutcome.Refused refused
                        && (refused.isOvertaken() || is(refused.code())));
    }

    /**
     * Whether a connection that could not be made, or was lost before anything was sent, may be there the next time.
     */
    static boolean is(ConnectionLost lost) {
        return switch (lost.code()) {
            // no answer; the server goes down; what was sent could not be read or answered; killed
            case 0, 1053, 1158, 1159, 1160, 1161, 1927 -> true;
            default -> is(lost.code());
        };
    }

    /** Whether an error number of the server is of something that passes. */
    static boolean is(int code) {
        return switch (code) {
            // a wait was cut short
            case 1689 -> true;
            // too many connections, of the server or of the account; no thread or no memory for one more
            case 1040, 1041, 1135, 1203, 1226 -> true;
            // the table changed under a transaction; too many transactions that write
            case 1412, 1637 -> true;
            default -> StatementOutcome.LockTimeout.is(code);
        };
    }
}
