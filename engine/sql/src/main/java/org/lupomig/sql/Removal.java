package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;

/**
 * What a statement removes, which keeps it out of a change, in words for people.
 *
 * @param kind the statement with the action that removes: {@code ALTER TABLE … DROP COLUMN}
 * @param why it has no way back, one clause
 * @param instead what to do instead, whole sentences
 * @param at the words that remove it
 */
record Removal(String kind, String why, String instead, Span at) {
    private static final String NOT_BROUGHT_BACK = ", which this version does not bring back";

    /** What a statement removes first; null where it removes nothing. */
    static @Nullable Removal of(StatementFact fact) {
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
        if (action instanceof AlterAction.DropColumn) {
            return new Removal(
                    AlterRefusals.kind(alter, action),
                    "it removes a column with its values" + NOT_BROUGHT_BACK,
                    leave("columns", "added"),
                    action.span());
        }
        return null;
    }

    private static String leave(String what, String made) {
        return "Leave it, or drop it outside of the plan; an undo drops the " + what + " that its own sql " + made
                + ".";
    }
}
