package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Position;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.StatementPlanner;
import org.lupomig.orchestrator.run.StatementPlanner.Resolution;

/**
 * Runs the way back that an author wrote. Its DROPs are held to the same care as ours: a table goes through
 * {@link TableRemoval}, a schema must be empty. Whether it really led back is the caller's to verify.
 */
final class AuthoredUndo {
    private static final String MARK = "authored";

    private final StatementReader statements;
    private final StatementPlanner planner;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final TableRemoval removal;
    private final RowLedger ledger;

    AuthoredUndo(
            StatementReader statements, Likeness likeness, UndoSteps steps, TableRemoval removal, RowLedger ledger) {
        this.statements = statements;
        this.planner = new StatementPlanner(statements);
        this.likeness = likeness;
        this.steps = steps;
        this.removal = removal;
        this.ledger = ledger;
    }

    /** Whether journal data belongs to an author's undo. */
    static boolean marks(Map<String, Object> data) {
        return data.get(MARK) != null;
    }

    /**
     * Runs it, from where a run that died has left it.
     *
     * @param begun intents of it that are in the journal, in order
     * @param answered how many of them were answered
     * @return why it could not be run to its end, or null where it was
     */
    @Nullable
    String run(List<AuthoredStatement> script, List<StatementIntent> begun, int answered) {
        int next = firstOpen(begun, answered);
        for (int i = next; i < script.size(); i++) {
            AuthoredStatement statement = script.get(i);
            String refusal = send(i + 1, statement);
            if (refusal != null) {
                return statement.source() + ": " + refusal;
            }
        }
        return null;
    }

    /** The statement to go on with: one that was in flight is sent again only where its objects are as before it. */
    private int firstOpen(List<StatementIntent> begun, int answered) {
        if (begun.isEmpty()) {
            return 0;
        }
        StatementIntent last = begun.get(begun.size() - 1);
        boolean open = begun.size() > answered
                && likeness.same(last.before(), last.before().again(steps.session()));
        int number = last.source().isEmpty() ? begun.size() : Integer.parseInt(last.source());
        return open ? number - 1 : number;
    }

    private @Nullable String send(int number, AuthoredStatement statement) {
        StatementFact fact = statements.read(statement.sql(), statement.defaultSchema());
        TargetSession session = steps.session();
        session.useSchema(statement.defaultSchema());
        Map<String, Object> marks = Map.of(MARK, true, "source", Integer.toString(number));
        if (fact instanceof StatementFact.UseSchema
                || fact instanceof StatementFact.Query
                || fact instanceof StatementFact.SetNames) {
            return null;
        } else if (fact instanceof StatementFact.DropTable drop) {
            return dropTables(number, drop, session);
        } else if (fact instanceof StatementFact.DropSchema drop) {
            return dropSchema(drop, marks, session);
        }
        Location nowhere = new Location(statement.source(), Span.at(0), new Position(1, 1));
        Resolution resolution = planner.resolve(fact, statement.sql(), nowhere, session, new RowLedger());
        if (resolution instanceof Resolution.Blocked blocked) {
            return blocked.problem().message();
        }
        Resolution.Ready ready = (Resolution.Ready) resolution;
        TargetOperation operation = ready.operation();
        return operation == null ? null : steps.send(ready.work(), operation, ready.sql(), marks);
    }

    private @Nullable String dropTables(int number, StatementFact.DropTable drop, TargetSession session) {
        List<ObjectName> missing = new ArrayList<>();
        for (ObjectName written : drop.tables()) {
            ObjectName table = written.in(session.defaultSchema());
            if (!(session.describe(table) instanceof ObjectState.Present)) {
                missing.add(table);
            }
            RowLedger.Entry known = ledger.get(table);
            if (removal.remove(table, 1000 + number, known == null ? RowLedger.Entry.EMPTY : known)
                    instanceof UndoResult.Stuck stuck) {
                return stuck.reason();
            }
        }
        return drop.guard() == null && !missing.isEmpty() ? missing.get(0) + " does not exist" : null;
    }

    private @Nullable String dropSchema(
            StatementFact.DropSchema drop, Map<String, Object> marks, TargetSession session) {
        SchemaState state = session.describeSchema(drop.schema());
        if (!(state instanceof SchemaState.Present present)) {
            return drop.guard() == null ? "schema " + drop.schema() + " does not exist" : null;
        }
        if (!present.contents().isEmpty()) {
            return "schema " + drop.schema() + " is not empty: it has "
                    + String.join(
                            ", ",
                            present.contents()
                                    .subList(0, Math.min(10, present.contents().size())));
        }
        return steps.send(
                new Work.DropsSchema(drop.schema()),
                new TargetOperation.DropSchema(drop.schema()),
                "DROP SCHEMA",
                marks);
    }
}
