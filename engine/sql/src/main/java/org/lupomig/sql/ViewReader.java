package org.lupomig.sql;

import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.ViewFact.AlterView;
import org.lupomig.model.sql.ViewFact.CreateView;
import org.lupomig.model.sql.ViewFact.DropViews;
import org.lupomig.model.sql.ViewFact.ViewDefinition;

/** Reads statements on views. */
final class ViewReader {
    private ViewReader() {}

    static StatementFact create(Cursor c, Heading heading) {
        c.kind("CREATE VIEW");
        Span guard = c.guard(true);
        TableRef view = c.table();
        return new CreateView(view, heading.orReplace(), guard, definition(c, heading), heading.opening());
    }

    static StatementFact alter(Cursor c, Heading heading) {
        c.kind("ALTER VIEW");
        TableRef view = c.table();
        return new AlterView(view, definition(c, heading), heading.opening());
    }

    static StatementFact drop(Cursor c, Heading heading) {
        c.kind("DROP VIEW");
        Span guard = c.guard(false);
        List<TableRef> views = Names.tables(c);
        String restriction = c.at("RESTRICT") || c.at("CASCADE") ? c.word() : null;
        if (restriction != null) {
            c.next();
        }
        return new DropViews(views, guard, restriction, heading.opening());
    }

    private static ViewDefinition definition(Cursor c, Heading heading) {
        List<String> columns = c.atSymbol('(') ? Names.inParentheses(c) : List.of();
        c.expect("AS");
        int from = c.position();
        int to = c.count();
        String checked = null;
        if (c.isWord(to - 1, "OPTION") && c.isWord(to - 2, "CHECK")) {
            to -= 2;
            checked = "CASCADED";
            if (c.isWord(to - 1, "LOCAL") || c.isWord(to - 1, "CASCADED")) {
                to--;
                checked = c.word(to);
            }
            to--;
            if (!c.isWord(to, "WITH")) {
                c.moveTo(to + 1);
                c.unexpected("WITH is missing");
            }
        }
        Uses uses = Uses.NONE;
        if (c.atSymbol('(') || UseScan.startsQuery(c.word())) {
            uses = UseScan.uses(c, from, to);
            StrayWords.refuse(c, from, to);
        } else {
            c.unexpected("a query is missing");
        }
        Span query = c.span(from, Math.max(from + 1, to));
        c.moveToEnd();
        return new ViewDefinition(
                heading.algorithm(), heading.definer(), heading.security(), columns, query, uses, checked);
    }
}
