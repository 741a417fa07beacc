package org.lupomig.orchestrator.undo;

import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.run.NoRoom;

/**
 * Why the server would not.
 *
 * @param code its error number, 0 where it has none
 * @param text for people
 * @param halfway what was waited for in vain when something was done already, from where it can go on; null where it
 *     was nothing of that kind
 */
record Refusal(int code, String text, StatementOutcome.@Nullable LockTimeout halfway) {
    /** The error number of a wait for a lock that has taken too long. */
    static final int WAITED = 1205;

    private static final String ENDED = "somebody ended it on the server: ";

    private static final String NO_ROOM =
            "there is no room for it on the server, whose disk is full or which has come to"
                    + " a limit that it names; make room there: ";

    private Refusal(int code, String text) {
        this(code, text, null);
    }

    /** The refusal in an answer; null where there is none. */
    static @Nullable Refusal in(StatementOutcome outcome) {
        if (outcome instanceof StatementOutcome.Refused refused) {
            if (refused.isOvertaken()) {
                return new Refusal(0, "somebody changed it meanwhile: " + refused.message());
            }
            // One without a number is our own.
            String who = refused.code() == 0 ? "" : "the server says " + refused.code() + " ";
            String why = refused.code() == StatementOutcome.Refused.ENDED ? ENDED : NoRoom.is(refused) ? NO_ROOM : "";
            return new Refusal(refused.code(), why + who + refused.message());
        } else if (outcome instanceof StatementOutcome.LockTimeout waited) {
            return new Refusal(WAITED, "it waited too long: " + waited.reason(), waited.begun() ? waited : null);
        } else if (outcome instanceof StatementOutcome.Lost lost) {
            // Nothing is known, and nobody has to mend anything: the next command looks, and goes on.
            throw new ConnectionLost(lost.message(), new IllegalStateException("in an undo"));
        }
        return null;
    }

    /** The text; null where nothing was refused. */
    static @Nullable String textOf(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.text();
    }
}
