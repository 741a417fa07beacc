package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Check;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.Period;

/** Reads {@code ADD …} of an {@code ALTER TABLE}, partitions aside. */
final class AlterAddReader implements Elements {
    private final Cursor c;
    private final List<AlterAction> actions;
    private final ElementReader elements;
    private int start;
    private @Nullable Span guard;

    AlterAddReader(Cursor c, @Nullable String schema, List<AlterAction> actions) {
        this.c = c;
        this.actions = actions;
        this.elements = new ElementReader(c, schema, this);
    }

    /** Reads from the word ADD on. */
    void read() {
        start = c.position();
        guard = null;
        c.next();
        if (c.accept("SYSTEM", "VERSIONING")) {
            actions.add(new AlterAction.SystemVersioning(true, c.since(start)));
        } else if (c.accept("COLUMN") || (elements.atColumn() && !c.atSymbol('('))) {
            guard = c.guard(true);
            columns();
        } else if (c.atSymbol('(')) {
            columns();
        } else {
            elements.element();
        }
    }

    /** One column, or a list of them and of keys. */
    private void columns() {
        if (!c.atSymbol('(')) {
            elements.element();
            return;
        }
        // The words ADD COLUMN are those of the whole list; each element begins where it stands.
        c.next();
        do {
            start = c.position();
            elements.element();
        } while (c.acceptSymbol(','));
        if (!c.acceptSymbol(')')) {
            c.unexpected("a closing parenthesis is missing");
        }
    }

    @Override
    public void column(Column column) {
        actions.add(new AlterAction.AddColumn(column, guard, c.since(start)));
    }

    @Override
    public void key(Key key) {
        actions.add(new AlterAction.AddIndex(key, c.since(start)));
    }

    @Override
    public void foreignKey(ForeignKey key) {
        actions.add(new AlterAction.AddForeignKey(key, c.since(start)));
    }

    @Override
    public void check(Check check) {
        actions.add(new AlterAction.AddCheck(check, c.since(start)));
    }

    @Override
    public void period(Period period) {
        actions.add(new AlterAction.AddPeriod(period, c.since(start)));
    }
}
