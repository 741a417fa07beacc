package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Condition;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TriggerFact.CreateTrigger;
import org.lupomig.model.sql.Uses;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.Touches;

/** Reads {@code CREATE TRIGGER} with what it does. */
final class TriggerReader {
    private final Cursor c;
    private final SqliteNames names;
    private final ExpressionReader expressions;

    TriggerReader(Cursor c, SqliteNames names, ExpressionReader expressions) {
        this.c = c;
        this.names = names;
        this.expressions = expressions;
    }

    /** The rest of the statement, behind {@code TRIGGER}. */
    StatementFact read(boolean temporary, Span opening) {
        c.kind("CREATE TRIGGER");
        Span guard = c.guard(true);
        TableRef made = names.made(c, temporary);
        String time = time();
        String event = event();
        List<String> columns = List.of();
        if (event.equals("UPDATE") && c.accept("OF")) {
            columns = columns();
        }
        c.expect("ON");
        boolean isSaid = SqliteNames.TEMP.equals(made.name().schema()) || c.isSymbol(c.position() + 1, '.');
        TableRef table = isSaid ? names.existing(c) : names.carrier(c, made);
        if (c.accept("FOR")) {
            c.expect("EACH");
            c.expect("ROW");
        }
        TableRef trigger = names.on(made, table);
        names.inside(trigger.name().schema());
        Condition[] when = new Condition[1];
        Uses control = expressions.gatherApart(() -> when[0] = expressions.condition("WHEN"));
        ProgramBody body = body(control);
        names.inside(null);
        ObjectRef name = new ObjectRef(trigger.name(), trigger.qualified(), trigger.span());
        return new CreateTrigger(
                name, false, guard, null, time, List.of(event), table, null, columns, when[0], body, opening);
    }

    private String time() {
        if (c.accept("AFTER")) {
            return "AFTER";
        } else if (c.accept("INSTEAD")) {
            c.expect("OF");
            return "INSTEAD OF";
        }
        c.accept("BEFORE");
        return "BEFORE";
    }

    private String event() {
        String event = c.word();
        switch (event) {
            case "INSERT", "UPDATE", "DELETE" -> c.next();
            default -> c.unexpected("INSERT, UPDATE or DELETE is missing");
        }
        return event;
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        do {
            columns.add(c.name());
        } while (c.acceptSymbol(','));
        return columns;
    }

    private ProgramBody body(Uses control) {
        int from = c.position();
        c.expect("BEGIN");
        List<StatementFact> statements = new ArrayList<>();
        while (!c.atEnd() && !c.at("END")) {
            expressions.gatherApart(() -> statements.add(statement()));
            c.expectSymbol(';');
        }
        if (statements.isEmpty()) {
            c.unexpected("a statement is missing");
        }
        c.expect("END");
        return new ProgramBody(c.since(from), statements, control, List.of(), Touches.of(statements, control));
    }

    private StatementFact statement() {
        RowReader rows = new RowReader(c, names, expressions, true);
        return switch (c.word()) {
            case "INSERT", "REPLACE" -> rows.insert(c.position());
            case "UPDATE" -> rows.update(c.position());
            case "DELETE" -> rows.delete(c.position());
            case "SELECT", "VALUES", "WITH" -> rows.query();
            default -> {
                c.unexpected("INSERT, REPLACE, UPDATE, DELETE, SELECT or END is missing");
                yield new StatementFact.Unparsed("", c.span(0, 1));
            }
        };
    }
}
