package org.lupomig.sql;

import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Query;
import org.lupomig.model.sql.StatementFact.UseSchema;

/**
 * Reads one statement's words into a fact. What is not wholly understood becomes {@link StatementFact.Unparsed};
 * whether what is understood may run is {@link ForwardRule}'s to say.
 */
final class StatementReader {
    private StatementReader() {}

    static StatementFact read(Cursor c) {
        StatementFact fact = dispatch(c);
        if (!(fact instanceof StatementFact.Refused) && !(fact instanceof StatementFact.Unparsed)) {
            c.expectEnd();
        }
        if (c.hasKind()) {
            MissingDelimiter.refuse(c);
        }
        StatementFact ended = c.ended();
        return ended != null ? ended : fact;
    }

    private static StatementFact dispatch(Cursor c) {
        if (c.atSymbol('(')) {
            return query(c);
        }
        return switch (c.word()) {
            case "CREATE" -> create(c);
            case "ALTER" -> alter(c);
            case "RENAME" ->
                TableStatementReader.isTable(c, 1) ? TableStatementReader.rename(c) : OtherStatements.refuse(c);
            case "DROP" -> drop(c);
            case "TRUNCATE" -> TableStatementReader.truncate(c);
            case "INSERT" -> InsertReader.read(c);
            case "SELECT", "WITH", "VALUES" -> query(c);
            case "USE" -> use(c);
            case "SET" -> SetReader.read(c);
            default -> OtherStatements.refuse(c);
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
        return index > 0 ? IndexStatementReader.create(c, index) : OtherStatements.refuse(c);
    }

    private static StatementFact alter(Cursor c) {
        if (SchemaReader.isSchema(c, 1)) {
            return SchemaReader.alter(c);
        }
        int table = AlterTableReader.tableWord(c);
        return table > 0 ? AlterTableReader.read(c, table) : OtherStatements.refuse(c);
    }

    private static StatementFact drop(Cursor c) {
        if (SchemaReader.isSchema(c, 1)) {
            return SchemaReader.drop(c);
        }
        if (c.isWord(1, "INDEX")) {
            return IndexStatementReader.drop(c);
        }
        int table = TableStatementReader.droppedTableWord(c);
        return table > 0 ? TableStatementReader.drop(c, table) : OtherStatements.refuse(c);
    }

    private static StatementFact use(Cursor c) {
        c.kind("USE");
        c.next();
        return new UseSchema(c.name());
    }

    private static StatementFact query(Cursor c) {
        c.kind("SELECT");
        return new Query(QueryScan.read(c, null));
    }
}
