package org.lupomig.sql;

import java.util.StringJoiner;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.CreateSchema;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.StatementFact.TruncateTable;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.sql.UndoForecast.Strategy;

/** What becomes of that which a statement drops, empties or replaces, in words. */
final class HoldForecast {
    private HoldForecast() {}

    /** Whether a statement that runs sets something aside. */
    static boolean holds(StatementFact fact) {
        return fact instanceof DropTable
                || fact instanceof DropSchema
                || fact instanceof TruncateTable
                || (fact instanceof CreateSchema create && create.orReplace())
                || (fact instanceof CreateTable create && create.orReplace());
    }

    /** The forecast for one that does. */
    static UndoForecast of(StatementFact fact) {
        if (fact instanceof DropTable drop) {
            boolean one = drop.tables().size() == 1;
            StringJoiner names = new StringJoiner(", ");
            for (ObjectName table : drop.tables()) {
                names.add(table.toString());
            }
            return hold(
                    (one ? "table " : "tables ") + names,
                    one,
                    drop.guard() != null ? " (nothing, if not there before)" : "");
        }
        if (fact instanceof DropSchema drop) {
            return schema(drop.schema(), drop.guard() != null ? " (nothing, if not there before)" : "");
        }
        if (fact instanceof CreateSchema create) {
            return schema(create.schema(), " (dropped, where there was none)");
        }
        if (fact instanceof TruncateTable truncate) {
            return hold("table " + truncate.target().name(), true, " in place of the empty one");
        }
        if (fact instanceof CreateTable create) {
            return hold("what table " + create.table() + " replaces", true, " in its place");
        }
        throw new IllegalArgumentException("no forecast for " + fact.kind());
    }

    private static UndoForecast schema(String schema, String otherwise) {
        return new UndoForecast(
                Strategy.HOLD,
                "the tables in schema " + schema
                        + " move to the held schema, where they stay until purged; the schema is made again with what"
                        + " else was in it, and they are moved back" + otherwise);
    }

    private static UndoForecast hold(String what, boolean one, String how) {
        return new UndoForecast(
                Strategy.HOLD,
                what
                        + (one
                                ? " moves to the held schema, where it stays until purged; moved back"
                                : " move to the held schema, where they stay until purged; moved back")
                        + how);
    }
}
