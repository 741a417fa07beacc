package org.lupomig.sql;

import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.SetNames;

/** Reads {@code SET NAMES}; every other {@code SET} is refused. */
final class SetReader {
    private SetReader() {}

    static StatementFact read(Cursor c) {
        if (!c.isWord(1, "NAMES")) {
            return OtherStatements.refuse(c);
        }
        c.kind("SET NAMES");
        c.moveTo(2);
        if (c.atEnd() || c.kindAt(c.position()) == Tokens.SYMBOL) {
            c.unexpected("a character set is missing");
            return new SetNames();
        }
        String charset = c.raw(c.position());
        if (!isUtf8(charset.replace("'", "").replace("\"", ""))) {
            c.refuse("scripts are sent as utf8mb4, which the server would then read as " + charset, 0, 3);
        }
        c.next();
        if (c.accept("COLLATE")) {
            c.next();
        }
        if (c.atSymbol(',')) {
            c.refuse("SET NAMES may not set anything else", c.position(), c.position() + 1);
        }
        return new SetNames();
    }

    private static boolean isUtf8(String charset) {
        return switch (Characters.upper(charset)) {
            case "UTF8MB4", "UTF8MB3", "UTF8" -> true;
            default -> false;
        };
    }
}
