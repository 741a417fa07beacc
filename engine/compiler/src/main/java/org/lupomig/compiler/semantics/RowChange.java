package org.lupomig.compiler.semantics;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.Assignment;
import org.lupomig.model.sql.InsertedRows;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.StatementFact;

/**
 * What a statement does to rows.
 *
 * @param kinds how
 * @param assigned columns that an UPDATE assigns, in lower case
 */
record RowChange(Set<Kind> kinds, Set<String> assigned) {
    /** A row comes, changes or goes. */
    enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    /** A row that goes: also what a cascade does. */
    static final RowChange DELETES = new RowChange(EnumSet.of(Kind.DELETE), Set.of());

    static RowChange of(StatementFact fact) {
        if (fact instanceof StatementFact.Insert insert) {
            return inserted(insert.rows());
        }
        if (fact instanceof RowFact.Replace) {
            return new RowChange(EnumSet.of(Kind.INSERT, Kind.DELETE), Set.of());
        }
        if (fact instanceof RowFact.LoadRows load) {
            boolean replaces = "REPLACE".equals(load.duplicates());
            return new RowChange(replaces ? EnumSet.of(Kind.INSERT, Kind.DELETE) : EnumSet.of(Kind.INSERT), Set.of());
        }
        if (fact instanceof RowFact.Update update) {
            EnumSet<Kind> kinds = update.replaces() ? EnumSet.of(Kind.UPDATE, Kind.DELETE) : EnumSet.of(Kind.UPDATE);
            return new RowChange(kinds, columns(update.assignments()));
        }
        return fact instanceof RowFact.Delete || fact instanceof StatementFact.TruncateTable
                ? DELETES
                : new RowChange(EnumSet.noneOf(Kind.class), Set.of());
    }

    private static RowChange inserted(InsertedRows rows) {
        InsertedRows.OnDuplicate duplicate = rows.onDuplicate();
        return duplicate == null
                ? new RowChange(EnumSet.of(Kind.INSERT), Set.of())
                : new RowChange(EnumSet.of(Kind.INSERT, Kind.UPDATE), columns(duplicate.assignments()));
    }

    private static Set<String> columns(List<Assignment> assignments) {
        Set<String> columns = new HashSet<>();
        assignments.forEach(
                assignment -> columns.add(Relatives.lower(assignment.column().name())));
        return columns;
    }

    boolean inserts() {
        return kinds.contains(Kind.INSERT);
    }

    boolean deletes() {
        return kinds.contains(Kind.DELETE);
    }

    boolean onlyUpdates() {
        return kinds.equals(EnumSet.of(Kind.UPDATE));
    }

    /** Whether a trigger on an event fires; events are in upper case. */
    boolean fires(List<String> events) {
        return kinds.stream().anyMatch(kind -> events.contains(kind.name()));
    }

    /** Whether an UPDATE may assign one of these columns; none named: it may. */
    boolean assignsAny(Set<String> columns) {
        return kinds.contains(Kind.UPDATE)
                && (columns.isEmpty() || assigned.stream().anyMatch(columns::contains));
    }
}
