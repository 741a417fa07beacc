package org.lupomig.sql;

import org.lupomig.model.sql.StatementFact;

/** Reads a statement that is part of another. */
final class InnerStatement {
    private InnerStatement() {}

    /** The rest of the statement as one of its own. Where it cannot be read, neither can the whole. */
    static StatementFact read(Cursor c) {
        c.holdStatements();
        if (c.atEnd()) {
            c.unexpected("a statement is missing");
            return StatementReader.nothing(c);
        }
        Cursor part = c.part(c.position(), c.count());
        StatementFact fact = StatementReader.read(part);
        c.endAs(part);
        c.moveToEnd();
        return fact;
    }
}
