package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.SessionFact.LockTables;
import org.lupomig.model.sql.SessionFact.TableLock;
import org.lupomig.model.sql.SessionFact.UnlockTables;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.TransactionFact;
import org.lupomig.model.sql.TransactionFact.Action;

/** Reads what begins and ends transactions and locks. */
final class TransactionReader {
    private TransactionReader() {}

    /** {@code START TRANSACTION}. */
    static StatementFact start(Cursor c) {
        c.kind("START TRANSACTION");
        c.moveTo(2);
        Span opening = c.since(0);
        List<String> options = new ArrayList<>(1);
        while (!c.atEnd()) {
            int start = c.position();
            if (c.accept("WITH", "CONSISTENT")) {
                c.expect("SNAPSHOT");
            } else if (!c.accept("READ", "ONLY") && !c.accept("READ", "WRITE")) {
                c.expectEnd();
            }
            options.add(Characters.upper(c.words(start, c.position())));
            if (!c.acceptSymbol(',')) {
                break;
            }
        }
        return new TransactionFact(Action.START, null, options, opening);
    }

    static StatementFact begin(Cursor c) {
        c.kind("BEGIN");
        c.next();
        c.accept("WORK");
        return new TransactionFact(Action.BEGIN, null, List.of(), c.since(0));
    }

    static StatementFact commit(Cursor c) {
        c.kind("COMMIT");
        c.next();
        Span opening = c.since(0);
        c.accept("WORK");
        return new TransactionFact(Action.COMMIT, null, completion(c), opening);
    }

    static StatementFact rollback(Cursor c) {
        c.kind("ROLLBACK");
        c.next();
        Span opening = c.since(0);
        c.accept("WORK");
        if (c.accept("TO")) {
            c.accept("SAVEPOINT");
            return new TransactionFact(Action.ROLLBACK_TO, c.name(), List.of(), opening);
        }
        return new TransactionFact(Action.ROLLBACK, null, completion(c), opening);
    }

    static StatementFact savepoint(Cursor c) {
        c.kind("SAVEPOINT");
        c.next();
        Span opening = c.since(0);
        return new TransactionFact(Action.SAVEPOINT, c.name(), List.of(), opening);
    }

    static StatementFact release(Cursor c) {
        c.kind("RELEASE SAVEPOINT");
        c.next();
        c.expect("SAVEPOINT");
        Span opening = c.since(0);
        return new TransactionFact(Action.RELEASE, c.name(), List.of(), opening);
    }

    static StatementFact xa(Cursor c) {
        c.kind("XA");
        Action action = action(c.word(1));
        if (action == null) {
            c.next();
            c.unexpected("what to do is missing");
            return new TransactionFact(Action.XA_START, null, List.of(), c.span(0, 1));
        }
        c.moveTo(2);
        Span opening = c.since(0);
        int start = c.position();
        int end = c.count();
        int words = start;
        while (words < end && c.kindAt(words) != Tokens.WORD) {
            words++;
        }
        List<String> options = words < end ? List.of(Characters.upper(c.words(words, end))) : List.of();
        String name = words > start ? c.words(start, words) : null;
        c.moveToEnd();
        if (name == null && action != Action.XA_RECOVER) {
            c.unexpected("a transaction's name is missing");
        }
        return new TransactionFact(action, name, options, opening);
    }

    private static @Nullable Action action(String word) {
        return switch (word) {
            case "START", "BEGIN" -> Action.XA_START;
            case "END" -> Action.XA_END;
            case "PREPARE" -> Action.XA_PREPARE;
            case "COMMIT" -> Action.XA_COMMIT;
            case "ROLLBACK" -> Action.XA_ROLLBACK;
            case "RECOVER" -> Action.XA_RECOVER;
            default -> null;
        };
    }

    /** {@code AND [NO] CHAIN} and {@code [NO] RELEASE}. */
    private static List<String> completion(Cursor c) {
        List<String> options = new ArrayList<>(2);
        int start = c.position();
        if (c.accept("AND")) {
            c.accept("NO");
            c.expect("CHAIN");
            options.add(Characters.upper(c.words(start, c.position())));
        }
        start = c.position();
        if (c.accept("NO", "RELEASE") || c.accept("RELEASE")) {
            options.add(Characters.upper(c.words(start, c.position())));
        }
        return options;
    }

    static StatementFact lock(Cursor c) {
        c.kind("LOCK TABLES");
        c.next();
        tables(c);
        Span opening = c.since(0);
        List<TableLock> locks = new ArrayList<>();
        do {
            TableRef table = c.table();
            c.accept("AS");
            boolean lockFollows = c.at("READ") || c.at("WRITE") || c.at("LOW_PRIORITY");
            String alias = lockFollows ? null : c.name();
            int start = c.position();
            c.accept("LOW_PRIORITY");
            boolean writes = c.at("WRITE");
            if (!c.accept("READ") && !c.accept("WRITE")) {
                c.unexpected("READ or WRITE is missing");
            }
            if (!c.accept("LOCAL")) {
                c.accept("CONCURRENT");
            }
            locks.add(new TableLock(
                    new TableSource(table, alias), Characters.upper(c.words(start, c.position())), writes));
        } while (c.acceptSymbol(','));
        c.waiting();
        return new LockTables(locks, opening);
    }

    static StatementFact unlock(Cursor c) {
        c.kind("UNLOCK TABLES");
        c.next();
        tables(c);
        return new UnlockTables(c.since(0));
    }

    private static void tables(Cursor c) {
        if (!c.accept("TABLES") && !c.accept("TABLE")) {
            c.unexpected("TABLES is missing");
        }
    }
}
