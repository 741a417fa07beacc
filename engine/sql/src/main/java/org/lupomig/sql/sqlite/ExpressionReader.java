package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Condition;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.Uses;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.Tokens;
import org.lupomig.sql.UseFindings;

/**
 * Reads expressions, and notes what they use. Which operator binds stronger changes nothing of that, and is not looked
 * at.
 */
final class ExpressionReader {
    private static final int DEEPEST = 400;

    private final Cursor c;
    private final SelectReader queries;
    private final OperandReader operands;
    private final List<SqlExpression.Call> calls = new ArrayList<>();
    private UseFindings found = new UseFindings();
    private @Nullable Objection objection;
    private int depth;
    private int inQuery;

    ExpressionReader(Cursor c, SqliteNames names) {
        this.c = c;
        this.queries = new SelectReader(c, names, this);
        this.operands = new OperandReader(c, this);
    }

    SelectReader queries() {
        return queries;
    }

    /** What is found goes here. */
    UseFindings found() {
        return found;
    }

    /** What is read while {@code reading} runs uses; it counts for what is around it, too. */
    Uses gather(Runnable reading) {
        UseFindings outer = found;
        Uses uses = gatherApart(reading);
        uses.reads().forEach(outer::read);
        uses.calls().forEach(call -> outer.call(call.schema(), call.name(), call.nature(), call.span()));
        uses.subqueries().forEach(outer::subquery);
        uses.stars().forEach(outer::star);
        return uses;
    }

    /** What is read while {@code reading} runs uses, and nothing around it. */
    Uses gatherApart(Runnable reading) {
        UseFindings outer = found;
        found = new UseFindings();
        reading.run();
        Uses uses = found.uses();
        found = outer;
        return uses;
    }

    /** An expression as a whole. */
    SqlExpression expression() {
        return wrap(this::read);
    }

    /** What {@code reading} goes over, as an expression. */
    SqlExpression wrap(Runnable reading) {
        int from = c.position();
        int mark = calls.size();
        reading.run();
        int to = c.position();
        return new SqlExpression(c.words(from, to), c.since(from), calls.subList(mark, calls.size()));
    }

    /** What stands between operators. */
    void operand() {
        operands.read();
    }

    /** {@code WHERE expression}, its first word included; null where it does not stand here. */
    @Nullable
    Condition where() {
        return condition("WHERE");
    }

    /** A condition behind a keyword; null where that does not stand here. */
    @Nullable
    Condition condition(String keyword) {
        int from = c.position();
        if (!c.accept(keyword)) {
            return null;
        }
        Uses uses = gather(this::read);
        return new Condition(c.since(from), uses);
    }

    /** {@code (expression)}. */
    SqlExpression inParentheses() {
        return wrap(() -> {
            c.expectSymbol('(');
            read();
            c.expectSymbol(')');
        });
    }

    /** One or more with commas between them. */
    void list() {
        do {
            read();
        } while (c.acceptSymbol(','));
    }

    /** One expression. */
    void read() {
        chain(true);
    }

    /** One that an {@code AND} ends, as between two bounds. */
    void bound() {
        chain(false);
    }

    private void chain(boolean withAnd) {
        deeper(() -> {
            operands.read();
            while (!c.atEnd() && operator(withAnd)) {
                // each operator reads what stands right of it
            }
        });
    }

    /** What nests is read by this, so that no script exhausts the stack. */
    void deeper(Runnable reading) {
        if (++depth > DEEPEST) {
            c.unreadable("this is nested deeper than " + DEEPEST, Math.min(c.position(), c.count() - 1));
        } else {
            reading.run();
        }
        depth--;
    }

    /** An operator and what is right of it; false where none stands here. */
    private boolean operator(boolean withAnd) {
        if (c.kindAt(c.position()) == Tokens.SYMBOL) {
            return symbol();
        }
        switch (c.word()) {
            case "AND" -> {
                if (!withAnd) {
                    return false;
                }
                c.next();
                operands.read();
            }
            case "OR", "ESCAPE" -> {
                c.next();
                operands.read();
            }
            case "ISNULL", "NOTNULL" -> c.next();
            case "COLLATE" -> {
                c.next();
                c.name();
            }
            case "IS" -> {
                c.next();
                c.accept("NOT");
                if (c.accept("DISTINCT")) {
                    c.expect("FROM");
                }
                operands.read();
            }
            case "NOT" -> {
                c.next();
                if (!c.accept("NULL") && !matching()) {
                    c.unexpected("NULL, IN, BETWEEN, LIKE, GLOB, REGEXP or MATCH is missing");
                }
            }
            default -> {
                return matching();
            }
        }
        return true;
    }

    private boolean matching() {
        switch (c.word()) {
            case "LIKE", "GLOB", "REGEXP", "MATCH" -> {
                if (c.at("REGEXP")) {
                    noteCall("REGEXP", c.position());
                }
                c.next();
                operands.read();
            }
            case "BETWEEN" -> {
                c.next();
                bound();
                c.expect("AND");
                operands.read();
            }
            case "IN" -> {
                c.next();
                in();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void in() {
        if (!c.atSymbol('(')) {
            queries.named();
            return;
        }
        if (SelectReader.isQuery(c, c.position() + 1)) {
            subquery();
            return;
        }
        c.next();
        if (!c.atSymbol(')')) {
            list();
        }
        c.expectSymbol(')');
    }

    private boolean symbol() {
        int at = c.position();
        char first = c.symbol(at);
        char second = c.isGlued(at + 1) && c.kindAt(at + 1) == Tokens.SYMBOL ? c.symbol(at + 1) : ' ';
        int length =
                switch (first) {
                    case '+', '*', '/', '%', '&' -> 1;
                    case '-' -> second == '>' ? arrow(at) : 1;
                    case '|' -> second == '|' ? 2 : 1;
                    case '<' -> second == '<' || second == '=' || second == '>' ? 2 : 1;
                    case '>' -> second == '>' || second == '=' ? 2 : 1;
                    case '=' -> second == '=' ? 2 : 1;
                    case '!' -> second == '=' ? 2 : 0;
                    default -> 0;
                };
        if (length == 0) {
            return false;
        }
        c.moveTo(at + length);
        operands.read();
        return true;
    }

    private int arrow(int at) {
        return c.isSymbol(at + 2, '>') && c.isGlued(at + 2) ? 3 : 2;
    }

    /** {@code (query)}. */
    void subquery() {
        int from = c.position();
        c.expectSymbol('(');
        inQuery++;
        deeper(queries::read);
        inQuery--;
        c.expectSymbol(')');
        if (inQuery == 0) {
            found.subquery(c.since(from));
        }
    }

    /** To the first function in the statement, or name in {@code FROM}, that is not known; null where there is none. */
    @Nullable
    Objection objection() {
        return objection;
    }

    /** Objects to something in the statement; what stands first counts. */
    void object(Objection first) {
        objection = objection == null ? first : objection;
    }

    /** Notes that a function is called; its name in upper case. */
    void noteCall(String name, int at) {
        FunctionNature nature = SqliteFunctions.natureOf(name);
        Span span = c.span(at, at + 1);
        if (nature == FunctionNature.UNKNOWN) {
            object(Objection.unknownFunction(c.plain(at), span));
        }
        found.call(null, nature == FunctionNature.UNKNOWN ? c.plain(at) : name, nature, span);
        calls.add(new SqlExpression.Call(c.plain(at), span));
    }
}
