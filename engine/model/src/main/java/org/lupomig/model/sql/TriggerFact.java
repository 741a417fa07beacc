package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements on triggers. */
public sealed interface TriggerFact extends StatementFact {
    @Override
    Span opening();

    /**
     * {@code CREATE TRIGGER name BEFORE INSERT ON table FOR EACH ROW …}.
     *
     * @param definer null where not said: whoever creates it
     * @param time {@code BEFORE} or {@code AFTER}; {@code INSTEAD OF} on views of SQLite
     * @param events {@code INSERT}, {@code UPDATE} or {@code DELETE}; newer servers know several in one
     * @param order its place among others of the table, null where not said
     * @param columns those whose update fires it, as SQLite has it; empty: of any
     * @param when for which rows it fires, as SQLite has it; null: for all
     */
    record CreateTrigger(
            ObjectRef trigger,
            boolean orReplace,
            @Nullable Span guard,
            @Nullable AccountRef definer,
            String time,
            List<String> events,
            TableRef table,
            @Nullable TriggerOrder order,
            List<String> columns,
            @Nullable Condition when,
            ProgramBody body,
            Span opening)
            implements TriggerFact {
        public CreateTrigger {
            events = List.copyOf(events);
            columns = List.copyOf(columns);
        }

        /** One that fires for all columns and rows. */
        public CreateTrigger(
                ObjectRef trigger,
                boolean orReplace,
                @Nullable Span guard,
                @Nullable AccountRef definer,
                String time,
                List<String> events,
                TableRef table,
                @Nullable TriggerOrder order,
                ProgramBody body,
                Span opening) {
            this(trigger, orReplace, guard, definer, time, events, table, order, List.of(), null, body, opening);
        }

        @Override
        public String kind() {
            return orReplace ? "CREATE OR REPLACE TRIGGER" : "CREATE TRIGGER";
        }
    }

    /** {@code FOLLOWS other} or {@code PRECEDES other}. */
    record TriggerOrder(boolean follows, String other, Span span) {}

    /** {@code DROP TRIGGER name}. */
    record DropTrigger(ObjectRef trigger, @Nullable Span guard, Span opening) implements TriggerFact {
        @Override
        public String kind() {
            return "DROP TRIGGER";
        }
    }
}
