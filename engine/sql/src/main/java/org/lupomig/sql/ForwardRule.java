package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterAction;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.DropColumn;
import org.lupomig.model.sql.StatementFact.DropIndex;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.StatementFact.Refused;

/** Which statements run as part of a change. Whatever removes something runs in undo scripts only. */
public final class ForwardRule {
    private ForwardRule() {}

    /** Whether a statement of this kind may run as part of a change. */
    public static boolean runs(StatementFact fact) {
        return whyNot(fact) == null;
    }

    /** Why it may not, one clause; null where it may. */
    public static @Nullable String whyNot(StatementFact fact) {
        if (fact instanceof Refused refused) {
            return refused.reason();
        }
        if (fact instanceof DropTable) {
            return "it removes a table with its rows, which this version does not bring back";
        }
        if (fact instanceof DropSchema) {
            return "it removes a schema with all that is in it, which this version does not bring back";
        }
        if (fact instanceof AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                if (action instanceof DropColumn) {
                    return "it removes a column with its values, which this version does not bring back";
                }
                if (action instanceof DropIndex) {
                    return "it removes an index, which this version does not bring back";
                }
            }
        }
        Refused refused = Refusals.of(fact);
        return refused == null ? null : refused.reason();
    }
}
