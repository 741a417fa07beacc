package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.MaintenanceFact.ServerCommand;
import org.lupomig.model.sql.Setting;
import org.lupomig.model.sql.StatementFact;

/** Reads what steers the server: its opening words, and the names of what it sets. */
final class ServerCommandReader {
    private ServerCommandReader() {}

    /** A command of one word or more, of which the rest is not looked into. */
    static StatementFact read(Cursor c) {
        c.kind(c.word());
        c.hideTexts();
        c.next();
        while (!c.atEnd() && c.kindAt(c.position()) == Tokens.WORD && goesOn(c.word())) {
            c.next();
        }
        String command = Characters.upper(c.words(0, c.position()));
        if (!stands(command)) {
            c.unexpected("what to do is missing");
        }
        Span opening = c.since(0);
        List<Setting> settings = new ArrayList<>();
        while (!c.atEnd()) {
            if (c.kindAt(c.position()) == Tokens.WORD && c.isSymbol(c.position() + 1, '=')) {
                settings.add(setting(c));
            } else {
                c.next();
            }
        }
        return new ServerCommand(command, settings, opening);
    }

    private static Setting setting(Cursor c) {
        int start = c.position();
        String name = c.word();
        c.moveTo(start + 2);
        boolean number = !c.atEnd() && c.kindAt(c.position()) == Tokens.NUMBER;
        String value = number ? c.raw(c.position()) : "";
        c.next();
        return new Setting(name, value, c.since(start));
    }

    private static boolean goesOn(String word) {
        return switch (word) {
            case "MASTER", "SLAVE", "SLAVES", "REPLICA", "REPLICAS", "ALL", "BINARY", "LOGS", "QUERY", "CACHE" -> true;
            case "PLUGIN", "SONAME", "STAGE", "LOCK", "UNLOCK", "START", "FLUSH", "BLOCK_DDL", "BLOCK_COMMIT" -> true;
            case "END", "FOR", "REPLICATION", "FILTER", "PERSIST" -> true;
            default -> false;
        };
    }

    /** Whether this is a command; {@code RESET} alone is none. */
    private static boolean stands(String command) {
        return switch (command) {
            case "START", "STOP", "CHANGE", "RESET", "PURGE", "INSTALL", "UNINSTALL", "BACKUP" -> false;
            default -> true;
        };
    }
}
