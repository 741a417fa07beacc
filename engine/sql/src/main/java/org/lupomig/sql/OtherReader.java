package org.lupomig.sql;

import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ClientCommand;
import org.lupomig.model.sql.StatementFact;

/** Reads statements that neither define tables nor schemas. */
final class OtherReader {
    private OtherReader() {}

    static StatementFact read(Cursor c) {
        String command = c.count() > 1 && c.isSymbol(0, '\\') && c.kindAt(1) == Tokens.SYMBOL
                ? ClientCommands.ofSign(c.symbol(1))
                : null;
        if (command != null) {
            return client(c, command, 2);
        }
        String first = c.word(0);
        return switch (first) {
            case "CREATE", "ALTER", "DROP" -> definition(c, first);
            case "INSERT", "REPLACE" -> InsertReader.read(c);
            case "UPDATE" -> UpdateReader.read(c);
            case "DELETE" -> DeleteReader.read(c);
            case "LOAD" -> LoadReader.read(c);
            case "SELECT", "WITH", "VALUES" ->
                SequenceReader.setsValue(c) ? SequenceReader.setValue(c) : QueryReader.select(c);
            case "CALL" -> QueryReader.call(c);
            case "DO" -> SequenceReader.setsValue(c) ? SequenceReader.setValue(c) : QueryReader.doing(c);
            case "HANDLER" -> QueryReader.handler(c);
            case "SET" -> SetReader.read(c);
            case "GRANT" -> GrantReader.grant(c);
            case "REVOKE" -> GrantReader.revoke(c);
            case "RENAME" -> c.isWord(1, "USER") ? AccountReader.renameUser(c) : unknownObject(c);
            case "PREPARE" -> DynamicReader.prepare(c);
            case "EXECUTE" -> DynamicReader.execute(c);
            case "DEALLOCATE" -> {
                c.next();
                c.expect("PREPARE");
                yield DynamicReader.deallocate(c);
            }
            case "START" -> c.isWord(1, "TRANSACTION") ? TransactionReader.start(c) : ServerCommandReader.read(c);
            case "BEGIN" ->
                c.count() == 1 || c.isWord(1, "WORK") ? TransactionReader.begin(c) : CompoundReader.block(c);
            case "COMMIT" -> TransactionReader.commit(c);
            case "ROLLBACK" -> TransactionReader.rollback(c);
            case "SAVEPOINT" -> TransactionReader.savepoint(c);
            case "RELEASE" -> TransactionReader.release(c);
            case "XA" -> TransactionReader.xa(c);
            case "LOCK" -> TransactionReader.lock(c);
            case "UNLOCK" -> TransactionReader.unlock(c);
            case "ANALYZE", "OPTIMIZE", "CHECK", "CHECKSUM", "REPAIR" -> MaintenanceReader.care(c);
            case "EXPLAIN", "DESCRIBE", "DESC" -> MaintenanceReader.explain(c);
            case "SHOW" -> MaintenanceReader.show(c);
            case "HELP" -> MaintenanceReader.help(c);
            case "FLUSH" -> MaintenanceReader.flush(c);
            case "KILL" -> MaintenanceReader.kill(c);
            case "CACHE" -> MaintenanceReader.cacheIndex(c);
            case "STOP", "CHANGE", "RESET", "PURGE", "BINLOG", "SHUTDOWN", "INSTALL", "UNINSTALL", "BACKUP" ->
                ServerCommandReader.read(c);
            case "IF", "WHILE", "LOOP", "REPEAT", "CASE", "FOR", "DECLARE" -> CompoundReader.block(c);
            case "SIGNAL", "RESIGNAL" -> CompoundReader.signal(c);
            case "GET" -> CompoundReader.diagnostics(c);
            case "END", "ELSE", "ELSEIF", "UNTIL", "WHEN", "LEAVE", "ITERATE", "RETURN", "OPEN", "FETCH", "CLOSE" ->
                part(c);
            default -> ClientCommands.isCommand(first) ? client(c, first, 1) : unreadable(c);
        };
    }

    private static StatementFact definition(Cursor c, String verb) {
        c.kind(verb);
        Heading heading = Heading.read(c);
        switch (heading.object()) {
            case "TRIGGER", "PROCEDURE", "FUNCTION", "PACKAGE", "PACKAGE BODY", "EVENT" -> c.holdStatements();
            default -> {}
        }
        return switch (verb) {
            case "CREATE" -> create(c, heading);
            case "ALTER" -> alter(c, heading);
            default -> drop(c, heading);
        };
    }

    private static StatementFact create(Cursor c, Heading heading) {
        return switch (heading.object()) {
            case "VIEW" -> ViewReader.create(c, heading);
            case "TRIGGER" -> TriggerReader.create(c, heading);
            case "PROCEDURE", "FUNCTION" -> RoutineReader.create(c, heading);
            case "PACKAGE", "PACKAGE BODY" -> RoutineReader.createPackage(c, heading);
            case "EVENT" -> EventReader.create(c, heading);
            case "SEQUENCE" -> SequenceReader.create(c, heading);
            case "SERVER" -> ServerReader.create(c, heading);
            case "USER" -> AccountReader.createUser(c, heading);
            case "ROLE" -> AccountReader.createRole(c, heading);
            default -> unknownObject(c);
        };
    }

    private static StatementFact alter(Cursor c, Heading heading) {
        return switch (heading.object()) {
            case "VIEW" -> ViewReader.alter(c, heading);
            case "PROCEDURE", "FUNCTION" -> RoutineReader.alter(c, heading);
            case "EVENT" -> EventReader.alter(c, heading);
            case "SEQUENCE" -> SequenceReader.alter(c, heading);
            case "SERVER" -> ServerReader.alter(c, heading);
            case "USER" -> AccountReader.alterUser(c, heading);
            default -> unknownObject(c);
        };
    }

    private static StatementFact drop(Cursor c, Heading heading) {
        return switch (heading.object()) {
            case "VIEW" -> ViewReader.drop(c, heading);
            case "TRIGGER" -> TriggerReader.drop(c, heading);
            case "PROCEDURE", "FUNCTION", "PACKAGE", "PACKAGE BODY" -> RoutineReader.drop(c, heading);
            case "EVENT" -> EventReader.drop(c, heading);
            case "SEQUENCE" -> SequenceReader.drop(c, heading);
            case "SERVER" -> ServerReader.drop(c, heading);
            case "USER" -> AccountReader.dropUser(c, heading);
            case "ROLE" -> AccountReader.dropRole(c, heading);
            case "PREPARE" -> DynamicReader.deallocate(c);
            default -> unknownObject(c);
        };
    }

    private static StatementFact client(Cursor c, String command, int words) {
        c.kind(command);
        Span opening = c.span(0, words);
        int end = c.count();
        c.moveToEnd();
        return words < end
                ? new ClientCommand(command, c.slice(words, end), c.span(words, end), opening)
                : new ClientCommand(command, null, null, opening);
    }

    /** {@code CREATE TABEL}: the first word is known, and what follows it is not. */
    private static StatementFact unknownObject(Cursor c) {
        int at = c.isWord(1, "OR") && c.isWord(2, "REPLACE") ? 3 : 1;
        if (c.count() <= at) {
            return unreadable(c);
        }
        c.kind("");
        c.unreadable("'" + c.shown(at) + "' follows " + c.word(0) + " in no statement that is known", at);
        return StatementReader.nothing(c);
    }

    private static StatementFact part(Cursor c) {
        c.kind("");
        c.unreadable("'" + c.shown(0) + "' stands in compound statements only; " + BodyReader.CUT, 0);
        return StatementReader.nothing(c);
    }

    private static StatementFact unreadable(Cursor c) {
        c.kind("");
        c.unreadable("'" + c.shown(0) + "' begins no statement that is known", 0);
        return StatementReader.nothing(c);
    }
}
