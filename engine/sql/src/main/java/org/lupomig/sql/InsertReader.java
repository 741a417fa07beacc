package org.lupomig.sql;

import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Insert;

/** Reads {@code INSERT}: its head word by word, the rest by {@link QueryScan}. */
final class InsertReader {
    private InsertReader() {}

    static StatementFact read(Cursor c) {
        c.kind("INSERT");
        c.next();
        if (c.at("DELAYED")) {
            c.refuse("INSERT DELAYED", "the server inserts its rows some time later", c.span(0, 2));
        }
        if (!c.accept("LOW_PRIORITY")) {
            c.accept("HIGH_PRIORITY");
        }
        c.accept("IGNORE");
        c.accept("INTO");
        ObjectName table = c.object();
        if (c.accept("PARTITION")) {
            c.skipParentheses();
        }
        if (c.atSymbol('(') && !isQuery(c, c.position() + 1)) {
            c.skipParentheses();
        }
        if (!c.at("SET") && !c.atSymbol('(') && !isQuery(c, c.position()) && !c.at("VALUE")) {
            c.unexpected("VALUES, SET or SELECT is missing");
        }
        if (c.accept("SET")) {
            if (c.atEnd()) {
                c.unexpected("a column is missing");
            }
        } else if ((c.accept("VALUE") || c.accept("VALUES")) && !c.atSymbol('(')) {
            c.unexpected("a list of values in parentheses is missing");
        }
        return new Insert(table, QueryScan.read(c, table));
    }

    /** Whether a query may begin at {@code i}; {@code VALUES} begins one too. */
    private static boolean isQuery(Cursor c, int i) {
        return switch (c.word(i)) {
            case "SELECT", "WITH", "VALUES" -> true;
            default -> c.isSymbol(i, '(');
        };
    }
}
