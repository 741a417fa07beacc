package org.lupomig.orchestrator.forward;

import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateSchema;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.StatementFact.Insert;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.model.sql.StatementFact.TruncateTable;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;
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

    /** Whether a statement changes something that is no table, and holds no rows. */
    public static boolean changesObject(StatementFact fact) {
        return fact instanceof TriggerFact
                || fact instanceof ViewFact
                || fact instanceof RoutineFact
                || fact instanceof EventFact
                || fact instanceof SequenceFact
                || fact instanceof SessionFact;
    }

    /**
     * Looks, and says what will be done.
     *
     * @param fact of a kind that runs forward
     */
    public Resolution resolve(StatementFact fact, Situation situation) {
        String acts =
                ReadViews.whyNot(fact, situation.session().defaultSchema(), situation.session(), situation.reader());
        if (acts != null) {
            return situation.blocked(EngineMessage.STATEMENT_REFUSED, fact.kind(), acts);
        }
        if (fact instanceof CreateSchema create && create.orReplace()) {
            return new DropSchemaPlanner(new Holding(situation, likeness)).resolve(create);
        } else if (fact instanceof CreateSchema create) {
            return SchemaPlanner.resolve(create, situation);
        } else if (fact instanceof CreateTable create && create.orReplace()) {
            return new ReplaceTablePlanner(new Holding(situation, likeness)).resolve(create);
        } else if (fact instanceof CreateTable create) {
            return CreateTablePlanner.resolve(create, new Holding(situation, likeness));
        } else if (fact instanceof RenameTable rename) {
            return RenamePlanner.resolve(rename, situation, likeness);
        } else if (fact instanceof AlterTable alter) {
            return AlterPlanner.resolve(alter, situation, likeness.definitions());
        } else if (fact instanceof AlterSchema alter) {
            return AlterPlanner.resolve(alter, situation);
        } else if (fact instanceof DropSchema drop) {
            return new DropSchemaPlanner(new Holding(situation, likeness)).resolve(drop);
        } else if (fact instanceof DropTable drop) {
            return new DropTablePlanner(new Holding(situation, likeness)).resolve(drop);
        } else if (fact instanceof TruncateTable truncate) {
            return new TruncatePlanner(new Holding(situation, likeness)).resolve(truncate);
        } else if (fact instanceof Insert || fact instanceof RowFact) {
            return RowPlanner.resolve(fact, situation);
        }
        Resolution ofObject = ObjectPlanner.resolve(fact, situation);
        if (ofObject != null) {
            return ofObject;
        }
        Resolution ofAccount = AccountPlanner.resolve(fact, situation);
        if (ofAccount != null) {
            return ofAccount;
        }
        return situation.blocked(EngineMessage.STATEMENT_REFUSED, fact.kind(), "it has no way back");
    }
}
