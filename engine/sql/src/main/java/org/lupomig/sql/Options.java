package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableRef;

/** Reads options of tables, schemas, partitions and keys; the server judges their values. */
final class Options {
    private Options() {}

    /** Those of a table, commas between them or not, up to what cannot be one. */
    static List<TableOption> ofTable(Cursor c) {
        List<TableOption> options = new ArrayList<>();
        TableOption next = oneOfTable(c);
        while (next != null) {
            options.add(next);
            if (c.atSymbol(',') && isOption(c, c.position() + 1)) {
                c.next();
            }
            next = oneOfTable(c);
        }
        return options;
    }

    /** One of a table; null where none begins here. */
    static @Nullable TableOption oneOfTable(Cursor c) {
        return !c.atEnd() && isOption(c, c.position()) ? option(c) : null;
    }

    /** Those of a partition. */
    static List<TableOption> ofPartition(Cursor c) {
        List<TableOption> options = new ArrayList<>();
        TableOption next = oneOfTable(c);
        while (next != null) {
            options.add(next);
            next = oneOfTable(c);
        }
        return options;
    }

    /** {@code [DEFAULT] CHARACTER SET = x COLLATE = y COMMENT = 'z'}. */
    static List<TableOption> ofSchema(Cursor c) {
        List<TableOption> options = new ArrayList<>(2);
        while (!c.atEnd() && startsOfSchema(c, c.position())) {
            options.add(option(c));
        }
        return options;
    }

    /** Whether an option of a schema begins at {@code i}. */
    static boolean startsOfSchema(Cursor c, int i) {
        return switch (c.word(i)) {
            case "DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "COMMENT" -> true;
            default -> false;
        };
    }

    /** One of a key; null where none begins here. */
    static @Nullable TableOption ofKey(Cursor c) {
        int start = c.position();
        if (c.at("ALGORITHM") || c.at("LOCK")) {
            return null;
        }
        if (c.accept("WITH", "PARSER")) {
            String parser = c.name();
            return new TableOption("WITH PARSER", parser, c.since(start));
        }
        if (c.accept("IGNORED") || c.accept("NOT", "IGNORED")) {
            return new TableOption(Characters.upper(c.words(start, c.position())), "", c.since(start));
        }
        return c.at("KEY_BLOCK_SIZE") || c.at("COMMENT") ? option(c) : defined(c);
    }

    /** {@code name = value}, as storage engines define them; null where none begins here. */
    static @Nullable TableOption defined(Cursor c) {
        int start = c.position();
        boolean here = !c.atEnd() && c.kindAt(start) <= Tokens.QUOTED_NAME && c.isSymbol(start + 1, '=');
        return here ? option(c) : null;
    }

    /** {@code ALGORITHM=…} or {@code LOCK=…}: the value in upper case. */
    static TableOption setting(Cursor c) {
        int start = c.position();
        String name = c.word();
        c.next();
        c.acceptSymbol('=');
        if (c.atEnd() || c.kindAt(c.position()) != Tokens.WORD) {
            c.unexpected("a value is missing");
        }
        String value = c.word();
        c.next();
        return new TableOption(name, value, c.since(start));
    }

    private static boolean isOption(Cursor c, int i) {
        return switch (c.word(i)) {
            case "ENGINE", "ROW_FORMAT", "COMMENT", "AUTO_INCREMENT", "MAX_ROWS", "MIN_ROWS", "AVG_ROW_LENGTH" -> true;
            case "CHARSET", "COLLATE", "PASSWORD", "PACK_KEYS", "CHECKSUM", "TABLE_CHECKSUM", "PAGE_CHECKSUM" -> true;
            case "STATS_AUTO_RECALC", "STATS_PERSISTENT", "STATS_SAMPLE_PAGES", "DELAY_KEY_WRITE" -> true;
            case "INSERT_METHOD", "TABLESPACE", "STORAGE", "CONNECTION", "KEY_BLOCK_SIZE", "TRANSACTIONAL" -> true;
            case "SEQUENCE", "NODEGROUP", "UNION" -> true;
            case "CHARACTER" -> c.isWord(i + 1, "SET");
            case "CHAR" -> c.isWord(i + 1, "SET");
            case "DEFAULT" -> true;
            case "DATA", "INDEX" -> c.isWord(i + 1, "DIRECTORY");
            case "WITH" -> c.isWord(i + 1, "SYSTEM");
            case "ALGORITHM", "LOCK" -> false;
            default -> i < c.count() && c.kindAt(i) <= Tokens.QUOTED_NAME && c.isSymbol(i + 1, '=');
        };
    }

    private static TableOption option(Cursor c) {
        int start = c.position();
        c.accept("DEFAULT");
        if (c.accept("WITH", "SYSTEM")) {
            c.expect("VERSIONING");
            return new TableOption("WITH SYSTEM VERSIONING", "", c.since(start));
        }
        String name = name(c);
        c.acceptSymbol('=');
        if (name.equals("UNION")) {
            List<TableRef> tables = tables(c);
            return new TableOption(name, "", tables, c.since(start));
        }
        boolean negative = c.acceptSymbol('-');
        String value = negative ? "-" + c.value() : c.value();
        return new TableOption(name, value, c.since(start));
    }

    private static List<TableRef> tables(Cursor c) {
        List<TableRef> tables = new ArrayList<>();
        if (!c.acceptSymbol('(')) {
            c.unexpected("a list of tables is missing");
        }
        while (!c.atEnd() && !c.acceptSymbol(')')) {
            tables.add(c.table());
            if (!c.acceptSymbol(',') && !c.atSymbol(')')) {
                c.unexpected("a closing parenthesis is missing");
            }
        }
        return tables;
    }

    private static String name(Cursor c) {
        if (c.accept("CHARSET")) {
            return "CHARACTER SET";
        }
        if (c.accept("CHARACTER") || c.accept("CHAR")) {
            c.expect("SET");
            return "CHARACTER SET";
        }
        if (c.at("DATA") || c.at("INDEX")) {
            String first = c.word();
            c.moveTo(c.position() + 2);
            return first + " DIRECTORY";
        }
        if (c.at("STORAGE", "ENGINE")) {
            c.next();
        }
        if (c.atEnd()) {
            c.unexpected("an option is missing");
            return "";
        }
        String name = c.word();
        if (name.isEmpty()) {
            name = Characters.upper(c.name());
        } else {
            c.next();
        }
        return name;
    }
}
