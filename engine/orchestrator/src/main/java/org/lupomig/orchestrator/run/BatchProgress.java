package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.BrokenViews;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetSession;

/** How far a batch has come: its steps, what they created, and what they left of what they named. */
final class BatchProgress {
    private final RunLog log;
    private final String plan;
    private final Collection<StepCursor> cursors;
    private final RowLedger ledger = new RowLedger();
    private final BrokenViews views = BrokenViews.ofBatch();
    private final List<Statement> statements;
    private final Map<Integer, Integer> tables = new HashMap<>();
    private final Map<ObjectName, ObjectState> seen = new LinkedHashMap<>();

    /**
     * Of a batch.
     *
     * @param statements all that it will send, as far as it is known now
     */
    BatchProgress(RunLog log, String plan, Collection<StepCursor> cursors, List<Statement> statements) {
        this.statements = statements;
        this.log = log;
        this.plan = plan;
        this.cursors = cursors;
    }

    /** The tables that the batch created. */
    RowLedger ledger() {
        return ledger;
    }

    /** Views that could not be made again. */
    BrokenViews views() {
        return views;
    }

    /** A step is about to begin: before the first of them, what the batch will change is as it is to be afterwards. */
    void begins(TargetSession session) {
        views.look(statements, session);
    }

    /** How many tables each step named, by its position. */
    Map<Integer, Integer> tables() {
        return tables;
    }

    /** A statement took effect, or is known to have had none. */
    void did(Address step, Work work, StatementDone done) {
        ledger.add(step, work, done);
        if (done.effect()) {
            seen.putAll(done.after().objects());
        }
    }

    /** A step sent all its statements. */
    void migrated(StepCursor cursor, int named) {
        tables.put(cursor.record().position(), named);
    }

    /**
     * Tables whose definitions another statement may have changed since. Where a foreign key is among what the batch
     * touched that may be any of them: a parent does not show the key of a child that came after it.
     */
    List<ObjectName> related() {
        List<ObjectName> names = new ArrayList<>();
        boolean keys = false;
        for (Map.Entry<ObjectName, ObjectState> entry : seen.entrySet()) {
            if (entry.getValue() instanceof ObjectState.Present present) {
                names.add(entry.getKey());
                keys |= !present.incoming().isEmpty() || present.definition().contains(" REFERENCES ");
            }
        }
        return keys ? names : List.of();
    }

    /** The progress as it is published. */
    Write write(String phase) {
        int done = (int) cursors.stream()
                .filter(c -> c.state() == State.VALIDATING_POST
                        || c.state() == State.COMPLETING
                        || c.record().status() == StepStatus.SKIPPED)
                .count();
        return new Write.Progress(plan, phase, done, cursors.size(), log.stamp());
    }
}
