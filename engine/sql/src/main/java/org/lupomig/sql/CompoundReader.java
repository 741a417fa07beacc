package org.lupomig.sql;

import org.lupomig.model.source.Span;
import org.lupomig.model.sql.CompoundFact.Block;
import org.lupomig.model.sql.CompoundFact.GetDiagnostics;
import org.lupomig.model.sql.CompoundFact.Signal;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Uses;

/** Reads compound statements outside of stored programs, and what raises errors. */
final class CompoundReader {
    private CompoundReader() {}

    static StatementFact block(Cursor c) {
        String keyword = c.word();
        c.kind(keyword);
        if (c.count() == 2 && (c.isWord(1, "TRAN") || c.isWord(1, "TRANSACTION"))) {
            c.unreadable("'" + c.shown(1) + "' is not understood (did you mean START TRANSACTION?)", 1);
            return StatementReader.nothing(c);
        }
        Span opening = c.span(0, c.isWord(1, "NOT") ? 3 : 1);
        return new Block(keyword, BodyReader.read(c), opening);
    }

    static StatementFact signal(Cursor c) {
        boolean again = c.at("RESIGNAL");
        c.kind(c.word());
        c.next();
        Span opening = c.since(0);
        String state = null;
        if (c.accept("SQLSTATE")) {
            c.accept("VALUE");
            state = c.string();
        } else if (!c.atEnd() && !c.at("SET")) {
            c.name();
        }
        Uses uses = Uses.NONE;
        if (c.accept("SET")) {
            uses = UseScan.uses(c, c.position(), c.count());
        }
        return new Signal(again, state, uses, opening);
    }

    static StatementFact diagnostics(Cursor c) {
        c.kind("GET DIAGNOSTICS");
        c.next();
        if (!c.accept("CURRENT")) {
            c.accept("STACKED");
        }
        c.expect("DIAGNOSTICS");
        Span opening = c.since(0);
        return new GetDiagnostics(UseScan.uses(c, c.position(), c.count()), opening);
    }
}
