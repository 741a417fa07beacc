package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Assignment;
import org.lupomig.model.sql.ColumnRef;
import org.lupomig.model.sql.Condition;
import org.lupomig.model.sql.ConflictRule;
import org.lupomig.model.sql.InsertedRows;
import org.lupomig.model.sql.InsertedRows.OnDuplicate;
import org.lupomig.model.sql.InsertedRows.Source;
import org.lupomig.model.sql.RowFact.Delete;
import org.lupomig.model.sql.RowFact.Replace;
import org.lupomig.model.sql.RowFact.Update;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.Uses;
import org.lupomig.sql.Cursor;

/** Reads statements that change or read rows. */
final class RowReader {
    private final Cursor c;
    private final SqliteNames names;
    private final ExpressionReader expressions;
    private final SelectReader queries;
    private final boolean inTrigger;

    /** @param inTrigger whether the statement stands in a trigger, where less may be said */
    RowReader(Cursor c, SqliteNames names, ExpressionReader expressions, boolean inTrigger) {
        this.c = c;
        this.names = names;
        this.expressions = expressions;
        this.queries = expressions.queries();
        this.inTrigger = inTrigger;
    }

    /** A statement behind a {@code WITH}; that is read already from token {@code from} on. */
    StatementFact behindWith(int from) {
        return switch (c.word()) {
            case "INSERT", "REPLACE" -> insert(from);
            case "UPDATE" -> update(from);
            default -> delete(from);
        };
    }

    /** {@code SELECT} or {@code VALUES}. */
    StatementFact query() {
        kind("SELECT");
        int from = c.position();
        queries.read();
        return new StatementFact.Query(used(), c.span(from, from + 1));
    }

    StatementFact insert(int from) {
        boolean replace = c.at("REPLACE");
        kind(replace ? "REPLACE" : "INSERT");
        c.next();
        SqlText resolution = replace ? null : resolution();
        Span opening = c.since(from);
        InsertedRows rows = rows(resolution);
        boolean replaces = replace || says(resolution, "REPLACE");
        return replaces ? new Replace(rows, opening) : new StatementFact.Insert(rows, opening);
    }

    private InsertedRows rows(@Nullable SqlText resolution) {
        c.expect("INTO");
        TableRef target = target().table();
        List<ColumnRef> columns = c.atSymbol('(') ? columns() : List.of();
        Source source = Source.QUERY;
        if (c.accept("DEFAULT", "VALUES")) {
            source = Source.DEFAULTS;
        } else if (SelectReader.isQuery(c, c.position())) {
            source = c.at("VALUES") ? Source.VALUES : Source.QUERY;
            queries.read();
        } else {
            c.unexpected("VALUES, SELECT or DEFAULT VALUES is missing");
        }
        int from = c.position();
        List<ConflictRule> conflicts = source == Source.DEFAULTS ? List.of() : conflicts();
        List<Assignment> updates = new ArrayList<>();
        conflicts.forEach(rule -> updates.addAll(rule.assignments()));
        OnDuplicate onDuplicate = updates.isEmpty() ? null : new OnDuplicate(updates, c.since(from));
        boolean passes = !conflicts.isEmpty() && updates.isEmpty();
        Span returning = returning();
        return new InsertedRows(
                target,
                List.of(),
                columns,
                source,
                List.of(),
                null,
                passes || says(resolution, "IGNORE"),
                onDuplicate,
                returning,
                used(),
                resolution,
                conflicts);
    }

    /** What the statement uses, as far as it is read. */
    private Uses used() {
        return expressions.found().uses();
    }

    private List<ConflictRule> conflicts() {
        List<ConflictRule> rules = new ArrayList<>(1);
        while (c.at("ON", "CONFLICT")) {
            int from = c.position();
            c.moveTo(from + 2);
            List<SqlExpression> target = new ArrayList<>();
            Condition targetWhere = null;
            if (c.acceptSymbol('(')) {
                do {
                    target.add(expressions.expression());
                    if (!c.accept("ASC")) {
                        c.accept("DESC");
                    }
                } while (c.acceptSymbol(','));
                c.expectSymbol(')');
                targetWhere = expressions.where();
            }
            c.expect("DO");
            List<Assignment> assignments = List.of();
            Condition where = null;
            if (c.accept("UPDATE")) {
                c.expect("SET");
                assignments = assignments();
                where = expressions.where();
            } else {
                c.expect("NOTHING");
            }
            rules.add(new ConflictRule(target, targetWhere, assignments, where, c.since(from)));
        }
        return rules;
    }

    StatementFact update(int from) {
        kind("UPDATE");
        c.next();
        SqlText resolution = resolution();
        Span opening = c.since(from);
        TableSource target = target();
        indexed();
        c.expect("SET");
        List<Assignment> assignments = assignments();
        if (c.accept("FROM")) {
            queries.sources();
        }
        Condition where = expressions.where();
        Span returning = returning();
        return new Update(
                List.of(target),
                List.of(target.table()),
                assignments,
                says(resolution, "IGNORE"),
                null,
                where,
                null,
                null,
                used(),
                resolution,
                returning,
                opening);
    }

    StatementFact delete(int from) {
        kind("DELETE");
        c.expect("DELETE");
        Span opening = c.since(from);
        c.expect("FROM");
        TableSource target = target();
        indexed();
        Condition where = expressions.where();
        Span returning = returning();
        return new Delete(
                List.of(target),
                List.of(target.table()),
                false,
                false,
                null,
                where,
                null,
                null,
                returning,
                used(),
                opening);
    }

    private void kind(String words) {
        c.kind(inTrigger ? "CREATE TRIGGER" : words);
    }

    private static boolean says(@Nullable SqlText resolution, String word) {
        return resolution != null && resolution.text().equalsIgnoreCase("OR " + word);
    }

    private @Nullable SqlText resolution() {
        int from = c.position();
        if (!c.accept("OR")) {
            return null;
        }
        ColumnReader.resolution(c);
        return c.text(from, c.position());
    }

    /** The table whose rows are changed. */
    private TableSource target() {
        int at = c.position();
        TableRef table = names.existing(c);
        if (inTrigger && table.qualified()) {
            c.unreadable("in a trigger the table that is changed is named without its schema", at);
        }
        return new TableSource(table, c.accept("AS") ? c.name() : null);
    }

    private void indexed() {
        if (c.accept("INDEXED")) {
            c.expect("BY");
            c.name();
        } else if (c.at("NOT", "INDEXED")) {
            c.moveTo(c.position() + 2);
        }
    }

    private List<ColumnRef> columns() {
        List<ColumnRef> columns = new ArrayList<>();
        c.expectSymbol('(');
        do {
            columns.add(column());
        } while (c.acceptSymbol(','));
        c.expectSymbol(')');
        return columns;
    }

    private ColumnRef column() {
        int from = c.position();
        return new ColumnRef(null, c.name(), c.since(from));
    }

    /** {@code a = 1, (b, c) = (2, 3)}. */
    private List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        do {
            List<ColumnRef> columns = c.atSymbol('(') ? columns() : List.of(column());
            c.expectSymbol('=');
            int from = c.position();
            expressions.read();
            Span value = c.since(from);
            columns.forEach(column -> assignments.add(new Assignment(column, value)));
        } while (c.acceptSymbol(','));
        return assignments;
    }

    private @Nullable Span returning() {
        int from = c.position();
        if (!c.at("RETURNING")) {
            return null;
        }
        if (inTrigger) {
            c.unreadable("a trigger answers nothing, so RETURNING cannot stand in it", from);
        }
        c.next();
        queries.results();
        return c.since(from);
    }
}
