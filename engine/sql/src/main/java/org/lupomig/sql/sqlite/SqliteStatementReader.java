package org.lupomig.sql.sqlite;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.MaintenanceFact.Explain;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Unparsed;
import org.lupomig.sql.Cursor;

/** Reads one statement's words into a fact. What is not wholly understood becomes {@link Unparsed}. */
final class SqliteStatementReader {
    private final Cursor c;
    private final SqliteNames names;
    private final ExpressionReader expressions;

    private SqliteStatementReader(Cursor c, SqliteNames names) {
        this.c = c;
        this.names = names;
        this.expressions = new ExpressionReader(c, names);
    }

    /**
     * A statement as it was read.
     *
     * @param objection to something in it, wherever it stands; null where there is none
     */
    record Read(StatementFact fact, @Nullable Objection objection) {}

    static Read read(Cursor c, SqliteNames names) {
        SqliteStatementReader reader = new SqliteStatementReader(c, names);
        StatementFact fact = reader.statement();
        c.expectEnd();
        Unparsed ended = c.ended();
        if (ended != null || fact == null) {
            return new Read(ended != null ? ended : new Unparsed("it begins no statement", c.span(0, 1)), null);
        }
        Objection schema = names.unknownSchema();
        return new Read(fact, schema != null ? schema : reader.expressions.objection());
    }

    private @Nullable StatementFact statement() {
        OtherReader others = new OtherReader(c, names, expressions);
        RowReader rows = new RowReader(c, names, expressions, false);
        int at = c.position();
        switch (c.word()) {
            case "CREATE" -> {
                return new CreateReader(c, names, expressions).read();
            }
            case "ALTER" -> {
                return new AlterReader(c, names, expressions).read();
            }
            case "DROP" -> {
                return others.drop();
            }
            case "INSERT", "REPLACE" -> {
                return rows.insert(at);
            }
            case "UPDATE" -> {
                return rows.update(at);
            }
            case "DELETE" -> {
                return rows.delete(at);
            }
            case "SELECT", "VALUES" -> {
                return rows.query();
            }
            case "WITH" -> {
                return with(rows);
            }
            case "ATTACH" -> {
                return others.attach();
            }
            case "DETACH" -> {
                return others.detach();
            }
            case "PRAGMA" -> {
                return others.pragma();
            }
            case "VACUUM" -> {
                return others.vacuum();
            }
            case "ANALYZE", "REINDEX" -> {
                return others.care();
            }
            case "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE" -> {
                return others.transaction();
            }
            case "EXPLAIN" -> {
                return explain();
            }
            default -> {
                c.unreadable("'" + c.shown(at) + "' begins no statement that SQLite knows", at);
                return null;
            }
        }
    }

    /** What {@code WITH} stands before is known only behind it. */
    private StatementFact with(RowReader rows) {
        c.kind("WITH");
        int from = c.position();
        SelectReader queries = expressions.queries();
        int scope = queries.scope();
        queries.with();
        StatementFact fact =
                switch (c.word()) {
                    case "INSERT", "REPLACE", "UPDATE", "DELETE" -> rows.behindWith(from);
                    case "SELECT", "VALUES" -> rows.query();
                    default -> {
                        c.unexpected("SELECT, VALUES, INSERT, REPLACE, UPDATE or DELETE is missing");
                        yield new Unparsed("", c.span(from, from + 1));
                    }
                };
        queries.leave(scope);
        return fact;
    }

    private @Nullable StatementFact explain() {
        int from = c.position();
        c.next();
        if (c.accept("QUERY")) {
            c.expect("PLAN");
        }
        Span opening = c.since(from);
        if (c.atEnd()) {
            c.kind("EXPLAIN");
            c.unexpected("a statement is missing");
            return null;
        }
        if (c.at("EXPLAIN")) {
            c.unreadable("EXPLAIN explains no other", c.position());
            return null;
        }
        StatementFact inner = statement();
        return inner == null ? null : new Explain(false, inner, opening);
    }
}
