package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableRef;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.Tokens;

/** Reads columns: a name, a type or none, and what is said behind it. */
final class ColumnReader {
    private final Cursor c;
    private final ExpressionReader expressions;
    private final ReferenceReader references;

    /** @param table the one that the columns are of: parents are in its schema */
    ColumnReader(Cursor c, SqliteNames names, ExpressionReader expressions, TableRef table) {
        this.c = c;
        this.expressions = expressions;
        this.references = new ReferenceReader(c, names, table);
    }

    Column read() {
        int from = c.position();
        String name = c.name();
        Span nameSpan = c.since(from);
        ColumnType type = TypeReader.read(c);
        List<ColumnAttribute> attributes = new ArrayList<>();
        String collation = null;
        while (!c.atEnd()) {
            int at = c.position();
            if (c.accept("COLLATE")) {
                collation = c.name();
            } else if (!attribute(attributes)) {
                break;
            }
            if (c.position() == at) {
                break;
            }
        }
        ColumnType collated =
                new ColumnType(type.name(), type.arguments(), type.sign(), null, collation, false, type.span());
        return new Column(name, nameSpan, collated, attributes, null, c.since(from));
    }

    private boolean attribute(List<ColumnAttribute> attributes) {
        int from = c.position();
        String constraint = null;
        if (c.accept("CONSTRAINT")) {
            constraint = c.name();
        }
        switch (c.word()) {
            case "DEFAULT" -> attributes.add(defaultValue(from));
            case "NULL" -> {
                c.next();
                resolved(new ColumnAttribute.Nullability(true, c.since(from)), attributes);
            }
            case "NOT" -> {
                if (c.isWord(c.position() + 1, "DEFERRABLE")) {
                    c.unreadable("DEFERRABLE belongs behind REFERENCES", c.position());
                }
                c.next();
                c.expect("NULL");
                resolved(new ColumnAttribute.Nullability(false, c.since(from)), attributes);
            }
            case "PRIMARY" -> primary(from, attributes);
            case "UNIQUE" -> {
                c.next();
                resolved(new ColumnAttribute.InlineKey(false, c.since(from)), attributes);
            }
            case "CHECK" -> {
                c.next();
                SqlExpression check = expressions.inParentheses();
                resolved(new ColumnAttribute.InlineCheck(constraint, check, c.since(from)), attributes);
            }
            case "REFERENCES" -> {
                ForeignKey.Target target = references.read();
                attributes.add(new ColumnAttribute.References(constraint, target, c.since(from)));
            }
            case "GENERATED", "AS" -> attributes.add(generated(from));
            default -> {
                // a name alone is taken, too, and means nothing
                return constraint != null;
            }
        }
        return true;
    }

    private ColumnAttribute defaultValue(int from) {
        c.next();
        SqlExpression value = expressions.wrap(() -> {
            if (c.atSymbol('(')) {
                expressions.inParentheses();
            } else {
                term();
            }
        });
        return new ColumnAttribute.Default(value, c.since(from));
    }

    /** A literal with or without sign, or a word that stands for a text. */
    private void term() {
        boolean signed = c.acceptSymbol('-') || c.acceptSymbol('+');
        if (c.atEnd()) {
            c.unexpected("a value is missing");
            return;
        }
        int at = c.position();
        byte kind = c.kindAt(at);
        boolean isTime = c.at("CURRENT_TIMESTAMP") || c.at("CURRENT_DATE") || c.at("CURRENT_TIME");
        if (kind == Tokens.NUMBER) {
            Literals.check(c, at);
            c.next();
        } else if (isTime) {
            expressions.operand();
        } else if (kind == Tokens.STRING || c.at("NULL")) {
            c.next();
        } else if (!signed && kind != Tokens.SYMBOL) {
            c.name();
        } else {
            c.unexpected("a value is missing");
        }
    }

    private void primary(int from, List<ColumnAttribute> attributes) {
        c.next();
        c.expect("KEY");
        int direction = c.position();
        boolean descending = c.accept("DESC");
        if (!descending) {
            c.accept("ASC");
        }
        resolved(new ColumnAttribute.InlineKey(true, c.since(from)), attributes);
        if (descending) {
            // another key than that of the row itself, which an INTEGER PRIMARY KEY without DESC is
            attributes.add(new ColumnAttribute.Option(
                    new TableOption("PRIMARY KEY", "DESC", c.span(direction, direction + 1))));
        }
        int automatic = c.position();
        if (c.accept("AUTOINCREMENT")) {
            attributes.add(new ColumnAttribute.AutoIncrement(c.since(automatic)));
        }
    }

    private ColumnAttribute generated(int from) {
        if (c.accept("GENERATED")) {
            c.expect("ALWAYS");
        }
        c.expect("AS");
        SqlExpression expression = expressions.inParentheses();
        boolean stored = c.accept("STORED");
        if (!stored) {
            c.accept("VIRTUAL");
        }
        return new ColumnAttribute.Generated(expression, stored, c.since(from));
    }

    /** An attribute with {@code ON CONFLICT …} behind it, which is one of its own. */
    private void resolved(ColumnAttribute attribute, List<ColumnAttribute> attributes) {
        attributes.add(attribute);
        TableOption onConflict = onConflict(c);
        if (onConflict != null) {
            attributes.add(new ColumnAttribute.Option(onConflict));
        }
    }

    /** {@code ON CONFLICT REPLACE} and the like; null where it does not stand here. */
    static @Nullable TableOption onConflict(Cursor c) {
        int from = c.position();
        if (!c.accept("ON", "CONFLICT")) {
            return null;
        }
        String does = c.word();
        resolution(c);
        return new TableOption("ON CONFLICT", does, c.since(from));
    }

    /** One of five words. */
    static void resolution(Cursor c) {
        switch (c.word()) {
            case "ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE" -> c.next();
            default -> c.unexpected("ROLLBACK, ABORT, FAIL, IGNORE or REPLACE is missing");
        }
    }
}
