package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Check;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.TableQuery;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableShape;
import org.lupomig.model.sql.Uses;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.Tokens;

/** Reads {@code CREATE TABLE}. */
final class TableReader {
    private final Cursor c;
    private final SqliteNames names;
    private final ExpressionReader expressions;
    private final List<Column> columns = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<TableOption> options = new ArrayList<>();

    TableReader(Cursor c, SqliteNames names, ExpressionReader expressions) {
        this.c = c;
        this.names = names;
        this.expressions = expressions;
    }

    /** The rest of the statement, behind {@code TABLE}. */
    StatementFact read(boolean temporary, Span opening) {
        c.kind("CREATE TABLE");
        Span guard = c.guard(true);
        TableRef table = names.made(c, temporary);
        boolean inTemp = SqliteNames.TEMP.equals(table.name().schema());
        TableQuery query = null;
        if (c.at("AS")) {
            query = query();
        } else {
            elements(table);
            options();
            TableChecks.check(c, columns, keys, options);
        }
        TableShape shape = new TableShape(columns, keys, foreignKeys, checks, List.of(), options, null);
        return new CreateTable(table, false, inTemp, guard, null, shape, query, opening);
    }

    private TableQuery query() {
        int from = c.position();
        c.next();
        Span opening = c.since(from);
        int start = c.position();
        if (!SelectReader.isQuery(c, start)) {
            c.unexpected("SELECT is missing");
        }
        Uses uses = expressions.gather(expressions.queries()::read);
        return new TableQuery(null, uses, opening, c.since(start));
    }

    private void elements(TableRef table) {
        c.expectSymbol('(');
        ColumnReader reader = new ColumnReader(c, names, expressions, table);
        do {
            if (isConstraint()) {
                break;
            }
            columns.add(reader.read());
        } while (c.acceptSymbol(','));
        boolean separate = !c.atEnd() && c.isSymbol(c.position() - 1, ',');
        while (separate && !c.atEnd() && isConstraint()) {
            constraint(table);
            // between constraints SQLite takes a comma or none
            c.acceptSymbol(',');
        }
        if (columns.isEmpty()) {
            c.unexpected("a column is missing");
        }
        if (!c.hasEnded() && c.isSymbol(c.position() - 1, ',')) {
            c.unexpected("a column or constraint is missing");
        }
        c.expectSymbol(')');
    }

    private boolean isConstraint() {
        return switch (c.word()) {
            case "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN" -> true;
            default -> false;
        };
    }

    private void constraint(TableRef table) {
        int from = c.position();
        String name = null;
        if (c.accept("CONSTRAINT")) {
            name = c.name();
        }
        switch (c.word()) {
            case "PRIMARY" -> {
                c.next();
                c.expect("KEY");
                key(Key.Kind.PRIMARY, name, from);
            }
            case "UNIQUE" -> {
                c.next();
                key(Key.Kind.UNIQUE, name, from);
            }
            case "CHECK" -> {
                c.next();
                var expression = expressions.inParentheses();
                ColumnReader.onConflict(c);
                checks.add(new Check(name, expression, null, c.since(from)));
            }
            case "FOREIGN" -> {
                c.next();
                c.expect("KEY");
                ReferenceReader references = new ReferenceReader(c, names, table);
                List<Key.Part> parts = references.parts();
                foreignKeys.add(new ForeignKey(name, null, parts, references.read(), null, c.since(from)));
            }
            default -> {
                boolean alone = name != null && (c.atSymbol(')') || c.atSymbol(',') || isConstraint());
                if (!alone) {
                    c.unexpected("PRIMARY KEY, UNIQUE, CHECK or FOREIGN KEY is missing");
                }
            }
        }
    }

    private void key(Key.Kind kind, @Nullable String name, int from) {
        List<Key.Part> parts = new ArrayList<>();
        List<TableOption> options = new ArrayList<>();
        c.expectSymbol('(');
        do {
            parts.add(part(options));
        } while (c.acceptSymbol(','));
        int automatic = c.position();
        if (kind == Key.Kind.PRIMARY && c.accept("AUTOINCREMENT")) {
            options.add(new TableOption("AUTOINCREMENT", "", c.since(automatic)));
        }
        c.expectSymbol(')');
        TableOption onConflict = ColumnReader.onConflict(c);
        if (onConflict != null) {
            options.add(onConflict);
        }
        keys.add(new Key(kind, name, parts, null, options, null, c.since(from)));
    }

    private Key.Part part(List<TableOption> options) {
        int from = c.position();
        boolean isColumn = c.isSymbol(from + 1, ',')
                || c.isSymbol(from + 1, ')')
                || c.isWord(from + 1, "COLLATE")
                || c.isWord(from + 1, "ASC")
                || c.isWord(from + 1, "DESC")
                || c.isWord(from + 1, "AUTOINCREMENT");
        if (!c.atEnd() && !isColumn && c.kindAt(from) != Tokens.SYMBOL) {
            c.moveTo(from + 1);
            c.unexpected("a key of the table is made of columns alone, and ')' is missing");
        }
        String column = c.name();
        int collate = c.position();
        if (c.accept("COLLATE")) {
            String collation = c.name();
            options.add(new TableOption("COLLATE", column + " " + collation, c.since(collate)));
        }
        boolean descending = c.accept("DESC");
        if (!descending) {
            c.accept("ASC");
        }
        return new Key.Part(column, 0, descending, false, c.since(from));
    }

    private void options() {
        if (c.atEnd()) {
            return;
        }
        do {
            int from = c.position();
            if (c.accept("WITHOUT")) {
                c.expect("ROWID");
            } else if (!c.accept("STRICT")) {
                c.unexpected("WITHOUT ROWID or STRICT is missing");
            }
            options.add(new TableOption(c.words(from, c.position()).toUpperCase(Locale.ROOT), "", c.since(from)));
        } while (c.acceptSymbol(','));
    }
}
