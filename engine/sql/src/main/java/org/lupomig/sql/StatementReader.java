package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AddIndex;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateSchema;
import org.lupomig.model.sql.StatementFact.DropIndex;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.model.sql.StatementFact.UseSchema;

/** Reads one statement's words into a fact. What is not wholly understood becomes {@link StatementFact.Refused}. */
final class StatementReader {
    private StatementReader() {}

    static StatementFact read(Cursor c) {
        StatementFact fact = dispatch(c);
        if (!(fact instanceof StatementFact.Refused)) {
            c.expectEnd();
        }
        StatementFact.Refused refused = c.refused();
        return refused != null ? refused : fact;
    }

    private static StatementFact dispatch(Cursor c) {
        if (c.hasEnded()) {
            return nothing(c);
        }
        if (c.atSymbol('(')) {
            return QueryReader.select(c);
        }
        return switch (c.word()) {
            case "CREATE" -> create(c);
            case "ALTER" -> AlterTableReader.read(c);
            case "RENAME" -> rename(c);
            case "DROP" -> drop(c);
            case "USE" -> use(c);
            default -> OtherReader.read(c);
        };
    }

    private static StatementFact create(Cursor c) {
        if (c.isWord(1, "SCHEMA") || c.isWord(1, "DATABASE")) {
            return createSchema(c);
        }
        if (c.isWord(1, "TABLE")) {
            return CreateTableReader.read(c);
        }
        int index = c.position() + 1;
        while (isIndexKind(c, index)) {
            index++;
        }
        return c.isWord(index, "INDEX") ? createIndex(c, index) : OtherReader.read(c);
    }

    private static boolean isIndexKind(Cursor c, int i) {
        return switch (c.word(i)) {
            case "UNIQUE", "FULLTEXT", "SPATIAL", "VECTOR", "ONLINE" -> true;
            default -> false;
        };
    }

    private static StatementFact createSchema(Cursor c) {
        c.kind("CREATE SCHEMA");
        c.moveTo(2);
        Span guard = c.guard(true);
        String schema = c.name();
        TableOptions.skipOfSchema(c);
        return new CreateSchema(schema, guard);
    }

    private static StatementFact createIndex(Cursor c, int indexWord) {
        c.kind("CREATE INDEX");
        c.moveTo(indexWord + 1);
        Span guard = c.guard(true);
        String index = c.name();
        IndexWords.skipType(c);
        c.expect("ON");
        ObjectName table = c.object();
        IndexWords.skipColumnsAndOptions(c);
        AlterTableReader.skipAlgorithmAndLock(c);
        return new AlterTable(table, null, List.of(new AddIndex(index, false, guard)), "CREATE INDEX");
    }

    private static StatementFact rename(Cursor c) {
        if (!c.isWord(1, "TABLE") && !c.isWord(1, "TABLES")) {
            return OtherReader.read(c);
        }
        c.kind("RENAME TABLE");
        c.moveTo(2);
        Span guard = c.guard(false);
        List<Rename> renames = new ArrayList<>();
        do {
            ObjectName from = c.object();
            c.skipWait();
            c.expect("TO");
            renames.add(new Rename(from, c.object()));
        } while (c.acceptSymbol(','));
        return new RenameTable(renames, guard);
    }

    private static StatementFact drop(Cursor c) {
        if (c.isWord(1, "TABLE") || c.isWord(1, "TABLES")) {
            return dropTable(c);
        }
        if (c.isWord(1, "SCHEMA") || c.isWord(1, "DATABASE")) {
            c.kind("DROP SCHEMA");
            c.undoOnly(c.span(0, 2));
            c.moveTo(2);
            Span guard = c.guard(false);
            return new DropSchema(c.name(), guard);
        }
        if (c.isWord(1, "INDEX")) {
            return dropIndex(c);
        }
        return OtherReader.read(c);
    }

    private static StatementFact dropTable(Cursor c) {
        c.kind("DROP TABLE");
        c.undoOnly(c.span(0, 2));
        c.moveTo(2);
        Span guard = c.guard(false);
        List<ObjectName> tables = new ArrayList<>();
        do {
            tables.add(c.object());
        } while (c.acceptSymbol(','));
        c.skipWait();
        skipRestrictOrCascade(c);
        return new DropTable(tables, guard);
    }

    private static StatementFact dropIndex(Cursor c) {
        c.kind("DROP INDEX");
        c.undoOnly(c.span(0, 2));
        c.moveTo(2);
        Span guard = c.guard(false);
        String index = c.name();
        c.expect("ON");
        ObjectName table = c.object();
        c.skipWait();
        return new AlterTable(table, null, List.of(new DropIndex(index, guard)), "DROP INDEX");
    }

    static void skipRestrictOrCascade(Cursor c) {
        if (!c.accept("RESTRICT")) {
            c.accept("CASCADE");
        }
    }

    private static StatementFact use(Cursor c) {
        c.kind("USE");
        c.next();
        return new UseSchema(c.name());
    }

    /** What stands for a fact where the cursor says that there is none. */
    static StatementFact nothing(Cursor c) {
        return new StatementFact.Refused("", "", c.span(0, 1));
    }

    /**
     * A name, or null at an opening parenthesis or {@code USING}: what stands where an index's name may be left out.
     */
    static @Nullable String optionalIndexName(Cursor c) {
        return c.atSymbol('(') || c.at("USING") || (c.at("TYPE") && c.isSymbol(c.position() + 2, '('))
                ? null
                : c.name();
    }
}
