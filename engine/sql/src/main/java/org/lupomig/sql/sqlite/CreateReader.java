package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Condition;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.SqliteFact.CreateIndex;
import org.lupomig.model.sql.SqliteFact.CreateVirtualTable;
import org.lupomig.model.sql.SqliteFact.IndexedColumn;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.ViewFact.CreateView;
import org.lupomig.model.sql.ViewFact.ViewDefinition;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.Tokens;

/** Reads {@code CREATE …}. */
final class CreateReader {
    private final Cursor c;
    private final SqliteNames names;
    private final ExpressionReader expressions;

    CreateReader(Cursor c, SqliteNames names, ExpressionReader expressions) {
        this.c = c;
        this.names = names;
        this.expressions = expressions;
    }

    /** The statement; null where the words behind {@code CREATE} begin none. */
    @Nullable
    StatementFact read() {
        int from = c.position();
        c.next();
        boolean temporary = c.accept("TEMP") || c.accept("TEMPORARY");
        if (c.accept("TABLE")) {
            return new TableReader(c, names, expressions).read(temporary, c.since(from));
        } else if (c.accept("VIEW")) {
            return view(temporary, c.since(from));
        } else if (c.accept("TRIGGER")) {
            return new TriggerReader(c, names, expressions).read(temporary, c.since(from));
        } else if (temporary) {
            c.kind("CREATE");
            c.unexpected("TABLE, VIEW or TRIGGER is missing");
            return null;
        } else if (c.accept("VIRTUAL", "TABLE")) {
            return virtual(c.since(from));
        }
        boolean unique = c.accept("UNIQUE");
        if (c.accept("INDEX")) {
            return index(unique, c.since(from));
        }
        c.kind("CREATE");
        c.unexpected("TABLE, INDEX, VIEW, TRIGGER or VIRTUAL TABLE is missing");
        return null;
    }

    private StatementFact view(boolean temporary, Span opening) {
        c.kind("CREATE VIEW");
        Span guard = c.guard(true);
        TableRef view = names.made(c, temporary);
        List<String> columns = c.atSymbol('(') ? expressions.queries().columns() : List.of();
        c.expect("AS");
        int from = c.position();
        if (!c.atEnd() && !SelectReader.isQuery(c, from)) {
            c.unexpected("SELECT is missing");
        }
        names.inside(view.name().schema());
        Uses uses = expressions.gather(expressions.queries()::read);
        names.inside(null);
        ViewDefinition definition = new ViewDefinition(null, null, null, columns, c.since(from), uses, null);
        return new CreateView(view, false, guard, definition, opening);
    }

    private StatementFact index(boolean unique, Span opening) {
        c.kind("CREATE INDEX");
        Span guard = c.guard(true);
        TableRef index = names.made(c, false);
        c.expect("ON");
        TableRef table = names.carrier(c, index);
        List<IndexedColumn> columns = new ArrayList<>();
        c.expectSymbol('(');
        do {
            columns.add(indexed());
        } while (c.acceptSymbol(','));
        c.expectSymbol(')');
        Condition where = expressions.where();
        return new CreateIndex(names.on(index, table), unique, guard, table, columns, where, opening);
    }

    private IndexedColumn indexed() {
        int from = c.position();
        SqlExpression expression = expressions.expression();
        int end = c.position();
        boolean descending = c.accept("DESC");
        if (!descending) {
            c.accept("ASC");
        }
        if (c.accept("NULLS")) {
            c.unreadable("an index knows no NULLS FIRST and NULLS LAST", c.position() - 1);
        }
        String collation = null;
        int words = end - from;
        if (words > 2 && c.isWord(end - 2, "COLLATE") && c.kindAt(end - 1) <= Tokens.STRING) {
            collation = c.plain(end - 1);
            words -= 2;
            List<SqlExpression.Call> calls = expression.calls();
            expression = new SqlExpression(c.words(from, end - 2), c.span(from, end - 2), calls);
        }
        boolean column = words == 1
                && c.kindAt(from) <= Tokens.QUOTED_NAME
                && expression.calls().isEmpty();
        return new IndexedColumn(column ? c.plain(from) : null, expression, collation, descending, c.since(from));
    }

    private StatementFact virtual(Span opening) {
        c.kind("CREATE VIRTUAL TABLE");
        Span guard = c.guard(true);
        TableRef table = names.made(c, false);
        c.expect("USING");
        String module = c.name().toLowerCase(Locale.ROOT);
        List<SqlText> arguments = c.atSymbol('(') ? arguments() : List.of();
        return new CreateVirtualTable(table, guard, module, arguments, opening);
    }

    /** What stands between parentheses, cut at its commas. */
    private List<SqlText> arguments() {
        List<SqlText> arguments = new ArrayList<>();
        int open = c.position();
        int close = c.closing(open);
        if (close < 0) {
            return arguments;
        }
        int from = open + 1;
        int depth = 0;
        for (int i = from; i <= close; i++) {
            boolean strange = c.kindAt(i) == Tokens.SYMBOL && "(),.;+-*/%=<>|&~".indexOf(c.symbol(i)) < 0;
            if (strange) {
                c.moveTo(i);
                c.expectEnd();
            } else if (c.kindAt(i) == Tokens.NUMBER) {
                Literals.check(c, i);
            }
            depth += c.isSymbol(i, '(') ? 1 : c.isSymbol(i, ')') ? -1 : 0;
            boolean ends = i == close || (depth == 0 && c.isSymbol(i, ','));
            if (ends && i > from) {
                arguments.add(c.text(from, i));
            }
            from = ends ? i + 1 : from;
        }
        c.moveTo(close + 1);
        return arguments;
    }
}
