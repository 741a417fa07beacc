package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Check;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.Period;
import org.lupomig.model.sql.SqlExpression;

/** Reads what stands in a {@code CREATE TABLE}'s list, and behind {@code ADD} of an {@code ALTER TABLE}. */
final class ElementReader {
    private final Cursor c;
    private final @Nullable String schema;
    private final Elements elements;

    /**
     * A reader.
     *
     * @param schema that of the table, in which are those its foreign keys name without one
     * @param elements takes what is read
     */
    ElementReader(Cursor c, @Nullable String schema, Elements elements) {
        this.c = c;
        this.schema = schema;
        this.elements = elements;
    }

    /** {@code (…, …)}, from the opening parenthesis. */
    void list() {
        c.next();
        if (c.atSymbol(')')) {
            c.unexpected("a column is missing");
        }
        do {
            element();
        } while (c.acceptSymbol(','));
        if (!c.acceptSymbol(')')) {
            c.unexpected("a comma or closing parenthesis is missing");
        }
    }

    void element() {
        if (atColumn()) {
            elements.column(ColumnReader.read(c, schema));
        } else {
            keyOrConstraint();
        }
    }

    /** Whether a column's name stands here, and nothing that begins a key, constraint or period. */
    boolean atColumn() {
        int i = c.position();
        return switch (c.word()) {
            case "CONSTRAINT", "PRIMARY", "UNIQUE", "INDEX", "KEY", "FULLTEXT", "SPATIAL", "FOREIGN", "CHECK" -> false;
            case "VECTOR" -> !c.isWord(i + 1, "INDEX") && !c.isWord(i + 1, "KEY") && !c.isSymbol(i + 1, '(');
            case "PERIOD" -> !c.isWord(i + 1, "FOR") && !c.isWord(i + 1, "IF");
            default -> true;
        };
    }

    private void keyOrConstraint() {
        int start = c.position();
        if (c.at("PERIOD")) {
            period(start);
            return;
        }
        boolean constraint = c.accept("CONSTRAINT");
        Span guard = constraint ? c.guard(true) : null;
        String name = constraint && !atKindOfConstraint() ? c.name() : null;
        if (guard != null && !c.at("CHECK")) {
            c.unexpected("CHECK is missing behind CONSTRAINT IF NOT EXISTS");
        }
        switch (c.word()) {
            case "CHECK" -> {
                c.next();
                SqlExpression expression = Expressions.inParentheses(c);
                elements.check(new Check(name, expression, guard, c.since(start)));
            }
            case "FOREIGN" -> foreignKey(start, name);
            case "PRIMARY", "UNIQUE" -> key(start, name);
            default -> {
                if (constraint) {
                    c.unexpected("PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK is missing");
                } else {
                    key(start, null);
                }
            }
        }
    }

    private boolean atKindOfConstraint() {
        return c.at("PRIMARY") || c.at("UNIQUE") || c.at("FOREIGN") || c.at("CHECK");
    }

    private void key(int start, @Nullable String constraint) {
        Key.Kind kind = KeyReader.kind(c);
        Span guard = c.guard(true);
        String own = KeyReader.optionalName(c);
        KeyReader parts = new KeyReader(c).type().columns().options();
        String name = kind == Key.Kind.PRIMARY ? null : own != null ? own : constraint;
        elements.key(parts.key(kind, name, guard, c.since(start)));
    }

    private void foreignKey(int start, @Nullable String name) {
        c.next();
        c.expect("KEY");
        Span guard = c.guard(true);
        String index = c.atSymbol('(') ? null : c.name();
        List<Key.Part> columns = KeyReader.parts(c);
        ForeignKey.Target target = KeyReader.target(c, schema);
        elements.foreignKey(new ForeignKey(name, index, columns, target, guard, c.since(start)));
    }

    private void period(int start) {
        c.next();
        Span guard = c.guard(true);
        c.expect("FOR");
        String name = periodName(c);
        if (!c.acceptSymbol('(')) {
            c.unexpected("the columns of the period are missing");
        }
        String begins = c.column();
        if (!c.acceptSymbol(',')) {
            c.unexpected("the column in which the period ends is missing");
        }
        String ends = c.column();
        if (!c.acceptSymbol(')')) {
            c.unexpected("a closing parenthesis is missing");
        }
        elements.period(new Period(name, begins, ends, guard, c.since(start)));
    }

    /** A period's name; that of the history in upper case. */
    static String periodName(Cursor c) {
        return c.accept(Period.SYSTEM_TIME) ? Period.SYSTEM_TIME : c.name();
    }
}
