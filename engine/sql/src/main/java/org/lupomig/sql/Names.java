package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.sql.TableRef;

/** Reads lists of names. */
final class Names {
    private Names() {}

    /** {@code (a, b)}, each a name of one part. */
    static List<String> inParentheses(Cursor c) {
        List<String> names = new ArrayList<>();
        c.expectSymbol('(');
        do {
            names.add(c.name());
        } while (c.acceptSymbol(','));
        c.expectSymbol(')');
        return names;
    }

    static List<TableRef> tables(Cursor c) {
        List<TableRef> tables = new ArrayList<>(2);
        do {
            tables.add(c.table());
        } while (c.acceptSymbol(','));
        return tables;
    }
}
