package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;

/**
 * What a step did to a table that it has made itself, where no statement of it does more to that than change its rows
 * and its definition, and foreign keys lead neither to it nor from it.
 *
 * @param left how the statements that made and altered it left it, in their order; empty where that is not all
 */
record OwnTable(List<ObjectState.Present> left) {
    private static final OwnTable NONE = new OwnTable(List.of());

    OwnTable {
        left = List.copyOf(left);
    }

    /** Of that name, as the journal of the step knows it. */
    static OwnTable of(ObjectName table, List<StatementTrail> statements) {
        List<ObjectState.Present> left = new ArrayList<>();
        for (StatementTrail statement : statements) {
            Work work = statement.intent().work();
            if (!work.objects().contains(table) || statement.withoutEffect()) {
                continue;
            }
            StatementDone done = statement.done();
            if (done == null || !isOn(work, table, left.isEmpty())) {
                return NONE;
            }
            if (isOnRows(work)) {
                continue;
            }
            if (!(done.after().object(table) instanceof ObjectState.Present present) || !isAlone(present)) {
                return NONE;
            }
            left.add(present);
        }
        return new OwnTable(left);
    }

    /** Whether these have made tables, and filled and altered them, under the same settings, and done nothing else. */
    static boolean areAll(List<StatementTrail> statements) {
        return statements.stream()
                        .allMatch(statement -> isOne(statement.intent().work()))
                && statements.stream()
                                .map(statement -> statement.intent().context())
                                .distinct()
                                .count()
                        == 1;
    }

    private static boolean isOne(Work work) {
        return work instanceof Work.CreatesTable
                || work instanceof Work.Alters
                || work instanceof Work.CreatesSchema
                || work instanceof Work.Nothing
                || isOnRows(work);
    }

    /** Whether foreign keys lead neither to it nor from it. */
    static boolean isAlone(ObjectState.Present table) {
        return table.incoming().isEmpty() && !table.definition().contains(" REFERENCES ");
    }

    private static boolean isOn(Work work, ObjectName table, boolean first) {
        if (work instanceof Work.CreatesTable creates) {
            return first && creates.table().equals(table);
        }
        return !first
                && (isOnRows(work)
                        || (work instanceof Work.Alters alters
                                && alters.kept() == null
                                && alters.keys().isEmpty()));
    }

    private static boolean isOnRows(Work work) {
        return work instanceof Work.Inserts || work instanceof Work.ChangesOwnRows;
    }
}
