package org.lupomig.sql;

import org.jspecify.annotations.Nullable;

/** The parts of an index definition that no fact holds: type, columns, options. */
final class IndexWords {
    private IndexWords() {}

    /** {@code USING BTREE} and the like. */
    static void skipType(Cursor c) {
        if (c.accept("USING") || (c.at("TYPE") && !c.isSymbol(c.position() + 1, '(') && c.accept("TYPE"))) {
            c.name();
        }
    }

    /** What {@link #skipColumnsAndOptions} would pass over: its first column, or null where none stands there. */
    static @Nullable String firstColumn(Cursor c) {
        int first = c.position() + 1;
        return c.atSymbol('(') && first < c.count() ? c.nameAt(first) : null;
    }

    /** {@code (a, b(10) DESC) COMMENT '…' KEY_BLOCK_SIZE=8}, up to a comma or the statement's end. */
    static void skipColumnsAndOptions(Cursor c) {
        if (!c.atSymbol('(')) {
            c.unexpected("a list of columns is missing");
            return;
        }
        c.skipParentheses();
        c.skipWait();
        while (!c.atEnd() && !c.atSymbol(',') && !c.atSymbol(')')) {
            if (c.at("PARTITION") || c.at("REMOVE")) {
                return;
            }
            if (c.at("ALGORITHM") || c.at("LOCK")) {
                return;
            }
            if (!TableOptions.skipWord(c)) {
                c.expectEnd();
                return;
            }
        }
    }
}
