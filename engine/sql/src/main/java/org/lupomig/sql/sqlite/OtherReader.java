package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ClientCommand;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.SqliteFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TransactionFact;
import org.lupomig.model.sql.TransactionFact.Action;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.sql.Cursor;
import org.lupomig.sql.Tokens;

/** Reads {@code DROP …}, and what is about files, transactions and settings. */
final class OtherReader {
    private final Cursor c;
    private final SqliteNames names;
    private final ExpressionReader expressions;

    OtherReader(Cursor c, SqliteNames names, ExpressionReader expressions) {
        this.c = c;
        this.names = names;
        this.expressions = expressions;
    }

    @Nullable
    StatementFact drop() {
        int from = c.position();
        c.next();
        String what = c.word();
        c.kind("DROP");
        switch (what) {
            case "TABLE", "INDEX", "VIEW", "TRIGGER" -> c.next();
            default -> {
                c.unexpected("TABLE, INDEX, VIEW or TRIGGER is missing");
                return null;
            }
        }
        c.kind("DROP " + what);
        Span opening = c.since(from);
        Span guard = c.guard(false);
        TableRef name = names.existing(c);
        return switch (what) {
            case "TABLE" -> new StatementFact.DropTable(List.of(name), isTemporary(name), guard, null, null, opening);
            case "VIEW" -> new ViewFact.DropViews(List.of(name), guard, null, opening);
            case "INDEX" -> new SqliteFact.DropIndex(name, guard, opening);
            default ->
                new TriggerFact.DropTrigger(new ObjectRef(name.name(), name.qualified(), name.span()), guard, opening);
        };
    }

    private static boolean isTemporary(TableRef name) {
        return SqliteNames.TEMP.equals(name.name().schema());
    }

    StatementFact attach() {
        c.kind("ATTACH");
        int from = c.position();
        c.next();
        c.accept("DATABASE");
        Span opening = c.since(from);
        int value = c.position();
        SqlExpression file = expressions.expression();
        String path = only(value);
        c.expect("AS");
        String schema = SqliteWords.folded(c.name());
        if (c.at("KEY")) {
            c.unreadable("KEY is not known to SQLite itself", c.position());
        }
        return new SqliteFact.Attach(path, file, schema, opening);
    }

    /** The text or name that the tokens from {@code from} on are; null where they are more or something else. */
    private @Nullable String only(int from) {
        boolean one = c.position() == from + 1 && c.kindAt(from) <= Tokens.STRING;
        return one ? c.plain(from) : null;
    }

    StatementFact detach() {
        c.kind("DETACH");
        int from = c.position();
        c.next();
        c.accept("DATABASE");
        Span opening = c.since(from);
        int at = c.position();
        return new SqliteFact.Detach(SqliteWords.folded(c.name()), c.since(at), opening);
    }

    StatementFact pragma() {
        c.kind("PRAGMA");
        int from = c.position();
        c.next();
        int at = c.position();
        String schema = null;
        String name = c.name();
        if (c.acceptSymbol('.')) {
            schema = SqliteWords.folded(name);
            at = c.position();
            name = c.name();
        }
        Span nameSpan = c.since(at);
        boolean called = c.atSymbol('(');
        String value = null;
        if (called || c.atSymbol('=')) {
            c.next();
            value = value();
            if (called) {
                c.expectSymbol(')');
            }
        }
        return new SqliteFact.Pragma(schema, SqliteWords.folded(name), nameSpan, value, called, c.span(from, from + 1));
    }

    private String value() {
        int from = c.position();
        boolean signed = c.acceptSymbol('-') || c.acceptSymbol('+');
        boolean number = !c.atEnd() && c.kindAt(c.position()) == Tokens.NUMBER;
        if (number) {
            Literals.check(c, c.position());
        }
        if (signed && !number) {
            c.unexpected("a number is missing");
        }
        boolean keyword = c.at("ON") || c.at("DELETE") || c.at("DEFAULT");
        boolean name = !number && !keyword && !c.atEnd() && c.kindAt(c.position()) != Tokens.STRING;
        String value = name ? c.name() : c.value();
        return signed && c.isSymbol(from, '-') ? "-" + value : value;
    }

    StatementFact vacuum() {
        c.kind("VACUUM");
        int from = c.position();
        c.next();
        String schema = SqliteNames.MAIN;
        if (!c.atEnd() && !c.at("INTO")) {
            schema = SqliteWords.folded(c.name());
        }
        SqlExpression into = null;
        String file = null;
        if (c.accept("INTO")) {
            int value = c.position();
            into = expressions.expression();
            file = only(value);
        }
        return new SqliteFact.Vacuum(schema, into, file, c.span(from, from + 1));
    }

    /** {@code ANALYZE} and {@code REINDEX}. */
    StatementFact care() {
        String verb = c.word();
        c.kind(verb);
        int from = c.position();
        c.next();
        Span opening = c.span(from, from + 1);
        if (c.atEnd()) {
            return new SqliteFact.Care(verb, null, null, opening);
        }
        TableRef target = names.existing(c);
        String name = target.name().name();
        if (!target.qualified() && verb.equals("ANALYZE") && names.knows(name)) {
            return new SqliteFact.Care(verb, name, null, opening);
        }
        boolean sorts =
                name.equals("binary") || name.equals("nocase") || name.equals("rtrim") || name.equals("expressions");
        boolean ofAll = !target.qualified() && verb.equals("REINDEX") && sorts;
        return new SqliteFact.Care(verb, null, ofAll ? null : target, opening);
    }

    StatementFact transaction() {
        int from = c.position();
        String first = c.word();
        c.kind(first);
        c.next();
        List<String> options = new ArrayList<>(1);
        String name = null;
        Action action =
                switch (first) {
                    case "BEGIN" -> Action.BEGIN;
                    case "SAVEPOINT" -> Action.SAVEPOINT;
                    case "RELEASE" -> Action.RELEASE;
                    case "ROLLBACK" -> Action.ROLLBACK;
                    default -> Action.COMMIT;
                };
        switch (action) {
            case BEGIN -> {
                if (c.at("DEFERRED") || c.at("IMMEDIATE") || c.at("EXCLUSIVE")) {
                    options.add(c.word());
                    c.next();
                }
                inTransaction();
            }
            case SAVEPOINT -> name = SqliteWords.folded(c.name());
            case RELEASE -> {
                c.accept("SAVEPOINT");
                name = SqliteWords.folded(c.name());
            }
            default -> inTransaction();
        }
        if (action == Action.ROLLBACK && c.accept("TO")) {
            c.accept("SAVEPOINT");
            action = Action.ROLLBACK_TO;
            name = SqliteWords.folded(c.name());
        }
        return new TransactionFact(action, name, options, c.span(from, from + 1));
    }

    /** {@code TRANSACTION}, with a name that means nothing. */
    private void inTransaction() {
        if (c.accept("TRANSACTION") && !c.atEnd() && !c.at("TO")) {
            c.name();
        }
    }

    static StatementFact command(Cursor c) {
        String argument = c.count() > 1 ? c.raw(1) : null;
        Span span = c.count() > 1 ? c.span(1, 2) : null;
        return new ClientCommand(c.raw(0).toLowerCase(Locale.ROOT), argument, span, c.span(0, 1));
    }
}
