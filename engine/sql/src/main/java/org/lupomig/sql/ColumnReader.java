package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.TableOption;

/** Reads a column's definition, up to a comma, a closing parenthesis or what cannot belong to it. */
final class ColumnReader {
    private final Cursor c;
    private final @Nullable String schema;
    private final List<ColumnAttribute> attributes = new ArrayList<>();

    private ColumnReader(Cursor c, @Nullable String schema) {
        this.c = c;
        this.schema = schema;
    }

    /**
     * A column.
     *
     * @param schema that of the table, in which are those its foreign keys name without one
     */
    static Column read(Cursor c, @Nullable String schema) {
        return new ColumnReader(c, schema).column();
    }

    private Column column() {
        int start = c.position();
        String name = c.column();
        Span nameSpan = c.since(start);
        TypeReader type = new TypeReader(c);
        Column.Place place = null;
        boolean more = true;
        while (more && !c.atEnd() && !c.atSymbol(',') && !c.atSymbol(')')) {
            if (c.at("FIRST") || c.at("AFTER")) {
                place = place();
                more = false;
            } else {
                more = type.accept() || attribute();
            }
        }
        return new Column(name, nameSpan, type.type(), attributes, place, c.since(start));
    }

    private Column.Place place() {
        int start = c.position();
        String after = null;
        if (!c.accept("FIRST")) {
            c.next();
            after = c.column();
        }
        return new Column.Place(after, c.since(start));
    }

    private boolean attribute() {
        int start = c.position();
        switch (c.word()) {
            case "NULL" -> {
                c.next();
                attributes.add(new ColumnAttribute.Nullability(true, c.since(start)));
            }
            case "NOT" -> {
                c.next();
                c.expect("NULL");
                attributes.add(new ColumnAttribute.Nullability(false, c.since(start)));
            }
            case "DEFAULT" -> {
                c.next();
                SqlExpression value = Expressions.value(c);
                attributes.add(new ColumnAttribute.Default(value, c.since(start)));
            }
            case "SERIAL" -> {
                c.next();
                c.expect("DEFAULT");
                c.expect("VALUE");
                attributes.add(new ColumnAttribute.SerialDefault(c.since(start)));
            }
            case "ON" -> {
                c.next();
                c.expect("UPDATE");
                SqlExpression value = Expressions.value(c);
                attributes.add(new ColumnAttribute.OnUpdate(value, c.since(start)));
            }
            case "AUTO_INCREMENT" -> {
                c.next();
                attributes.add(new ColumnAttribute.AutoIncrement(c.since(start)));
            }
            case "PRIMARY", "KEY" -> {
                c.accept("PRIMARY");
                c.accept("KEY");
                attributes.add(new ColumnAttribute.InlineKey(true, c.since(start)));
            }
            case "UNIQUE" -> {
                c.next();
                c.accept("KEY");
                attributes.add(new ColumnAttribute.InlineKey(false, c.since(start)));
            }
            case "COMMENT" -> {
                c.next();
                String text = c.value();
                attributes.add(new ColumnAttribute.Comment(text, c.since(start)));
            }
            case "GENERATED", "AS" -> generated(start);
            case "CONSTRAINT", "CHECK", "REFERENCES" -> constraint(start);
            case "INVISIBLE" -> {
                c.next();
                attributes.add(new ColumnAttribute.Invisible(c.since(start)));
            }
            case "COMPRESSED" -> {
                c.next();
                String method = c.acceptSymbol('=') ? Characters.upper(c.value()) : null;
                attributes.add(new ColumnAttribute.Compressed(method, c.since(start)));
            }
            default -> {
                return versioning(start) || option();
            }
        }
        return true;
    }

    private boolean versioning(int start) {
        boolean with = c.at("WITH", "SYSTEM");
        if (!with && !c.at("WITHOUT", "SYSTEM")) {
            return false;
        }
        c.moveTo(start + 2);
        c.expect("VERSIONING");
        attributes.add(new ColumnAttribute.Versioning(with, c.since(start)));
        return true;
    }

    private boolean option() {
        TableOption option = Options.defined(c);
        if (option != null) {
            attributes.add(new ColumnAttribute.Option(option));
            return true;
        }
        // In ALTER TABLE partitions may follow a column without a comma.
        if (!c.at("PARTITION", "BY") && !c.at("REMOVE")) {
            c.expectEnd();
        }
        return false;
    }

    private void generated(int start) {
        if (c.accept("GENERATED")) {
            c.expect("ALWAYS");
        }
        c.expect("AS");
        if (c.accept("ROW")) {
            boolean begins = c.accept("START");
            if (!begins) {
                c.expect("END");
            }
            attributes.add(new ColumnAttribute.RowTime(begins, c.since(start)));
            return;
        }
        SqlExpression expression = Expressions.inParentheses(c);
        boolean stored = c.accept("STORED") || c.accept("PERSISTENT");
        if (!stored) {
            c.accept("VIRTUAL");
        }
        attributes.add(new ColumnAttribute.Generated(expression, stored, c.since(start)));
    }

    private void constraint(int start) {
        String name = null;
        if (c.accept("CONSTRAINT") && !c.at("CHECK") && !c.at("REFERENCES")) {
            name = c.name();
        }
        if (c.accept("CHECK")) {
            SqlExpression expression = Expressions.inParentheses(c);
            attributes.add(new ColumnAttribute.InlineCheck(name, expression, c.since(start)));
        } else if (c.at("REFERENCES")) {
            var target = KeyReader.target(c, schema);
            attributes.add(new ColumnAttribute.References(name, target, c.since(start)));
        } else {
            c.unexpected("CHECK or REFERENCES is missing");
        }
    }
}
