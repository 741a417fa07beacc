package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * Statements on sequences. Their settings: {@code START}, {@code INCREMENT}, {@code MINVALUE}, {@code NO MINVALUE},
 * {@code MAXVALUE}, {@code CACHE}, {@code NOCACHE}, {@code CYCLE}, {@code NOCYCLE}, {@code RESTART}, table options.
 */
public sealed interface SequenceFact extends StatementFact {
    @Override
    Span opening();

    /** {@code CREATE SEQUENCE name …}. */
    record CreateSequence(
            TableRef sequence,
            boolean orReplace,
            boolean temporary,
            @Nullable Span guard,
            List<Setting> settings,
            Span opening)
            implements SequenceFact {
        public CreateSequence {
            settings = List.copyOf(settings);
        }

        @Override
        public String kind() {
            return "CREATE " + (orReplace ? "OR REPLACE " : "") + (temporary ? "TEMPORARY " : "") + "SEQUENCE";
        }
    }

    /** {@code ALTER SEQUENCE name …}. */
    record AlterSequence(TableRef sequence, @Nullable Span guard, List<Setting> settings, Span opening)
            implements SequenceFact {
        public AlterSequence {
            settings = List.copyOf(settings);
        }

        @Override
        public String kind() {
            return "ALTER SEQUENCE";
        }
    }

    /**
     * {@code DO SETVAL(name, …)} or {@code SELECT} of it: one call, of numbers, that leaves the round as it is.
     *
     * @param value as written
     * @param used whether the next is the one behind it
     */
    record SetValue(TableRef sequence, String value, boolean used, Span opening) implements SequenceFact {
        @Override
        public String kind() {
            return "SETVAL";
        }
    }

    /** {@code DROP SEQUENCE name, …}. */
    record DropSequences(
            List<TableRef> sequences,
            boolean temporary,
            @Nullable Span guard,
            Span opening) implements SequenceFact {
        public DropSequences {
            sequences = List.copyOf(sequences);
        }

        @Override
        public String kind() {
            return temporary ? "DROP TEMPORARY SEQUENCE" : "DROP SEQUENCE";
        }
    }
}
