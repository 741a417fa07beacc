package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.DynamicFact.Deallocate;
import org.lupomig.model.sql.DynamicFact.Execute;
import org.lupomig.model.sql.DynamicFact.ExecuteImmediate;
import org.lupomig.model.sql.DynamicFact.Prepare;
import org.lupomig.model.sql.DynamicFact.TextSource;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Uses;

/** Reads statements that run texts. */
final class DynamicReader {
    private DynamicReader() {}

    static StatementFact prepare(Cursor c) {
        c.kind("PREPARE");
        c.next();
        Span opening = c.since(0);
        String name = c.name();
        c.expect("FROM");
        return new Prepare(name, text(c, c.position(), c.count()), opening);
    }

    static StatementFact execute(Cursor c) {
        c.kind("EXECUTE");
        c.next();
        if (c.accept("IMMEDIATE")) {
            c.kind("EXECUTE IMMEDIATE");
            Span opening = c.since(0);
            int using = ClauseWords.find(c, c.position(), c.count(), "USING");
            TextSource text = text(c, c.position(), using);
            List<Span> parameters = new ArrayList<>(0);
            return new ExecuteImmediate(text, using(c, parameters), parameters, opening);
        }
        Span opening = c.since(0);
        String name = c.name();
        List<Span> parameters = new ArrayList<>(0);
        return new Execute(name, using(c, parameters), parameters, opening);
    }

    /** {@code DEALLOCATE PREPARE} or {@code DROP PREPARE}; the cursor is behind these words. */
    static StatementFact deallocate(Cursor c) {
        c.kind("DEALLOCATE PREPARE");
        Span opening = c.since(0);
        return new Deallocate(c.name(), opening);
    }

    private static Uses using(Cursor c, List<Span> parameters) {
        if (!c.accept("USING")) {
            return Uses.NONE;
        }
        if (c.atEnd()) {
            c.unexpected("an expression is missing");
        }
        int from = c.position();
        int end = c.count();
        while (from < end) {
            int item = ClauseWords.endOfItem(c, from, end);
            parameters.add(c.span(from, item));
            from = item + 1;
        }
        return UseScan.uses(c, c.position(), end);
    }

    private static TextSource text(Cursor c, int from, int to) {
        if (from >= to) {
            c.moveTo(to);
            c.unexpected("a text is missing");
            return new TextSource(null, null, c.span(0, 1), Uses.NONE);
        }
        StringBuilder literal = new StringBuilder();
        boolean texts = true;
        for (int i = from; i < to && texts; i++) {
            texts = c.kindAt(i) == Tokens.STRING;
            literal.append(texts ? c.plain(i) : "");
        }
        boolean variable =
                c.isSymbol(from, '@') && !c.isSymbol(from + 1, '@') && Variables.endOfName(c, from + 1, to) == to;
        return new TextSource(
                texts ? literal.toString() : null,
                variable ? Variables.name(c, from + 1, to) : null,
                c.span(from, to),
                UseScan.uses(c, from, to));
    }
}
