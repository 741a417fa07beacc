package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.sql.Assignment;
import org.lupomig.model.sql.ColumnRef;

/** Reads lists of columns and of the values they get. */
final class AssignmentReader {
    private AssignmentReader() {}

    /** {@code a = 1, t.b = 2}, from token {@code from} up to {@code to}; moves the cursor there. */
    static List<Assignment> read(Cursor c, int from, int to) {
        List<Assignment> assignments = new ArrayList<>(4);
        c.moveTo(from);
        if (from >= to) {
            c.unexpected("a column is missing");
        }
        while (!c.hasEnded() && c.position() < to) {
            int end = ClauseWords.endOfItem(c, c.position(), to);
            ColumnRef column = column(c);
            c.acceptSymbol(':');
            c.expectSymbol('=');
            if (c.position() >= end) {
                c.moveTo(end);
                c.unexpected("a value is missing");
                break;
            }
            assignments.add(new Assignment(column, c.span(c.position(), end)));
            c.moveTo(end + 1);
            if (end < to && end + 1 >= to) {
                c.unexpected("a column is missing");
            }
        }
        c.moveTo(to);
        return assignments;
    }

    /** {@code (a, t.b)}; user variables among them are passed over. */
    static List<ColumnRef> columns(Cursor c) {
        List<ColumnRef> columns = new ArrayList<>();
        c.expectSymbol('(');
        if (c.acceptSymbol(')')) {
            return columns;
        }
        do {
            if (c.acceptSymbol('@')) {
                c.moveTo(Variables.endOfName(c, c.position(), c.count()));
            } else {
                columns.add(column(c));
            }
        } while (c.acceptSymbol(','));
        c.expectSymbol(')');
        return columns;
    }

    private static ColumnRef column(Cursor c) {
        int start = c.position();
        c.acceptSymbol('.');
        String table = null;
        String name = c.name();
        while (c.atSymbol('.')) {
            table = name;
            name = c.nameBehindDot();
        }
        return new ColumnRef(table, name, c.since(start));
    }
}
