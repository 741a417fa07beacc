package org.lupomig.sql.sqlite;

import org.lupomig.sql.Cursor;

/** Reads windows: which rows around one a function goes over. */
final class WindowReader {
    private final Cursor c;
    private final ExpressionReader expressions;

    WindowReader(Cursor c, ExpressionReader expressions) {
        this.c = c;
        this.expressions = expressions;
    }

    /** {@code (PARTITION BY … ORDER BY … frame)}. */
    void read() {
        c.expectSymbol('(');
        boolean base = !c.atSymbol(')')
                && !c.at("PARTITION")
                && !c.at("ORDER")
                && !c.at("RANGE")
                && !c.at("ROWS")
                && !c.at("GROUPS");
        if (base) {
            c.name();
        }
        if (c.accept("PARTITION", "BY")) {
            expressions.list();
        }
        if (c.accept("ORDER", "BY")) {
            expressions.queries().ordered();
        }
        if (c.accept("RANGE") || c.accept("ROWS") || c.accept("GROUPS")) {
            frame();
        }
        c.expectSymbol(')');
    }

    private void frame() {
        if (c.accept("BETWEEN")) {
            bound();
            c.expect("AND");
        }
        bound();
        if (c.accept("EXCLUDE")) {
            if (c.accept("NO")) {
                c.expect("OTHERS");
            } else if (c.accept("CURRENT")) {
                c.expect("ROW");
            } else if (!c.accept("GROUP")) {
                c.expect("TIES");
            }
        }
    }

    private void bound() {
        if (c.accept("CURRENT")) {
            c.expect("ROW");
            return;
        }
        if (!c.accept("UNBOUNDED")) {
            expressions.bound();
        }
        if (!c.accept("PRECEDING")) {
            c.expect("FOLLOWING");
        }
    }
}
