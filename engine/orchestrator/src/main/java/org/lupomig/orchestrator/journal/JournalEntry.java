package org.lupomig.orchestrator.journal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.Lifecycle;
import org.lupomig.model.state.State;

/**
 * One row of {@code lupo_migration_states}: a transition, or what was journaled within a state.
 *
 * @param sequence position in the whole store's history; 0 before it is written
 * @param step the step it belongs to; its step name is empty where it belongs to the batch
 * @param kind what the row is
 * @param previous the state before; null where there was none
 * @param current the state now, equal to {@code previous} where the row is no transition
 * @param lifecycle the auditor's name; null where the move has none
 * @param entered UTC YYYYMMDDHHMMSS
 * @param durationMillis how long the state before lasted, or how long what is journaled took
 * @param data a JSON tree: strings, longs, booleans, lists and maps; never a secret
 */
public record JournalEntry(
        long sequence,
        Address step,
        Kind kind,
        @Nullable State previous,
        State current,
        @Nullable Lifecycle lifecycle,
        long entered,
        long durationMillis,
        Map<String, Object> data) {

    /** What a row is. */
    public enum Kind {
        /** A move of the state machine. */
        TRANSITION,
        /** Values that {@code before(…)} will give. */
        BEFORE,
        /** A statement is about to be sent. */
        INTENT,
        /** A statement was answered, and its objects examined. */
        DONE,
        /**
         * Found out while a statement, or one of the way back, is on its way: without it nobody could go on from where
         * a kill leaves that.
         */
        NOTED,
        /** What the step journaled before this had no effect: it is tried again from its first statement. */
        RETRY,
        /** A statement of the way back is about to be sent. */
        UNDO_INTENT,
        /** A statement of the way back was answered. */
        UNDO_DONE,
        /** A statement is known to be undone and its objects as before. */
        UNDONE,
        /** What was kept for the way back of a step is about to be removed: from here on it has none. */
        PURGED,
        /** What the batch asks to be frozen is published to be. */
        FROZEN,
        /** It is no longer; the duration is how long it was. */
        THAWED;

        /** The word in the store. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
