package org.lupomig.sql;

import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Refused;
import org.lupomig.model.sql.StatementFact.Unparsed;

/** Statements of the server and commands of its client that are recognised, and not run: each with its reason. */
final class OtherStatements {
    private static final String NO_WAY_BACK = "this version knows no way back for it";
    private static final String ROWS = "the rows as they were are not kept, so there is no way back";
    private static final String TRANSACTION =
            "the engine itself decides where a transaction begins and ends, and DDL commits it anyway";
    private static final String SESSION = "it changes the session or the server, which no undo restores";
    private static final String ACCOUNTS = "this version knows no way back for accounts and privileges";
    private static final String ANSWERS = "its answer would go nowhere";
    private static final String HIDDEN = "what it runs cannot be read from the script";
    private static final String CLIENT = "it is a command of the mariadb client, not of the server";
    private static final String REPLICATION = "it steers the server, not a schema";
    private static final String COMPOUND =
            "compound statements are not read; without DELIMITER, the semicolons in a routine's body end it";

    private OtherStatements() {}

    /** Refuses the statement under the cursor; never moves it. */
    static StatementFact refuse(Cursor c) {
        String first = c.word(0);
        return switch (first) {
            case "UPDATE" -> refused(c, 1, ROWS);
            case "DELETE" -> refused(c, 1, "it removes rows that are not kept, so there is no way back");
            case "REPLACE" -> refused(c, 1, "it removes the rows that it replaces");
            case "CREATE" -> create(c);
            case "ALTER", "DROP" -> definition(c, 1);
            case "RENAME" -> c.isWord(1, "USER") || c.count() < 2 ? refused(c, 2, ACCOUNTS) : unreadable(c, 1);
            case "SET" -> set(c);
            case "LOAD" -> refused(c, 2, "it reads a file, and nothing records which rows came from it");
            case "GRANT", "REVOKE" -> refused(c, 1, ACCOUNTS);
            case "CALL" -> refused(c, 1, "what the routine does cannot be read from the script");
            case "PREPARE", "EXECUTE", "DEALLOCATE" -> refused(c, c.isWord(1, "IMMEDIATE") ? 2 : 1, HIDDEN);
            case "START" -> start(c);
            case "BEGIN" ->
                c.count() == 1 || c.isWord(1, "WORK") ? refused(c, 1, TRANSACTION) : refused(c, 1, COMPOUND);
            case "COMMIT", "ROLLBACK", "SAVEPOINT", "XA" -> refused(c, 1, TRANSACTION);
            case "RELEASE" -> refused(c, 2, TRANSACTION);
            case "LOCK", "UNLOCK" ->
                refused(c, 2, "the engine takes the locks it needs, and DDL is refused under these");
            case "FLUSH", "RESET", "KILL", "SHUTDOWN", "PURGE", "BINLOG" -> refused(c, 1, REPLICATION);
            case "CHANGE", "STOP" -> refused(c, 2, REPLICATION);
            case "INSTALL", "UNINSTALL" -> refused(c, 2, SESSION);
            case "ANALYZE", "OPTIMIZE", "REPAIR", "CHECK", "CHECKSUM" -> refused(c, 2, NO_WAY_BACK);
            case "CACHE" -> refused(c, 2, SESSION);
            case "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "HELP" -> refused(c, 1, ANSWERS);
            case "DO" -> refused(c, 1, "it is run for what its functions do, which no undo restores");
            case "HANDLER", "BACKUP" -> refused(c, 1, SESSION);
            case "SIGNAL", "RESIGNAL", "GET" -> refused(c, 1, COMPOUND);
            case "IF", "WHILE", "LOOP", "REPEAT", "CASE", "FOR", "DECLARE", "END", "RETURN", "LEAVE", "ITERATE" ->
                refused(c, 1, COMPOUND);
            case "OPEN", "FETCH", "CLOSE", "ELSE", "ELSEIF", "UNTIL" -> refused(c, 1, COMPOUND);
            default -> ClientCommands.isCommand(first) ? client(c) : unreadable(c);
        };
    }

    private static StatementFact create(Cursor c) {
        if (c.isWord(1, "OR") && c.isWord(2, "REPLACE")) {
            return refused(c, 3 + definitionWords(c, 3), "it drops what is there");
        }
        if (c.isWord(1, "TEMPORARY")) {
            return refused(c, 2, "a temporary table lives in one session only");
        }
        return definition(c, 1);
    }

    /** {@code CREATE}, {@code ALTER} or {@code DROP} of something, with what stands before its name. */
    private static StatementFact definition(Cursor c, int from) {
        int words = definitionWords(c, from);
        boolean unknownModifier = words > 1 && c.isWord(0, "CREATE") && c.isWord(from + words - 1, "TABLE");
        if (words == 0 || unknownModifier) {
            return c.count() > from ? unreadable(c, from) : unreadable(c);
        }
        return switch (c.word(from + words - 1)) {
            case "USER", "ROLE" -> named(c, from, words, ACCOUNTS);
            case "SERVER" -> named(c, from, words, SESSION);
            default -> named(c, from, words, NO_WAY_BACK);
        };
    }

    private static StatementFact named(Cursor c, int from, int words, String reason) {
        return new Refused(c.word(0) + " " + c.word(from + words - 1), reason, c.span(0, from + words));
    }

    /** Words from {@code from} up to the one that says what kind of object it is; 0 where none does. */
    private static int definitionWords(Cursor c, int from) {
        for (int i = from; i < c.count() && i < from + 24; i++) {
            switch (c.word(i)) {
                case "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "SEQUENCE", "USER", "ROLE", "SERVER" -> {
                    return i - from + 1;
                }
                case "PACKAGE", "DATABASE", "SCHEMA", "TABLE", "INDEX", "TABLESPACE", "LOGFILE", "PREPARE" -> {
                    return i - from + 1;
                }
                case "TABLES", "INSTANCE" -> {
                    return i - from + 1;
                }
                default -> {}
            }
        }
        return 0;
    }

    private static StatementFact set(Cursor c) {
        String second = c.word(1);
        return switch (second) {
            case "GLOBAL", "SESSION", "LOCAL", "PASSWORD", "ROLE", "TRANSACTION" -> refused(c, 2, SESSION);
            case "STATEMENT" -> refused(c, 2, HIDDEN);
            case "CHARACTER", "CHARSET" -> refused(c, second.equals("CHARSET") ? 2 : 3, SESSION);
            case "DEFAULT" -> refused(c, c.isWord(2, "ROLE") ? 3 : 2, ACCOUNTS);
            default -> c.count() > 1 ? refused(c, 1, SESSION) : unreadable(c);
        };
    }

    private static StatementFact start(Cursor c) {
        return refused(c, 2, c.isWord(1, "TRANSACTION") ? TRANSACTION : REPLICATION);
    }

    private static StatementFact client(Cursor c) {
        return c.isWord(0, "SOURCE")
                ? refused(c, 1, CLIENT + "; name the file in the plan with sql \"…\"")
                : refused(c, 1, CLIENT);
    }

    private static StatementFact refused(Cursor c, int words, String reason) {
        StringBuilder kind = new StringBuilder();
        int end = Math.min(words, c.count());
        for (int i = 0; i < end; i++) {
            if (!c.word(i).isEmpty()) {
                kind.append(i == 0 ? "" : " ").append(c.word(i));
            }
        }
        return new Refused(kind.toString(), reason, c.span(0, end));
    }

    private static StatementFact unreadable(Cursor c) {
        c.kind("");
        return new Unparsed("'" + shown(c, 0) + "' begins no statement that is known", c.span(0, 1));
    }

    /** {@code CREATE TABEL}: the first word is known, and what follows it is not. */
    private static StatementFact unreadable(Cursor c, int at) {
        String reason = "'" + shown(c, at) + "' follows " + c.word(0) + " in no statement that is known";
        return new Unparsed(reason, c.span(at, at + 1));
    }

    private static String shown(Cursor c, int at) {
        String here = c.raw(at);
        return here.length() > 30 ? here.substring(0, 30) + "…" : here;
    }
}
