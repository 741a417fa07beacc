package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.model.sql.StatementFact.TruncateTable;
import org.lupomig.model.sql.TableRef;

/** Reads {@code DROP TABLE}, {@code TRUNCATE} and {@code RENAME TABLE}. */
final class TableStatementReader {
    private TableStatementReader() {}

    /** The position of the word TABLE in {@code DROP [TEMPORARY] TABLE}; -1 where this is none. */
    static int droppedTableWord(Cursor c) {
        int i = c.isWord(1, "TEMPORARY") ? 2 : 1;
        return isTable(c, i) ? i : -1;
    }

    static boolean isTable(Cursor c, int i) {
        return c.isWord(i, "TABLE") || c.isWord(i, "TABLES");
    }

    static StatementFact drop(Cursor c, int tableWord) {
        c.kind("DROP TABLE");
        c.moveTo(tableWord + 1);
        Span opening = c.since(0);
        Span guard = c.guard(false);
        List<TableRef> tables = new ArrayList<>(2);
        do {
            tables.add(c.table());
        } while (c.acceptSymbol(','));
        SqlText waiting = c.waiting();
        int start = c.position();
        SqlText restriction = c.accept("RESTRICT") || c.accept("CASCADE") ? c.text(start, c.position()) : null;
        return new DropTable(tables, tableWord == 2, guard, restriction, waiting, opening);
    }

    static StatementFact truncate(Cursor c) {
        c.kind("TRUNCATE TABLE");
        c.next();
        c.accept("TABLE");
        Span opening = c.since(0);
        TableRef table = c.table();
        SqlText waiting = c.waiting();
        // As Oracle has it; the server reads these words and does nothing about them.
        if (c.at("DROP", "STORAGE") || c.at("REUSE", "STORAGE")) {
            c.moveTo(c.position() + 2);
        }
        return new TruncateTable(table, waiting, opening);
    }

    static StatementFact rename(Cursor c) {
        c.kind("RENAME TABLE");
        c.moveTo(2);
        Span guard = c.guard(false);
        List<Rename> renames = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        do {
            int start = c.position();
            ObjectName from = c.object();
            c.waiting();
            c.expect("TO");
            renames.add(new Rename(from, c.object()));
            spans.add(c.since(start));
        } while (c.acceptSymbol(','));
        return new RenameTable(renames, spans, guard);
    }
}
