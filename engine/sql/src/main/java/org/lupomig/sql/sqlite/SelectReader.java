package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.TableRef;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.Tokens;

/** Reads queries, and notes the tables that they read. */
final class SelectReader {
    private final Cursor c;
    private final SqliteNames names;
    private final ExpressionReader expressions;
    private final WindowReader windows;
    /** Names that a {@code WITH} around here defines. */
    private final List<Set<String>> withs = new ArrayList<>();

    SelectReader(Cursor c, SqliteNames names, ExpressionReader expressions) {
        this.c = c;
        this.names = names;
        this.expressions = expressions;
        this.windows = new WindowReader(c, expressions);
    }

    /** Whether a query begins at token {@code i}. */
    static boolean isQuery(Cursor c, int i) {
        return c.isWord(i, "SELECT") || c.isWord(i, "VALUES") || c.isWord(i, "WITH");
    }

    /** A query, {@code WITH} included. */
    void read() {
        int scope = withs.size();
        with();
        do {
            core();
        } while (compound());
        if (c.accept("ORDER", "BY")) {
            ordered();
        }
        limit();
        leave(scope);
    }

    /** {@code WITH name AS (…), …}; what it names counts until {@link #leave}. */
    void with() {
        if (!c.accept("WITH")) {
            return;
        }
        c.accept("RECURSIVE");
        withs.add(namesAhead());
        do {
            c.name();
            if (c.atSymbol('(')) {
                columns();
            }
            c.expect("AS");
            if (c.accept("NOT")) {
                c.expect("MATERIALIZED");
            } else {
                c.accept("MATERIALIZED");
            }
            expressions.subquery();
        } while (c.acceptSymbol(','));
    }

    /** How many {@code WITH} are open. */
    int scope() {
        return withs.size();
    }

    /** Forgets those that were opened since there were {@code scope}. */
    void leave(int scope) {
        while (withs.size() > scope) {
            withs.remove(withs.size() - 1);
        }
    }

    /** All names of a {@code WITH}: each of its queries may use those behind it. */
    private Set<String> namesAhead() {
        Set<String> ahead = new HashSet<>();
        int i = c.position();
        while (i < c.count()) {
            ahead.add(SqliteWords.folded(c.plain(i)));
            i++;
            if (c.isSymbol(i, '(')) {
                i = behind(i);
            }
            while (c.isWord(i, "AS") || c.isWord(i, "NOT") || c.isWord(i, "MATERIALIZED")) {
                i++;
            }
            if (!c.isSymbol(i, '(')) {
                return ahead;
            }
            i = behind(i);
            if (!c.isSymbol(i, ',')) {
                return ahead;
            }
            i++;
        }
        return ahead;
    }

    private int behind(int open) {
        int close = c.closing(open);
        return close < 0 ? c.count() : close + 1;
    }

    private boolean compound() {
        if (c.accept("UNION")) {
            c.accept("ALL");
            return true;
        }
        return c.accept("INTERSECT") || c.accept("EXCEPT");
    }

    private void core() {
        if (c.accept("VALUES")) {
            rows();
            return;
        }
        c.expect("SELECT");
        if (!c.accept("DISTINCT")) {
            c.accept("ALL");
        }
        results();
        if (c.accept("FROM")) {
            sources();
        }
        if (c.accept("WHERE")) {
            expressions.read();
        }
        if (c.accept("GROUP", "BY")) {
            expressions.list();
        }
        if (c.accept("HAVING")) {
            expressions.read();
        }
        if (isWindow()) {
            c.next();
            do {
                c.name();
                c.expect("AS");
                windows.read();
            } while (c.acceptSymbol(','));
        }
    }

    private boolean isWindow() {
        return c.at("WINDOW") && c.isWord(c.position() + 2, "AS");
    }

    /** {@code (a, b), (c, d)}. */
    void rows() {
        do {
            c.expectSymbol('(');
            expressions.list();
            c.expectSymbol(')');
        } while (c.acceptSymbol(','));
    }

    /** Columns of an answer, as behind {@code SELECT} and {@code RETURNING}. */
    void results() {
        do {
            int at = c.position();
            boolean ofTable = c.isSymbol(at + 1, '.') && c.isSymbol(at + 2, '*');
            if (c.atSymbol('*') || ofTable) {
                c.moveTo(ofTable ? at + 3 : at + 1);
                expressions.found().star(c.span(c.position() - 1, c.position()));
            } else {
                expressions.read();
                alias();
            }
        } while (c.acceptSymbol(','));
    }

    /** Tables, queries and joins of them. */
    void sources() {
        source();
        while (c.acceptSymbol(',') || join()) {
            source();
        }
    }

    private boolean join() {
        int at = c.position();
        while (c.accept("NATURAL")
                || c.accept("LEFT")
                || c.accept("RIGHT")
                || c.accept("FULL")
                || c.accept("OUTER")
                || c.accept("INNER")
                || c.accept("CROSS")) {
            // SQLite takes them in any order, and tells what it cannot do when it runs
        }
        if (c.accept("JOIN")) {
            return true;
        }
        if (c.position() > at) {
            c.unexpected("JOIN is missing");
        }
        return false;
    }

    private void source() {
        if (c.atSymbol('(')) {
            if (isQuery(c, c.position() + 1)) {
                expressions.subquery();
            } else {
                c.next();
                expressions.deeper(this::sources);
                c.expectSymbol(')');
            }
            alias();
        } else {
            named();
            alias();
            if (c.accept("INDEXED")) {
                c.expect("BY");
                c.name();
            } else if (c.at("NOT", "INDEXED")) {
                c.moveTo(c.position() + 2);
            }
        }
        if (c.accept("ON")) {
            expressions.read();
        } else if (c.accept("USING")) {
            columns();
        }
    }

    /** A table, what a {@code WITH} defines, or a function that makes rows. */
    void named() {
        TableRef table = names.existing(c);
        boolean called = c.acceptSymbol('(');
        boolean given = called && !c.atSymbol(')');
        if (given) {
            expressions.list();
        }
        if (called) {
            c.expectSymbol(')');
        }
        String name = table.name().name();
        boolean defined = !table.qualified() && withs.stream().anyMatch(with -> with.contains(name));
        if (defined || c.hasEnded()) {
            return;
        }
        Objection objection = SqliteFunctions.objection(table, called, given, names);
        if (objection != null) {
            expressions.object(objection);
        } else if (names.isMade(table.name()) || !SqliteFunctions.makesRows(name, given)) {
            expressions.found().read(table);
        }
    }

    /** {@code (a, b)}. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        c.expectSymbol('(');
        do {
            columns.add(c.name());
        } while (c.acceptSymbol(','));
        c.expectSymbol(')');
        return columns;
    }

    private void alias() {
        if (c.accept("AS")) {
            c.name();
        } else if (!c.atEnd() && c.kindAt(c.position()) <= Tokens.STRING && !isKeyword()) {
            c.name();
        }
    }

    /** Whether the word here goes on with the query, so that it is no alias. */
    private boolean isKeyword() {
        return SqliteWords.isReserved(c.word()) || SqliteWords.isOfJoin(c.word()) || isWindow();
    }

    /** {@code (PARTITION BY … ORDER BY … frame)}. */
    void window() {
        windows.read();
    }

    /** What stands behind {@code ORDER BY}. */
    void ordered() {
        do {
            expressions.read();
            if (!c.accept("ASC")) {
                c.accept("DESC");
            }
            if (c.accept("NULLS") && !c.accept("FIRST")) {
                c.expect("LAST");
            }
        } while (c.acceptSymbol(','));
    }

    /** {@code LIMIT a}, {@code LIMIT a OFFSET b}, {@code LIMIT b, a}, or nothing. */
    void limit() {
        if (c.accept("LIMIT")) {
            expressions.read();
            if (c.accept("OFFSET") || c.acceptSymbol(',')) {
                expressions.read();
            }
        }
    }
}
