package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.CreateTable;

/** Reads {@code CREATE TABLE} with columns, or {@code LIKE}. */
final class CreateTableReader {
    private CreateTableReader() {}

    static StatementFact read(Cursor c) {
        c.kind("CREATE TABLE");
        c.moveTo(2);
        Span guard = c.guard(true);
        ObjectName table = c.object();
        ObjectName like = null;
        List<ObjectName> references = List.of();
        if (c.atSymbol('(') && !TableOptions.startsQuery(c, c.position())) {
            int close = c.closing(c.position());
            if (c.isWord(c.position() + 1, "LIKE")) {
                c.moveTo(c.position() + 2);
                like = c.object();
                if (!c.acceptSymbol(')')) {
                    c.unexpected("a closing parenthesis is missing");
                }
            } else if (close >= 0) {
                references = references(c, c.position() + 1, close, table);
                SideEffects.refuseIn(c, c.position() + 1, close);
                c.refuseTooLong(c.position() + 1, close);
                if (close == c.position() + 1 || c.isSymbol(close - 1, ',')) {
                    c.moveTo(close);
                    c.unexpected("a column is missing");
                }
                c.moveTo(close + 1);
                options(c);
            }
        } else if (c.accept("LIKE")) {
            like = c.object();
        } else {
            int behindName = c.position();
            options(c);
            refuseQuery(c);
            c.moveTo(behindName);
            c.unexpected("a list of columns is missing");
        }
        refuseQuery(c);
        return new CreateTable(table, guard, like, references);
    }

    private static void refuseQuery(Cursor c) {
        int i = c.position();
        boolean query = !c.atEnd()
                && (TableOptions.startsQuery(c, i)
                        || c.at("AS")
                        || ((c.at("IGNORE") || c.at("REPLACE"))
                                && (c.isWord(i + 1, "AS") || TableOptions.startsQuery(c, i + 1))));
        if (query) {
            c.refuse(
                    "CREATE TABLE … SELECT",
                    "a table and its rows are made in one statement that no journal can split; create the table,"
                            + " then INSERT … SELECT",
                    c.span(i, i + 1));
        }
    }

    /** Tables behind {@code REFERENCES} between two tokens; a bare name is in the schema of the table itself. */
    static List<ObjectName> references(Cursor c, int from, int to, ObjectName table) {
        TreeSet<ObjectName> found = new TreeSet<>();
        int back = c.position();
        for (int i = from; i < to; i++) {
            if (c.isWord(i, "REFERENCES")) {
                c.moveTo(i + 1);
                found.add(c.object(table.schema()));
            }
        }
        c.moveTo(back);
        found.remove(table);
        return new ArrayList<>(found);
    }

    private static void options(Cursor c) {
        int from = c.position();
        TableOptions.skip(c);
        for (int i = from; i < c.position(); i++) {
            if (c.isWord(i, "ENGINE") || c.isWord(i, "TYPE")) {
                int value = c.isSymbol(i + 1, '=') ? i + 2 : i + 1;
                refuseEngine(c, i, value);
            } else if (c.isWord(i, "SEQUENCE")) {
                c.refuse("it makes a sequence, not a table", i, i + 1);
            }
        }
    }

    private static void refuseEngine(Cursor c, int option, int value) {
        String engine = engine(c, value);
        if (engine != null && !keepsItsOwnRows(engine)) {
            c.refuse("tables of engine " + engine + " keep their rows elsewhere", option, value + 1);
        }
    }

    private static @Nullable String engine(Cursor c, int i) {
        if (i >= c.count() || c.kindAt(i) == Tokens.SYMBOL) {
            return null;
        }
        String raw = c.raw(i);
        return c.kindAt(i) == Tokens.WORD ? raw : raw.substring(1, raw.length() - 1);
    }

    private static boolean keepsItsOwnRows(String engine) {
        return switch (Characters.upper(engine)) {
            case "INNODB", "MYISAM", "ARIA", "MEMORY", "HEAP", "CSV", "ARCHIVE", "ROCKSDB" -> true;
            default -> false;
        };
    }
}
