package org.lupomig.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Assignment;
import org.lupomig.model.sql.RowFact.Update;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.Uses;

/** Reads {@code UPDATE}. */
final class UpdateReader {
    private UpdateReader() {}

    static StatementFact read(Cursor c) {
        c.kind("UPDATE");
        c.next();
        Span opening = c.since(0);
        c.accept("LOW_PRIORITY");
        boolean ignore = c.accept("IGNORE");
        int tables = c.position();
        int end = c.count();
        int set = ClauseWords.find(c, tables, end, "SET");
        int portionAt = portion(c, tables, set);
        if (set == end) {
            c.moveTo(end);
            c.unexpected("SET is missing");
        }
        UseScan scan = UseScan.ofTables(c, tables, portionAt);
        RowClauses clauses = RowClauses.of(c, set);
        if (clauses.returning() != null) {
            c.unreadable("UPDATE knows no RETURNING", clauses.returningAt());
        }
        List<Assignment> assignments = AssignmentReader.read(c, set + 1, clauses.start());
        Uses uses = scan.uses().and(UseScan.uses(c, set + 1, end));
        if (scan.sources().isEmpty()) {
            c.moveTo(tables);
            c.unexpected("a table is missing");
        }
        StrayWords.refuse(c, tables, set);
        StrayWords.refuseAliases(c, set + 1, end);
        c.moveToEnd();
        return new Update(
                scan.sources(),
                written(scan.sources(), assignments),
                assignments,
                ignore,
                portionSpan(c, portionAt, set),
                clauses.where(),
                clauses.orderBy(),
                clauses.limit(),
                uses,
                opening);
    }

    /** The token at which {@code FOR PORTION OF} begins; {@code to} where it does not. */
    static int portion(Cursor c, int from, int to) {
        int at = ClauseWords.find(c, from, to, "FOR");
        return c.isWord(at + 1, "PORTION") ? at : to;
    }

    static @Nullable Span portionSpan(Cursor c, int from, int to) {
        return from < to ? c.span(from, to) : null;
    }

    private static List<TableRef> written(List<TableSource> sources, List<Assignment> assignments) {
        Set<TableRef> written = new LinkedHashSet<>();
        for (Assignment assignment : assignments) {
            String table = sources.size() == 1 ? null : assignment.column().table();
            for (TableSource source : sources) {
                if (table == null || source.called().equalsIgnoreCase(table)) {
                    written.add(source.table());
                }
            }
        }
        return new ArrayList<>(written);
    }
}
