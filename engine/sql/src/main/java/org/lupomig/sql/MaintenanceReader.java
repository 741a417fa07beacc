package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.MaintenanceFact.CacheIndex;
import org.lupomig.model.sql.MaintenanceFact.Describe;
import org.lupomig.model.sql.MaintenanceFact.Explain;
import org.lupomig.model.sql.MaintenanceFact.Flush;
import org.lupomig.model.sql.MaintenanceFact.Help;
import org.lupomig.model.sql.MaintenanceFact.Kill;
import org.lupomig.model.sql.MaintenanceFact.Show;
import org.lupomig.model.sql.MaintenanceFact.TableCare;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;

/** Reads what looks after tables and asks the server about something. */
final class MaintenanceReader {
    private MaintenanceReader() {}

    /** {@code ANALYZE}, {@code OPTIMIZE}, {@code CHECK}, {@code REPAIR}, {@code CHECKSUM} of tables. */
    static StatementFact care(Cursor c) {
        String verb = c.word();
        c.kind(verb);
        c.next();
        List<String> options = new ArrayList<>(2);
        if (c.at("NO_WRITE_TO_BINLOG") || c.at("LOCAL")) {
            options.add(c.word());
            c.next();
        }
        boolean views = c.at("VIEW");
        if (!c.accept("TABLE") && !c.accept("TABLES") && !(views && c.accept("VIEW"))) {
            if (verb.equals("ANALYZE") && options.isEmpty()) {
                return explained(c, true);
            }
            c.unexpected("TABLE is missing");
        }
        Span opening = c.since(0);
        List<TableRef> tables = Names.tables(c);
        while (!c.atEnd()) {
            if (c.kindAt(c.position()) == Tokens.SYMBOL && !c.atSymbol('(')) {
                c.expectEnd();
            } else if (c.atSymbol('(')) {
                c.skipParentheses();
            } else {
                options.add(Characters.upper(c.raw(c.position())));
                c.next();
            }
        }
        return new TableCare(verb, views, tables, options, opening);
    }

    /** {@code EXPLAIN} and {@code DESCRIBE}, of a statement or of a table. */
    static StatementFact explain(Cursor c) {
        c.kind("EXPLAIN");
        c.next();
        if (c.at("FORMAT") || c.at("EXTENDED") || c.at("PARTITIONS") || c.atSymbol('(') || isStatement(c.word())) {
            return explained(c, false);
        }
        Span opening = c.since(0);
        TableRef table = c.table();
        String column = c.atEnd() ? null : c.value();
        return new Describe(table, column, opening);
    }

    private static StatementFact explained(Cursor c, boolean runs) {
        if (c.accept("FORMAT")) {
            c.expectSymbol('=');
            c.value();
        } else if (!c.accept("EXTENDED")) {
            c.accept("PARTITIONS");
        }
        Span opening = c.since(0);
        if (!c.atEnd() && !c.atSymbol('(') && !isStatement(c.word())) {
            c.unexpected("a statement is missing");
        }
        return new Explain(runs, InnerStatement.read(c), opening);
    }

    private static boolean isStatement(String word) {
        return switch (word) {
            case "SELECT", "WITH", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE" -> true;
            default -> false;
        };
    }

    static StatementFact show(Cursor c) {
        c.kind("SHOW");
        c.holdStatements();
        c.next();
        int start = c.position();
        boolean definition = c.accept("CREATE");
        while (!c.atEnd() && c.kindAt(c.position()) == Tokens.WORD && !endsWhat(c.word())) {
            c.next();
            if (definition && !c.at("BODY")) {
                // what stands behind the kind of object is its name
                break;
            }
        }
        if (c.position() == start) {
            c.unexpected("what to show is missing");
        }
        String what = Characters.upper(c.words(start, c.position()));
        c.moveToEnd();
        return new Show(what, c.text(0, c.count()), c.span(0, 1));
    }

    private static boolean endsWhat(String word) {
        return switch (word) {
            case "FROM", "IN", "LIKE", "WHERE", "FOR", "LIMIT" -> true;
            default -> false;
        };
    }

    static StatementFact help(Cursor c) {
        c.kind("HELP");
        c.next();
        return new Help(c.value(), c.span(0, 1));
    }

    static StatementFact flush(Cursor c) {
        c.kind("FLUSH");
        c.next();
        Span opening = c.span(0, 1);
        if (!c.accept("NO_WRITE_TO_BINLOG")) {
            c.accept("LOCAL");
        }
        List<String> what = new ArrayList<>(1);
        List<TableRef> tables = new ArrayList<>();
        if (c.accept("TABLES") || c.accept("TABLE")) {
            what.add("TABLES");
            if (!c.atEnd() && !c.at("WITH") && !c.at("FOR")) {
                tables = Names.tables(c);
            }
        } else {
            do {
                int start = c.position();
                while (!c.atEnd() && !c.atSymbol(',')) {
                    c.next();
                }
                if (c.position() == start) {
                    c.unexpected("what to flush is missing");
                }
                what.add(Characters.upper(c.words(start, c.position())));
            } while (c.acceptSymbol(','));
        }
        int lock = c.position();
        String locked = null;
        if (c.accept("WITH", "READ")) {
            c.expect("LOCK");
            c.accept("AND");
            c.accept("DISABLE", "CHECKPOINT");
            locked = Characters.upper(c.words(lock, c.position()));
        } else if (c.accept("FOR", "EXPORT")) {
            locked = "FOR EXPORT";
        }
        return new Flush(what, tables, locked, opening);
    }

    static StatementFact kill(Cursor c) {
        c.kind("KILL");
        c.next();
        Span opening = c.since(0);
        List<String> words = new ArrayList<>(2);
        while (c.at("HARD") || c.at("SOFT") || c.at("CONNECTION") || c.at("QUERY") || c.at("ID") || c.at("USER")) {
            words.add(c.word());
            c.next();
        }
        AccountRef user = null;
        if (words.contains("USER")) {
            user = Accounts.account(c);
        } else if (c.atEnd()) {
            c.unexpected("whom to end is missing");
        } else {
            UseScan.of(c, c.position(), c.count());
        }
        return new Kill(words, user, opening);
    }

    static StatementFact cacheIndex(Cursor c) {
        c.kind("CACHE INDEX");
        c.next();
        c.expect("INDEX");
        Span opening = c.since(0);
        List<TableRef> tables = indexes(c);
        c.expect("IN");
        c.value();
        return new CacheIndex(false, tables, opening);
    }

    static StatementFact loadIndex(Cursor c) {
        c.kind("LOAD INDEX INTO CACHE");
        c.moveTo(2);
        c.expect("INTO");
        c.expect("CACHE");
        Span opening = c.since(0);
        return new CacheIndex(true, indexes(c), opening);
    }

    private static List<TableRef> indexes(Cursor c) {
        List<TableRef> tables = new ArrayList<>();
        do {
            tables.add(c.table());
            if (c.accept("PARTITION")) {
                c.skipParentheses();
            }
            if (c.accept("INDEX") || c.accept("KEY")) {
                c.skipParentheses();
            }
            if (c.accept("IGNORE")) {
                c.expect("LEAVES");
            }
        } while (c.acceptSymbol(','));
        return tables;
    }
}
