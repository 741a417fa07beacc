package org.lupomig.sql;

import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Unparsed;
import org.lupomig.model.sql.StatementFact.UseSchema;

/**
 * Reads one statement's words into a fact. What is not wholly understood becomes {@link StatementFact.Unparsed};
 * whether what is understood may run is {@link ForwardRule}'s to say.
 */
final class StatementReader {
    private StatementReader() {}

    static StatementFact read(Cursor c) {
        StatementFact fact = dispatch(c);
        c.expectEnd();
        if (c.mayLackDelimiter()) {
            MissingDelimiter.refuse(c);
        }
        Unparsed ended = c.ended();
        return ended != null ? ended : fact;
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
            case "ALTER" -> alter(c);
            case "RENAME" -> TableStatementReader.isTable(c, 1) ? TableStatementReader.rename(c) : OtherReader.read(c);
            case "DROP" -> drop(c);
            case "TRUNCATE" -> TableStatementReader.truncate(c);
            case "USE" -> use(c);
            default -> OtherReader.read(c);
        };
    }

    private static StatementFact create(Cursor c) {
        int schema = c.isWord(1, "OR") && c.isWord(2, "REPLACE") ? 3 : 1;
        if (SchemaReader.isSchema(c, schema)) {
            return SchemaReader.create(c, schema);
        }
        int table = CreateTableReader.tableWord(c);
        if (table > 0) {
            return CreateTableReader.read(c, table);
        }
        int index = IndexStatementReader.indexWord(c);
        return index > 0 ? IndexStatementReader.create(c, index) : OtherReader.read(c);
    }

    private static StatementFact alter(Cursor c) {
        if (SchemaReader.isSchema(c, 1)) {
            return SchemaReader.alter(c);
        }
        int table = AlterTableReader.tableWord(c);
        return table > 0 ? AlterTableReader.read(c, table) : OtherReader.read(c);
    }

    private static StatementFact drop(Cursor c) {
        if (SchemaReader.isSchema(c, 1)) {
            return SchemaReader.drop(c);
        }
        if (c.isWord(1, "INDEX")) {
            return IndexStatementReader.drop(c);
        }
        int table = TableStatementReader.droppedTableWord(c);
        return table > 0 ? TableStatementReader.drop(c, table) : OtherReader.read(c);
    }

    private static StatementFact use(Cursor c) {
        c.kind("USE");
        c.next();
        return new UseSchema(c.name());
    }

    /** What stands for a fact where the cursor says why there is none. */
    static StatementFact nothing(Cursor c) {
        return new Unparsed("", c.span(0, 1));
    }
}
