package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Assignment;
import org.lupomig.model.sql.ColumnRef;
import org.lupomig.model.sql.InsertedRows;
import org.lupomig.model.sql.InsertedRows.OnDuplicate;
import org.lupomig.model.sql.InsertedRows.Source;
import org.lupomig.model.sql.RowFact.Replace;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Insert;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Uses;

/** Reads {@code INSERT} and {@code REPLACE}: the head word by word, the rest by {@link UseScan}. */
final class InsertReader {
    private InsertReader() {}

    static StatementFact read(Cursor c) {
        boolean replace = c.at("REPLACE");
        c.kind(replace ? "REPLACE" : "INSERT");
        c.next();
        Span opening = c.since(0);
        InsertedRows rows = rows(c);
        return replace ? new Replace(rows, opening) : new Insert(rows, opening);
    }

    private static InsertedRows rows(Cursor c) {
        SqlText priority = null;
        if (c.at("LOW_PRIORITY") || c.at("HIGH_PRIORITY") || c.at("DELAYED")) {
            c.next();
            priority = c.text(c.position() - 1, c.position());
        }
        boolean ignore = c.accept("IGNORE");
        c.accept("INTO");
        TableRef target = c.table();
        List<String> partitions = c.accept("PARTITION") ? Names.inParentheses(c) : List.of();
        List<ColumnRef> columns = List.of();
        if (c.atSymbol('(') && !isQuery(c, c.position() + 1)) {
            columns = AssignmentReader.columns(c);
        }
        if (!c.at("SET") && !c.atSymbol('(') && !isQuery(c, c.position()) && !c.at("VALUE")) {
            c.unexpected("VALUES, SET or SELECT is missing");
        }
        int from = c.position();
        int end = c.count();
        int returning = ClauseWords.find(c, from, end, "RETURNING");
        int duplicate = duplicate(c, from, returning);
        Source source = Source.QUERY;
        List<Assignment> assignments = List.of();
        if (c.at("SET")) {
            source = Source.SET;
            assignments = AssignmentReader.read(c, from + 1, duplicate);
        } else if (c.at("VALUES") || c.at("VALUE")) {
            source = Source.VALUES;
            if (!c.isSymbol(from + 1, '(')) {
                c.next();
                c.unexpected("a list of values in parentheses is missing");
            }
        }
        refuseConflict(c, from, source, duplicate);
        OnDuplicate onDuplicate = onDuplicate(c, duplicate, returning);
        // SET and VALUE are no words of expressions
        Uses uses = UseScan.uses(c, source == Source.QUERY ? from : from + 1, end);
        if (source == Source.QUERY) {
            StrayWords.refuse(c, from, duplicate);
        } else {
            StrayWords.refuseAliases(c, from + 1, duplicate);
        }
        StrayWords.refuseAliases(c, duplicate, returning);
        StrayWords.refuse(c, returning, end);
        Span returned = returning < end ? c.span(returning, end) : null;
        c.moveToEnd();
        return new InsertedRows(
                target, partitions, columns, source, assignments, priority, ignore, onDuplicate, returned, uses);
    }

    /** The token at which {@code ON DUPLICATE KEY UPDATE} begins; {@code to} where it does not. */
    private static int duplicate(Cursor c, int from, int to) {
        int on = ClauseWords.find(c, from, to, "ON");
        while (on < to && !c.isWord(on + 1, "DUPLICATE")) {
            on = ClauseWords.find(c, on + 1, to, "ON");
        }
        return on;
    }

    /** Behind values ON begins one clause alone; behind a query, {@code ON CONFLICT … DO} is another product's. */
    private static void refuseConflict(Cursor c, int from, Source source, int to) {
        for (int on = ClauseWords.find(c, from, to, "ON"); on < to; on = ClauseWords.find(c, on + 1, to, "ON")) {
            boolean conflict = c.isWord(on + 1, "CONFLICT");
            int behind = conflict && c.isSymbol(on + 2, '(') ? Math.max(on + 2, c.closing(on + 2) + 1) : on + 2;
            if (source != Source.QUERY || (conflict && (c.isWord(behind, "DO") || c.isWord(behind, "ON")))) {
                c.moveTo(on + 1);
                c.unexpected("DUPLICATE KEY UPDATE is missing");
            }
        }
    }

    private static @Nullable OnDuplicate onDuplicate(Cursor c, int from, int to) {
        if (from >= to) {
            return null;
        }
        c.moveTo(from + 2);
        c.expect("KEY");
        c.expect("UPDATE");
        return new OnDuplicate(AssignmentReader.read(c, from + 4, to), c.span(from, to));
    }

    /** Whether a query may begin at {@code i}; {@code VALUES} begins one too. */
    private static boolean isQuery(Cursor c, int i) {
        return UseScan.startsQuery(c.word(i)) || c.isSymbol(i, '(');
    }
}
