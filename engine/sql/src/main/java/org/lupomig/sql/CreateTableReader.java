package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.TableQuery;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableShape;

/** Reads {@code CREATE TABLE} with columns, {@code LIKE} another table, or from a query. */
final class CreateTableReader {
    private CreateTableReader() {}

    /** The position of the word TABLE in {@code CREATE [OR REPLACE] [TEMPORARY] TABLE}; -1 where this is none. */
    static int tableWord(Cursor c) {
        int i = c.isWord(1, "OR") && c.isWord(2, "REPLACE") ? 3 : 1;
        i += c.isWord(i, "TEMPORARY") ? 1 : 0;
        return c.isWord(i, "TABLE") ? i : -1;
    }

    static StatementFact read(Cursor c, int tableWord) {
        c.kind("CREATE TABLE");
        c.moveTo(tableWord + 1);
        Span opening = c.since(0);
        boolean orReplace = c.isWord(1, "OR");
        boolean temporary = c.isWord(tableWord - 1, "TEMPORARY");
        Span guard = c.guard(true);
        TableRef table = c.table();
        TableRef model = like(c);
        if (model != null) {
            return new CreateTable(table, orReplace, temporary, guard, model, TableShape.EMPTY, null, opening);
        }
        boolean columns = c.atSymbol('(') && !startsQuery(c, c.position());
        if (columns) {
            commaAtItsEnd(c, c.closing(c.position()));
        }
        TableShape shape = ShapeBuilder.read(c, table.name().schema(), columns);
        TableQuery query = query(c);
        if (!columns && query == null) {
            c.unexpected("a list of columns is missing");
        }
        return new CreateTable(table, orReplace, temporary, guard, null, shape, query, opening);
    }

    private static void commaAtItsEnd(Cursor c, int close) {
        if (close > 0 && c.isSymbol(close - 1, ',')) {
            int back = c.position();
            c.moveTo(close);
            c.unexpected("a column is missing");
            c.moveTo(back);
        }
    }

    private static @Nullable TableRef like(Cursor c) {
        if (c.accept("LIKE")) {
            return c.table();
        }
        if (!c.atSymbol('(') || !c.isWord(c.position() + 1, "LIKE")) {
            return null;
        }
        c.moveTo(c.position() + 2);
        TableRef model = c.table();
        if (!c.acceptSymbol(')')) {
            c.unexpected("a closing parenthesis is missing");
        }
        return model;
    }

    private static @Nullable TableQuery query(Cursor c) {
        int start = c.position();
        String duplicates = c.at("IGNORE") || c.at("REPLACE") ? c.word() : null;
        if (duplicates != null) {
            c.next();
        }
        boolean as = c.accept("AS");
        if (c.atEnd() || (!as && duplicates == null && !startsQuery(c, c.position()))) {
            return null;
        }
        if (!startsQuery(c, c.position())) {
            c.unexpected("a query is missing");
            return null;
        }
        Span opening = c.span(start, start + 1);
        StrayWords.refuse(c, c.position(), c.count());
        return new TableQuery(duplicates, UseScan.uses(c, c.position(), c.count()), opening, c.since(start));
    }

    /** Whether a query stands at {@code i}, in as many parentheses as you like. */
    static boolean startsQuery(Cursor c, int i) {
        int first = i;
        while (c.isSymbol(first, '(')) {
            first++;
        }
        return switch (c.word(first)) {
            case "SELECT", "WITH", "VALUES" -> true;
            default -> false;
        };
    }
}
