package org.lupomig.sql;

import org.lupomig.model.source.Span;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.RowFact.ActingQuery;
import org.lupomig.model.sql.RowFact.Call;
import org.lupomig.model.sql.RowFact.Do;
import org.lupomig.model.sql.RowFact.Handler;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Query;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.VariableUse;

/** Reads queries, and the statements that are run for what their expressions do. */
final class QueryReader {
    private QueryReader() {}

    static StatementFact select(Cursor c) {
        c.kind("SELECT");
        Span opening = c.span(0, 1);
        UseScan scan = UseScan.of(c, c.position(), c.count());
        Uses uses = scan.uses();
        StrayWords.refuse(c, 0, c.count());
        return scan.into() == null && scan.procedure() == null && isHarmless(uses)
                ? new Query(uses, opening)
                : new ActingQuery(uses, scan.into(), scan.procedure(), opening);
    }

    /** Whether nothing that is used does more than to answer. */
    private static boolean isHarmless(Uses uses) {
        return uses.locks().isEmpty()
                && uses.variables().stream().noneMatch(VariableUse::set)
                && uses.calls().stream()
                        .noneMatch(call ->
                                call.nature() == FunctionNature.ACTING || call.nature() == FunctionNature.UNKNOWN);
    }

    static StatementFact call(Cursor c) {
        c.kind("CALL");
        c.next();
        Span opening = c.since(0);
        ObjectRef routine = c.objectRef();
        if (c.atSymbol('.')) {
            // a routine of a package, behind its schema
            c.nameBehindDot();
        }
        Uses arguments = Uses.NONE;
        if (c.atSymbol('(')) {
            int open = c.position();
            int close = c.closing(open);
            arguments = UseScan.uses(c, open + 1, close);
            c.moveTo(Math.max(open, close) + 1);
        }
        return new Call(routine, arguments, opening);
    }

    static StatementFact doing(Cursor c) {
        c.kind("DO");
        c.next();
        Span opening = c.since(0);
        if (c.atEnd()) {
            c.unexpected("an expression is missing");
        }
        return new Do(UseScan.uses(c, c.position(), c.count()), opening);
    }

    static StatementFact handler(Cursor c) {
        c.kind("HANDLER");
        c.next();
        Span opening = c.since(0);
        TableRef table = c.table();
        String action = c.word();
        String alias = null;
        Uses uses = Uses.NONE;
        switch (action) {
            case "OPEN" -> {
                c.next();
                c.accept("AS");
                alias = c.atEnd() ? null : c.name();
            }
            case "CLOSE" -> c.next();
            case "READ" -> {
                c.next();
                uses = UseScan.uses(c, c.position(), c.count());
            }
            default -> c.unexpected("OPEN, READ or CLOSE is missing");
        }
        return new Handler(table, action, alias, uses, opening);
    }
}
