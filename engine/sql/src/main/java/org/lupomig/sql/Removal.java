package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.model.sql.StatementFact.DropTable;

/**
 * What a statement removes, which keeps it out of a change, in words for people.
 *
 * @param kind the statement with the action that removes: {@code ALTER TABLE … DROP COLUMN}
 * @param why it has no way back, one clause
 * @param at the words that remove it
 */
record Removal(String kind, String why, Span at) {
    private static final String NOT_BROUGHT_BACK = ", which this version does not bring back";

    /** What a statement removes first; null where it removes nothing. */
    static @Nullable Removal of(StatementFact fact) {
        if (fact instanceof DropTable drop) {
            return new Removal(drop.kind(), "it removes a table with its rows" + NOT_BROUGHT_BACK, drop.opening());
        }
        if (fact instanceof DropSchema drop) {
            String why = "it removes a schema with all that is in it" + NOT_BROUGHT_BACK;
            return new Removal(drop.kind(), why, drop.opening());
        }
        if (fact instanceof AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.DropColumn) {
                    String why = "it removes a column with its values" + NOT_BROUGHT_BACK;
                    return new Removal(alter.kind(), why, action.span());
                }
                if (action instanceof AlterAction.DropIndex) {
                    return new Removal(alter.kind(), "it removes an index" + NOT_BROUGHT_BACK, action.span());
                }
            }
        }
        return null;
    }
}
