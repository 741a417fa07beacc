package org.lupomig.orchestrator.run;

import org.lupomig.orchestrator.port.StatementOutcome;

/** What a statement has come to. */
enum Sent {
    /** Others may be sent before that is dealt with. */
    WELL,
    /** It is dealt with before others are sent. */
    NOT_WELL,
    /** The same, and nobody knows how long that takes. */
    WAITS;

    static Sent of(StatementOutcome outcome) {
        return outcome instanceof StatementOutcome.Accepted
                ? WELL
                : outcome instanceof StatementOutcome.LockTimeout ? WAITS : NOT_WELL;
    }
}
