package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * A foreign key.
 *
 * @param name that of its constraint; null where the server chooses it
 * @param index the name behind {@code FOREIGN KEY}, or null
 * @param columns its own table's, in order
 * @param target what they refer to
 * @param guard {@code IF NOT EXISTS}, or null
 * @param span the whole definition
 */
public record ForeignKey(
        @Nullable String name,
        @Nullable String index,
        List<Key.Part> columns,
        Target target,
        @Nullable Span guard,
        Span span) {
    public ForeignKey {
        columns = List.copyOf(columns);
    }

    /**
     * What stands behind {@code REFERENCES}.
     *
     * @param table the parent table
     * @param columns the parent's columns; empty where not said
     * @param match {@code FULL}, {@code PARTIAL} or {@code SIMPLE}, which the server ignores; null where not said
     * @param onDelete what a deleted parent does; null where not said
     * @param onUpdate what a changed parent does; null where not said
     * @param deferrable when it is checked, as SQLite has it, in upper case; null where not said
     */
    public record Target(
            TableRef table,
            List<Key.Part> columns,
            @Nullable String match,
            @Nullable Action onDelete,
            @Nullable Action onUpdate,
            @Nullable String deferrable) {
        public Target {
            columns = List.copyOf(columns);
        }

        /** One that does not say when it is checked. */
        public Target(
                TableRef table,
                List<Key.Part> columns,
                @Nullable String match,
                @Nullable Action onDelete,
                @Nullable Action onUpdate) {
            this(table, columns, match, onDelete, onUpdate, null);
        }
    }

    /** What happens to children. */
    public enum Action {
        RESTRICT("RESTRICT"),
        CASCADE("CASCADE"),
        SET_NULL("SET NULL"),
        NO_ACTION("NO ACTION"),
        SET_DEFAULT("SET DEFAULT");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        /** As SQL has it. */
        public String words() {
            return words;
        }
    }
}
