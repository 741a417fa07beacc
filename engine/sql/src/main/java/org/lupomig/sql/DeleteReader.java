package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.RowFact.Delete;
import org.lupomig.model.sql.RowFact.DeleteHistory;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.Uses;

/** Reads {@code DELETE} of one table, of several, and of history. */
final class DeleteReader {
    private DeleteReader() {}

    static StatementFact read(Cursor c) {
        c.kind("DELETE");
        c.next();
        Span opening = c.since(0);
        if (c.accept("HISTORY")) {
            return history(c);
        }
        c.accept("LOW_PRIORITY");
        c.accept("QUICK");
        boolean ignore = c.accept("IGNORE");
        if (!c.accept("FROM")) {
            List<TableRef> targets = targets(c);
            c.expect("FROM");
            return joined(c, targets, ignore, opening);
        }
        RowClauses clauses = RowClauses.of(c, c.position());
        if (ClauseWords.find(c, c.position(), clauses.start(), "USING") < clauses.start()) {
            List<TableRef> targets = targets(c);
            c.expect("USING");
            return joined(c, targets, ignore, opening);
        }
        int tables = c.position();
        int portion = UpdateReader.portion(c, tables, clauses.start());
        UseScan scan = UseScan.ofTables(c, tables, portion);
        if (scan.sources().size() != 1) {
            c.moveTo(tables);
            c.unexpected("one table is to stand");
        }
        Uses uses = UseScan.uses(c, clauses.start(), c.count());
        refuseStrayWords(c, tables, clauses);
        c.moveToEnd();
        return new Delete(
                scan.sources(),
                scan.sources().stream().map(TableSource::table).toList(),
                false,
                ignore,
                UpdateReader.portionSpan(c, portion, clauses.start()),
                clauses.where(),
                clauses.orderBy(),
                clauses.limit(),
                clauses.returning(),
                uses,
                opening);
    }

    private static StatementFact history(Cursor c) {
        c.kind("DELETE HISTORY");
        Span opening = c.since(0);
        c.expect("FROM");
        TableRef table = c.table();
        if (c.accept("PARTITION")) {
            c.skipParentheses();
        }
        SqlText before = null;
        if (c.accept("BEFORE")) {
            c.expect("SYSTEM_TIME");
            int from = c.position();
            if (c.atEnd()) {
                c.unexpected("a time is missing");
            }
            before = c.text(from, c.count());
            UseScan.of(c, from, c.count());
        }
        return new DeleteHistory(table, before, opening);
    }

    private static StatementFact joined(Cursor c, List<TableRef> targets, boolean ignore, Span opening) {
        int tables = c.position();
        RowClauses clauses = RowClauses.of(c, tables);
        UseScan scan = UseScan.ofTables(c, tables, clauses.start());
        Uses uses = scan.uses().and(UseScan.uses(c, clauses.start(), c.count()));
        refuseStrayWords(c, tables, clauses);
        c.moveToEnd();
        List<TableRef> written = new ArrayList<>(targets.size());
        for (TableRef target : targets) {
            written.add(resolved(target, scan.sources()));
        }
        return new Delete(
                scan.sources(),
                written,
                true,
                ignore,
                null,
                clauses.where(),
                clauses.orderBy(),
                clauses.limit(),
                clauses.returning(),
                uses,
                opening);
    }

    private static void refuseStrayWords(Cursor c, int tables, RowClauses clauses) {
        StrayWords.refuse(c, tables, clauses.start());
        StrayWords.refuseAliases(c, clauses.start(), clauses.returningAt());
        StrayWords.refuse(c, clauses.returningAt(), c.count());
    }

    /** {@code t, s.t, x.*}. */
    private static List<TableRef> targets(Cursor c) {
        List<TableRef> targets = new ArrayList<>(2);
        do {
            int start = c.position();
            boolean all = c.isSymbol(start + 1, '.') && c.isSymbol(start + 2, '*');
            if (all) {
                TableRef bare = c.part(start, start + 1).table();
                targets.add(bare);
                c.moveTo(start + 3);
            } else {
                targets.add(c.table());
                if (c.acceptSymbol('.')) {
                    c.expectSymbol('*');
                }
            }
        } while (c.acceptSymbol(','));
        return targets;
    }

    /** The table that a target means: one of those that are gone through, by its other name or its own. */
    private static TableRef resolved(TableRef target, List<TableSource> sources) {
        for (TableSource source : sources) {
            boolean called = !target.qualified()
                    && source.called().equalsIgnoreCase(target.name().name());
            if (called || source.table().name().equals(target.name())) {
                return source.table();
            }
        }
        return target;
    }
}
