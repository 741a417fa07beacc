package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements on events. */
public sealed interface EventFact extends StatementFact {
    @Override
    Span opening();

    /** {@code CREATE EVENT name ON SCHEDULE … DO …}. */
    record CreateEvent(
            ObjectRef event,
            boolean orReplace,
            @Nullable Span guard,
            @Nullable AccountRef definer,
            EventSchedule schedule,
            EventState state,
            ProgramBody body,
            Span opening)
            implements EventFact {
        @Override
        public String kind() {
            return orReplace ? "CREATE OR REPLACE EVENT" : "CREATE EVENT";
        }
    }

    /**
     * {@code ALTER EVENT name …}.
     *
     * @param schedule null where it stays
     * @param renamed its new name, null where it stays
     * @param body null where it stays
     */
    record AlterEvent(
            ObjectRef event,
            @Nullable AccountRef definer,
            @Nullable EventSchedule schedule,
            @Nullable ObjectRef renamed,
            EventState state,
            @Nullable ProgramBody body,
            Span opening)
            implements EventFact {
        @Override
        public String kind() {
            return "ALTER EVENT";
        }
    }

    /** {@code DROP EVENT name}. */
    record DropEvent(ObjectRef event, @Nullable Span guard, Span opening) implements EventFact {
        @Override
        public String kind() {
            return "DROP EVENT";
        }
    }

    /**
     * When an event runs; expressions as written.
     *
     * @param at once, at this time; null where it is repeated
     * @param every how often; null where it runs once
     * @param starts null where not said
     * @param ends null where not said
     */
    record EventSchedule(
            @Nullable String at,
            @Nullable String every,
            @Nullable String starts,
            @Nullable String ends,
            Span span) {}

    /**
     * What else is said of an event; null where it is not.
     *
     * @param preserved whether it stays when it has run for the last time
     * @param status {@code ENABLE}, {@code DISABLE}, {@code DISABLE ON SLAVE}
     */
    record EventState(
            @Nullable Boolean preserved,
            @Nullable String status,
            @Nullable String comment) {}
}
