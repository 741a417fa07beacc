package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterClauses;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableRef;

/** Reads {@code CREATE INDEX} and {@code DROP INDEX}. */
final class IndexStatementReader {
    private IndexStatementReader() {}

    /** The position of the word INDEX in {@code CREATE [OR REPLACE] [UNIQUE] INDEX}; -1 where this is none. */
    static int indexWord(Cursor c) {
        int i = c.isWord(1, "OR") && c.isWord(2, "REPLACE") ? 3 : 1;
        while (isKind(c.word(i))) {
            i++;
        }
        return c.isWord(i, "INDEX") ? i : -1;
    }

    private static boolean isKind(String word) {
        return switch (word) {
            case "UNIQUE", "FULLTEXT", "SPATIAL", "VECTOR", "ONLINE" -> true;
            default -> false;
        };
    }

    static StatementFact create(Cursor c, int indexWord) {
        Span orReplace = c.isWord(1, "OR") ? c.span(1, 3) : null;
        String keyword = orReplace == null ? "CREATE INDEX" : "CREATE OR REPLACE INDEX";
        c.kind(keyword);
        c.moveTo(indexWord + 1);
        Span opening = c.since(0);
        Key.Kind kind = KeyReader.kindOf(c.word(indexWord - 1));
        Span guard = c.guard(true);
        String name = c.name();
        KeyReader parts = new KeyReader(c).type();
        c.expect("ON");
        TableRef table = c.table();
        SqlText waiting = c.waiting();
        parts.columns();
        waiting = waiting == null ? c.waiting() : waiting;
        parts.options();
        Span whole = c.since(0);
        Settings settings = Settings.read(c);
        AlterClauses clauses = new AlterClauses(settings.algorithm(), settings.lock(), waiting, null, null, orReplace);
        Key key = parts.key(kind, name, guard, whole);
        return new AlterTable(table, null, List.of(new AlterAction.AddIndex(key, whole)), clauses, keyword, opening);
    }

    static StatementFact drop(Cursor c) {
        c.kind("DROP INDEX");
        c.moveTo(2);
        Span opening = c.since(0);
        Span guard = c.guard(false);
        String index = c.name();
        c.expect("ON");
        Span action = c.span(0, c.position() - 1);
        TableRef table = c.table();
        SqlText waiting = c.waiting();
        Settings settings = Settings.read(c);
        AlterClauses clauses = new AlterClauses(settings.algorithm(), settings.lock(), waiting, null, null, null);
        return new AlterTable(
                table,
                null,
                List.of(new AlterAction.DropIndex(indexName(index), guard, action)),
                clauses,
                "DROP INDEX",
                opening);
    }

    /** That of the primary key in upper case. */
    static String indexName(String name) {
        return name.equalsIgnoreCase(AlterAction.DropIndex.PRIMARY) ? AlterAction.DropIndex.PRIMARY : name;
    }

    /** {@code ALGORITHM=…} and {@code LOCK=…} behind an index statement. */
    private record Settings(
            @Nullable TableOption algorithm, @Nullable TableOption lock) {
        static Settings read(Cursor c) {
            TableOption algorithm = null;
            TableOption lock = null;
            while (c.at("ALGORITHM") || c.at("LOCK")) {
                if (c.at("LOCK")) {
                    lock = Options.setting(c);
                } else {
                    algorithm = Options.setting(c);
                }
            }
            return new Settings(algorithm, lock);
        }
    }
}
