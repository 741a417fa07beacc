package org.lupomig.sql.sqlite;

import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterClauses;
import org.lupomig.model.sql.Check;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.model.sql.TableRef;
import org.lupomig.sql.Cursor;

/** Reads {@code ALTER TABLE}: of one table, one action. */
final class AlterReader {
    private final Cursor c;
    private final SqliteNames names;
    private final ExpressionReader expressions;

    AlterReader(Cursor c, SqliteNames names, ExpressionReader expressions) {
        this.c = c;
        this.names = names;
        this.expressions = expressions;
    }

    StatementFact read() {
        c.kind("ALTER TABLE");
        int from = c.position();
        c.next();
        c.expect("TABLE");
        Span opening = c.since(from);
        TableRef table = names.existing(c);
        int at = c.position();
        if (c.accept("RENAME", "TO")) {
            TableRef to = names.beside(c, table);
            return new RenameTable(
                    List.of(new Rename(table.name(), to.name())),
                    List.of(table.span().union(to.span())),
                    null);
        }
        List<AlterAction> actions = List.of();
        if (c.accept("RENAME")) {
            c.accept("COLUMN");
            String column = c.name();
            c.expect("TO");
            actions = List.of(new AlterAction.RenameColumn(column, c.name(), null, c.since(at)));
        } else if (c.accept("ADD")) {
            actions = List.of(added(table, at));
        } else if (c.accept("DROP", "CONSTRAINT")) {
            actions = List.of(new AlterAction.DropConstraint(c.name(), null, c.since(at)));
        } else if (c.accept("DROP")) {
            c.accept("COLUMN");
            actions = List.of(new AlterAction.DropColumn(c.name(), null, c.since(at)));
        } else if (c.accept("ALTER")) {
            actions = List.of(altered(at));
        } else {
            c.unexpected("RENAME, ADD, DROP or ALTER is missing");
        }
        return new AlterTable(table, null, actions, AlterClauses.NONE, "ALTER TABLE", opening);
    }

    private AlterAction added(TableRef table, int at) {
        if (c.at("CHECK") || c.at("CONSTRAINT")) {
            int from = c.position();
            String name = c.accept("CONSTRAINT") ? c.name() : null;
            c.expect("CHECK");
            SqlExpression expression = expressions.inParentheses();
            ColumnReader.onConflict(c);
            return new AlterAction.AddCheck(new Check(name, expression, null, c.since(from)), c.since(at));
        }
        c.accept("COLUMN");
        int from = c.position();
        Column column = new ColumnReader(c, names, expressions, table).read();
        for (ColumnAttribute attribute : column.attributes()) {
            if (attribute instanceof ColumnAttribute.InlineKey key) {
                String kind = key.primary() ? "PRIMARY KEY" : "UNIQUE";
                c.unreadable("a column that is added can be no " + kind, from);
            }
        }
        return new AlterAction.AddColumn(column, null, c.since(at));
    }

    private AlterAction altered(int at) {
        c.accept("COLUMN");
        String column = c.name();
        boolean nullable = c.accept("DROP");
        if (!nullable) {
            c.expect("SET");
        }
        c.expect("NOT");
        c.expect("NULL");
        ColumnReader.onConflict(c);
        return new AlterAction.AlterNullability(column, nullable, c.since(at));
    }
}
