package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.DropSchema;

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
        if (fact instanceof DropSchema drop) {
            return new Removal(
                    drop.kind(),
                    "it removes a schema with all that is in it" + NOT_BROUGHT_BACK,
                    leave("schemas", "created"),
                    drop.opening());
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
        String kind = inAlter ? alter.kind() + " … " + action.words() : alter.kind();
        if (action instanceof AlterAction.DropColumn) {
            return new Removal(
                    kind,
                    "it removes a column with its values" + NOT_BROUGHT_BACK,
                    leave("columns", "added"),
                    action.span());
        }
        if (action instanceof AlterAction.DropIndex drop) {
            boolean primary = inAlter && drop.index().equals(AlterAction.DropIndex.PRIMARY);
            return new Removal(
                    kind,
                    (primary ? "it removes the primary key" : "it removes an index") + NOT_BROUGHT_BACK,
                    leave(primary ? "keys" : "indexes", "added"),
                    action.span());
        }
        return null;
    }

    private static String leave(String what, String made) {
        return "Leave it, or drop it outside of the plan; an undo drops the " + what + " that its own sql " + made
                + ".";
    }
}
