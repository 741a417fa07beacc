package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Uses;

/**
 * Goes through the body of a stored program or a compound statement: what branches and loops is passed over, and each
 * statement between is read as one of its own. Blocks are counted, not matched by kind: the server judges them.
 */
final class BodyReader {
    /** Why parts of a compound statement come as statements of their own. */
    static final String CUT = "without DELIMITER, the semicolons in a routine's body end it";

    private final Cursor c;
    private final @Nullable List<String> routines;
    private final UseFindings control = new UseFindings();
    private final LocalNames locals = new LocalNames();
    private final List<StatementFact> statements = new ArrayList<>();
    private int depth;
    /** In a part that declares, as Oracle's mode has it before BEGIN. */
    private boolean declaring;
    /** Routines of a package whose BEGIN has not come. */
    private int awaited;

    private BodyReader(Cursor c, @Nullable List<String> routines) {
        this.c = c;
        this.routines = routines;
    }

    /** The rest of the statement as a body. */
    static ProgramBody read(Cursor c) {
        return new BodyReader(c, null).run();
    }

    /**
     * The rest of the statement, from {@code AS} on, as what a package holds.
     *
     * @param routines gets the names of its procedures and functions
     */
    static ProgramBody readPackage(Cursor c, List<String> routines) {
        return new BodyReader(c, routines).run();
    }

    private ProgramBody run() {
        int start = c.position();
        c.holdStatements();
        if (c.atEnd()) {
            c.unexpected("a body is missing");
        }
        if (c.at("AS") || c.at("IS")) {
            c.next();
            declaring = true;
            depth = routines == null ? 0 : 1;
        }
        while (!c.atEnd()) {
            label();
            statement();
        }
        if (depth > 0) {
            c.blockWithoutEnd();
        }
        Uses uses = control.uses();
        Span span = c.span(Math.min(start, c.count() - 1), c.count());
        return new ProgramBody(span, statements, uses, locals.others(), Touches.of(statements, uses));
    }

    private void label() {
        int i = c.position();
        if (c.isSymbol(i, '<') && c.isSymbol(i + 1, '<') && c.isSymbol(i + 4, '>')) {
            c.moveTo(i + 5);
        } else if (c.kindAt(i) <= Tokens.QUOTED_NAME && c.isSymbol(i + 1, ':') && !c.isSymbol(i + 2, '=')) {
            c.moveTo(i + 2);
        }
    }

    private void statement() {
        switch (c.word()) {
            case "BEGIN" -> begin();
            case "END" -> end();
            case "IF" -> {
                condition("THEN");
                depth++;
            }
            case "ELSEIF", "ELSIF", "WHEN" -> condition("THEN");
            case "ELSE", "EXCEPTION" -> c.next();
            case "CASE" -> {
                c.next();
                if (!c.at("WHEN")) {
                    expression(BodyWords.until(c, "WHEN", "WHEN"));
                }
                depth++;
            }
            case "LOOP", "REPEAT" -> {
                c.next();
                depth++;
            }
            case "UNTIL" -> {
                c.next();
                expression(BodyWords.until(c, "END", "END"));
            }
            case "WHILE", "FOR" -> loop();
            case "DECLARE" -> declare();
            case "RETURN", "LEAVE", "ITERATE", "OPEN", "CLOSE", "FETCH", "GOTO", "NULL", "EXIT", "CONTINUE", "PRAGMA" ->
                jump();
            case "FUNCTION", "PROCEDURE" -> routine();
            default -> {
                if (declaring) {
                    declared(c.position());
                } else {
                    simple();
                }
            }
        }
    }

    private void begin() {
        c.next();
        c.accept("NOT", "ATOMIC");
        boolean ofPackage = routines != null && depth == 1 && awaited == 0;
        awaited = Math.max(0, awaited - 1);
        depth += ofPackage ? 0 : 1;
        declaring = false;
    }

    private void end() {
        if (depth == 0) {
            c.unreadable("END closes nothing", c.position());
            return;
        }
        c.next();
        depth--;
        locals.leave(depth);
        if (BodyWords.isBlock(c.word())) {
            c.next();
        }
        if (!c.atEnd() && c.kindAt(c.position()) <= Tokens.QUOTED_NAME) {
            c.next();
        }
        declaring = routines != null && depth == 1;
        endOfStatement();
    }

    /** A keyword, a condition, and the word behind it. */
    private void condition(String behind) {
        c.next();
        expression(BodyWords.until(c, behind, behind));
        c.expect(behind);
    }

    private void loop() {
        boolean counted = c.at("FOR");
        c.next();
        if (counted) {
            locals.declare(c, c.position(), depth + 1);
            c.next();
            c.expect("IN");
            c.accept("REVERSE");
        }
        int to = BodyWords.until(c, "DO", "LOOP");
        expression(to);
        if (!c.accept("LOOP")) {
            c.expect("DO");
        }
        depth++;
    }

    private void jump() {
        c.next();
        int to = BodyWords.semicolon(c);
        boolean into = ClauseWords.find(c, c.position(), to, "INTO") < to;
        if (into) {
            // FETCH cursor INTO names of the program
            c.moveTo(to);
        } else {
            expression(to);
        }
        endOfStatement();
    }

    private void declare() {
        c.next();
        if (depth == 0) {
            declaring = true;
            return;
        }
        if (c.isWord(c.position() + 1, "HANDLER")) {
            c.moveTo(c.position() + 2);
            c.expect("FOR");
            do {
                BodyWords.skipCondition(c);
            } while (c.acceptSymbol(','));
            return;
        }
        declared(c.position());
    }

    /** A variable, a condition or a cursor. */
    private void declared(int from) {
        int to = BodyWords.semicolon(c);
        boolean cursor = c.isWord(from, "CURSOR") || c.isWord(from + 1, "CURSOR");
        int query = cursor ? BodyWords.queryOfCursor(c, from + 1, to) : to;
        if (query < to) {
            inner(query, to);
        } else {
            locals.declare(c, from, depth);
            int value = ClauseWords.find(c, from, to, "DEFAULT");
            for (int i = from; i < value && value == to; i++) {
                value = c.isSymbol(i, ':') && c.isSymbol(i + 1, '=') ? i + 2 : value;
            }
            if (value < to) {
                UseScan.gather(c, value, to, control);
            }
        }
        c.moveTo(to);
        endOfStatement();
    }

    /** The head of a routine in a package. */
    private void routine() {
        c.next();
        if (routines != null) {
            routines.add(c.name());
        }
        int to = BodyWords.semicolon(c);
        int as = Math.min(ClauseWords.find(c, c.position(), to, "AS"), ClauseWords.find(c, c.position(), to, "IS"));
        c.moveTo(as);
        if (as < to) {
            c.next();
            declaring = true;
            awaited++;
        } else {
            endOfStatement();
        }
    }

    private void simple() {
        int from = c.position();
        int to = BodyWords.semicolon(c);
        if (from == to) {
            c.unexpected("a statement is missing");
            return;
        }
        StatementFact local = LocalStatements.read(c, from, to, control);
        if (local == null) {
            inner(from, to);
        } else {
            statements.add(local);
            locals.note(local);
        }
        c.moveTo(to);
        endOfStatement();
    }

    private void inner(int from, int to) {
        if (!c.hasEnded()) {
            StatementFact fact = StatementReader.read(c.part(from, to));
            statements.add(fact);
            locals.note(fact);
        }
    }

    private void expression(int to) {
        int from = c.position();
        if (from >= to) {
            c.moveTo(to);
            if (!c.atSymbol(';')) {
                c.unexpected("an expression is missing");
            }
            return;
        }
        UseScan.gather(c, from, to, control);
    }

    private void endOfStatement() {
        boolean ended = c.acceptSymbol(';');
        if (depth == 0 && !declaring) {
            c.expectEnd();
        } else if (!ended && c.position() < c.count()) {
            c.unexpected("';' is missing");
        } else if (!ended) {
            c.blockWithoutEnd();
        }
    }
}
