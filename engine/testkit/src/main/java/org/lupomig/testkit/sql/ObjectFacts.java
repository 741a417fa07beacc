package org.lupomig.testkit.sql;

import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.ViewFact;

/** Makes facts of what is no table, as empty as they may be. */
public final class ObjectFacts {
    private static final Span AT = Span.at(0);

    private ObjectFacts() {}

    /** {@code DROP TRIGGER}. */
    public static StatementFact dropTrigger(ObjectName trigger) {
        return new TriggerFact.DropTrigger(named(trigger), null, AT);
    }

    /** {@code DROP VIEW}. */
    public static StatementFact dropView(ObjectName view) {
        return new ViewFact.DropViews(List.of(table(view)), null, null, AT);
    }

    /** {@code CREATE PROCEDURE}. */
    public static StatementFact createProcedure(ObjectName procedure) {
        ProgramBody body = new ProgramBody(AT, List.of(), Uses.NONE, List.of(), List.of());
        return new RoutineFact.CreateRoutine(
                RoutineFact.RoutineType.PROCEDURE,
                named(procedure),
                false,
                null,
                false,
                null,
                List.of(),
                null,
                List.of(),
                body,
                AT);
    }

    /** {@code DROP PROCEDURE}. */
    public static StatementFact dropProcedure(ObjectName procedure) {
        return new RoutineFact.DropRoutine(RoutineFact.RoutineType.PROCEDURE, named(procedure), null, AT);
    }

    /** {@code CALL}. */
    public static StatementFact call(ObjectName procedure) {
        return new RowFact.Call(new ObjectRef(procedure, true, AT), Uses.NONE, AT);
    }

    /** {@code DROP EVENT}. */
    public static StatementFact dropEvent(ObjectName event) {
        return new EventFact.DropEvent(named(event), null, AT);
    }

    /** {@code DROP SEQUENCE}. */
    public static StatementFact dropSequence(ObjectName sequence) {
        return new SequenceFact.DropSequences(List.of(table(sequence)), false, null, AT);
    }

    /** {@code CREATE SEQUENCE …}. */
    public static StatementFact createSequence(ObjectName sequence) {
        return new SequenceFact.CreateSequence(table(sequence), false, false, null, List.of(), AT);
    }

    /** {@code DO SETVAL(…)}. */
    public static StatementFact setSequence(ObjectName sequence) {
        return new SequenceFact.SetValue(table(sequence), "1", true, AT);
    }

    private static ObjectRef named(ObjectName name) {
        return new ObjectRef(name, name.schema() != null, AT);
    }

    private static TableRef table(ObjectName name) {
        return new TableRef(name, name.schema() != null, AT);
    }
}
