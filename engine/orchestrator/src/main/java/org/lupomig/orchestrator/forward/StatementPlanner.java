package org.lupomig.orchestrator.forward;

import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateSchema;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.Insert;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Likeness;

/**
 * Looks at the server and says what a forward statement will do there. {@code IF [NOT] EXISTS} is answered here and the
 * plain form is sent, so that "created by us" is never a guess.
 */
public final class StatementPlanner {
    private final Likeness likeness;

    /** With a way to tell definitions apart. */
    public StatementPlanner(Likeness likeness) {
        this.likeness = likeness;
    }

    /**
     * Looks, and says what will be done.
     *
     * @param fact of a kind that runs forward
     */
    public Resolution resolve(StatementFact fact, Situation situation) {
        if (fact instanceof CreateSchema create) {
            return SchemaPlanner.resolve(create, situation);
        } else if (fact instanceof CreateTable create) {
            return CreateTablePlanner.resolve(create, situation);
        } else if (fact instanceof RenameTable rename) {
            return RenamePlanner.resolve(rename, situation, likeness);
        } else if (fact instanceof AlterTable alter) {
            return AlterPlanner.resolve(alter, situation);
        } else if (fact instanceof Insert || fact instanceof RowFact) {
            return RowPlanner.resolve(fact, situation);
        }
        return situation.blocked(EngineMessage.STATEMENT_REFUSED, fact.kind(), "it has no way back");
    }
}
