package org.lupomig.orchestrator.port;

import java.util.List;
import org.lupomig.model.sql.ObjectName;

/**
 * What decides whether rows of a table can be kept before a statement changes them, as it is on the server now.
 *
 * @param primaryKey its columns in their order; empty where it has none
 * @param noted how keys of rows that come in can be noted
 * @param byThemselves columns that get another value when others do: computed ones, and those that note the time
 * @param references foreign keys that refer to it, its own among them
 * @param hidden columns to which foreign keys of others may refer that the account does not see; empty where it sees
 *     all that there are
 * @param triggers in the order in which the server runs them
 * @param bytes how much its rows take, as the server estimates it
 */
public record RowFacts(
        List<String> primaryKey,
        Noting noted,
        List<String> byThemselves,
        List<Reference> references,
        List<String> hidden,
        List<Trigger> triggers,
        long bytes) {
    public RowFacts {
        primaryKey = List.copyOf(primaryKey);
        byThemselves = List.copyOf(byThemselves);
        references = List.copyOf(references);
        hidden = List.copyOf(hidden);
        triggers = List.copyOf(triggers);
    }

    /** How the keys of rows that come in can be noted. */
    public enum Noting {
        /** It has no key, or one whose values do not come back as they are. */
        NONE,
        /** One by one. */
        SINGLY,
        /** As whole numbers, from one to another. */
        AS_NUMBERS
    }

    /** Whether two looks at it show the same, but for how much there is in it. */
    public boolean sameAs(RowFacts other) {
        return primaryKey.equals(other.primaryKey)
                && byThemselves.equals(other.byThemselves)
                && references.equals(other.references)
                && hidden.equals(other.hidden)
                && triggers.equals(other.triggers);
    }

    /** What becomes of rows of a child. */
    public enum Action {
        /** Nothing: where there are any, the server refuses. */
        NONE,
        /** They go, or get the same value. */
        CASCADE,
        /** Their columns of the foreign key get another value. */
        SET
    }

    /**
     * A foreign key that refers to a table.
     *
     * @param child the table that has it
     * @param own its columns; empty where they are not seen
     * @param columns those that it refers to, in the same order; empty where they are not seen
     * @param onDelete what becomes of rows of the child when a row goes
     * @param onUpdate what becomes of them when one of the columns gets another value
     */
    public record Reference(
            ObjectName child, List<String> own, List<String> columns, Action onDelete, Action onUpdate) {
        public Reference {
            own = List.copyOf(own);
            columns = List.copyOf(columns);
        }

        /** Whether it refers to one of these columns, for all that is seen. */
        public boolean refersTo(Iterable<String> assigned) {
            for (String column : assigned) {
                if (columns.isEmpty() || columns.stream().anyMatch(column::equalsIgnoreCase)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A trigger of a table.
     *
     * @param time {@code BEFORE} or {@code AFTER}
     * @param event {@code INSERT}, {@code UPDATE} or {@code DELETE}
     * @param sqlMode under which it was made
     * @param body what it does
     */
    public record Trigger(ObjectName name, String time, String event, String sqlMode, String body) {}
}
