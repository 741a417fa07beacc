package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Condition;

/**
 * The clauses behind what an UPDATE or DELETE is about: {@code WHERE}, {@code ORDER BY}, {@code LIMIT},
 * {@code RETURNING}, in this order.
 *
 * @param start the token at which the first of them begins; the statement's end where there is none
 * @param returningAt the token at which {@code RETURNING} begins, or the statement's end
 */
record RowClauses(
        int start,
        @Nullable Condition where,
        @Nullable Span orderBy,
        @Nullable Span limit,
        @Nullable Span returning,
        int returningAt) {

    /** Those behind token {@code from}; leaves the cursor where it was. */
    static RowClauses of(Cursor c, int from) {
        int position = c.position();
        int end = c.count();
        int returning = ClauseWords.find(c, from, end, "RETURNING");
        int limit = ClauseWords.find(c, from, returning, "LIMIT");
        int order = ClauseWords.find(c, from, limit, "ORDER");
        int where = ClauseWords.find(c, from, order, "WHERE");
        Condition condition = null;
        if (where < order && isFilled(c, where + 1, order)) {
            condition = new Condition(c.span(where, order), UseScan.uses(c, where + 1, order));
        }
        Span orderBy = order < limit && isFilled(c, order + 2, limit) ? c.span(order, limit) : null;
        Span limited = limit < returning && isFilled(c, limit + 1, returning) ? c.span(limit, returning) : null;
        Span returned = returning < end && isFilled(c, returning + 1, end) ? c.span(returning, end) : null;
        c.moveTo(position);
        return new RowClauses(where, condition, orderBy, limited, returned, returning);
    }

    private static boolean isFilled(Cursor c, int from, int to) {
        if (from < to) {
            return true;
        }
        c.moveTo(to);
        c.unexpected("an expression is missing");
        return false;
    }
}
