package org.lupomig.orchestrator.undo;

import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.port.StatementOutcome;

/** How the undo of something ended. */
sealed interface UndoResult {
    /**
     * Everything is as it was before.
     *
     * @param counted rows that had to be counted again; null where none had
     */
    record Restored(@Nullable Counted counted) implements UndoResult {}

    /**
     * Something could not be put back; nothing was lost.
     *
     * @param reason one sentence with the evidence
     * @param halfway what was waited for in vain when something was done already, from where it can go on; null where
     *     it was nothing of that kind
     */
    record Stuck(String reason, StatementOutcome.@Nullable LockTimeout halfway) implements UndoResult {
        Stuck(String reason) {
            this(reason, null);
        }

        /**
         * Where the server would not.
         *
         * @param what it is about, as the beginning of a sentence
         */
        static Stuck by(String what, Refusal refusal) {
            return new Stuck(what + ": " + refusal.text(), refusal.halfway());
        }
    }

    /**
     * Something cannot be put back before older statements are taken back.
     *
     * @param reason one sentence with the evidence
     */
    record Later(String reason) implements UndoResult {}

    /** As before, with nothing more to say. */
    static UndoResult restored() {
        return new Restored(null);
    }
}
