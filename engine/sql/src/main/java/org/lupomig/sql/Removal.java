package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterAction;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.DropColumn;
import org.lupomig.model.sql.StatementFact.DropIndex;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.model.sql.StatementFact.DropTable;

/**
 * What a statement removes, which keeps it out of a change, in words for people.
 *
 * @param kind the statement with the action that removes: {@code ALTER TABLE … DROP COLUMN}
 * @param why it has no way back, one clause
 * @param instead what to do instead, whole sentences
 */
record Removal(String kind, String why, String instead) {
    private static final String NOT_BROUGHT_BACK = ", which this version does not bring back";

    /** What a statement removes first; null where it removes nothing. */
    static @Nullable Removal of(StatementFact fact) {
        if (fact instanceof DropTable) {
            return new Removal(
                    "DROP TABLE",
                    "it removes a table with its rows" + NOT_BROUGHT_BACK,
                    "Move the table out of the way with RENAME TABLE, or drop it outside of the plan;"
                            + " an undo drops the tables that its own sql created.");
        }
        if (fact instanceof DropSchema) {
            return new Removal(
                    "DROP SCHEMA",
                    "it removes a schema with all that is in it" + NOT_BROUGHT_BACK,
                    leave("schemas", "created"));
        }
        if (fact instanceof AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                Removal removal = of(alter, action);
                if (removal != null) {
                    return removal;
                }
            }
        }
        return null;
    }

    private static @Nullable Removal of(AlterTable alter, AlterAction action) {
        boolean inAlter = alter.keyword().equals("ALTER TABLE");
        if (action instanceof DropColumn) {
            return new Removal(
                    "ALTER TABLE … DROP COLUMN",
                    "it removes a column with its values" + NOT_BROUGHT_BACK,
                    leave("columns", "added"));
        }
        if (action instanceof DropIndex drop) {
            boolean primary = inAlter && drop.index().equals("PRIMARY");
            return new Removal(
                    primary ? "ALTER TABLE … DROP PRIMARY KEY" : inAlter ? "ALTER TABLE … DROP INDEX" : alter.keyword(),
                    (primary ? "it removes the primary key" : "it removes an index") + NOT_BROUGHT_BACK,
                    leave(primary ? "keys" : "indexes", "added"));
        }
        return null;
    }

    private static String leave(String what, String made) {
        return "Leave it, or drop it outside of the plan; an undo drops the " + what + " that its own sql " + made
                + ".";
    }
}
