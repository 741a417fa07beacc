package org.lupomig.sql;

import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Assignment;
import org.lupomig.model.sql.ColumnRef;
import org.lupomig.model.sql.RowFact.LoadRows;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Uses;

/** Reads {@code LOAD DATA}, {@code LOAD XML} and {@code LOAD INDEX INTO CACHE}. */
final class LoadReader {
    private LoadReader() {}

    static StatementFact read(Cursor c) {
        String format = c.word(1);
        if (format.equals("INDEX")) {
            return MaintenanceReader.loadIndex(c);
        }
        c.kind("LOAD " + format);
        c.next();
        if (!c.accept("DATA") && !c.accept("XML")) {
            c.unexpected("DATA or XML is missing");
        }
        Span opening = c.since(0);
        if (!c.accept("LOW_PRIORITY")) {
            c.accept("CONCURRENT");
        }
        boolean local = c.accept("LOCAL");
        c.expect("INFILE");
        String file = c.string();
        String duplicates = c.at("REPLACE") || c.at("IGNORE") ? c.word() : null;
        if (duplicates != null) {
            c.next();
        }
        c.expect("INTO");
        c.expect("TABLE");
        TableRef table = c.table();
        List<String> partitions = c.accept("PARTITION") ? Names.inParentheses(c) : List.of();
        while (!c.atEnd() && !c.atSymbol('(') && (!c.at("SET") || c.isWord(c.position() - 1, "CHARACTER"))) {
            formatting(c);
        }
        List<ColumnRef> columns = List.of();
        Uses uses = Uses.NONE;
        if (c.atSymbol('(')) {
            int open = c.position();
            columns = AssignmentReader.columns(c);
            uses = UseScan.uses(c, open, c.position());
        }
        List<Assignment> assignments = List.of();
        if (c.accept("SET")) {
            int from = c.position();
            assignments = AssignmentReader.read(c, from, c.count());
            uses = uses.and(UseScan.uses(c, from, c.count()));
        }
        return new LoadRows(format, local, file, table, duplicates, partitions, columns, assignments, uses, opening);
    }

    /** How the file is made up: words, texts and numbers. */
    private static void formatting(Cursor c) {
        switch (c.word()) {
            case "CHARACTER", "SET", "CHARSET", "ROWS", "IDENTIFIED", "BY", "FIELDS", "COLUMNS", "LINES" -> c.next();
            case "TERMINATED", "OPTIONALLY", "ENCLOSED", "ESCAPED", "STARTING", "IGNORE" -> c.next();
            default -> {
                boolean behind = c.isWord(c.position() - 1, "SET") || c.isWord(c.position() - 1, "CHARSET");
                byte kind = c.kindAt(c.position());
                if (kind == Tokens.STRING || kind == Tokens.NUMBER || (behind && kind == Tokens.WORD)) {
                    c.next();
                } else {
                    c.expectEnd();
                }
            }
        }
    }
}
