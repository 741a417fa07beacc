package org.lupomig.orchestrator.undo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.OrdinalMark;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.Sender;
import org.lupomig.orchestrator.run.StepCursor;

/**
 * Takes one step back, in {@code rolling_back}: the author's way where there is one and the step ran whole, then, by
 * what the server shows, whatever is not yet as before.
 */
final class StepUndo {
    /** How long one step's undo may wait for locks before a person is asked. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final EnginePorts ports;
    private final RunLog log;
    private final Likeness likeness;

    StepUndo(EnginePorts ports, RunLog log) {
        this.ports = ports;
        this.log = log;
        this.likeness = new Likeness(ports.definitions());
    }

    /**
     * Takes a step back.
     *
     * @param forwardRun the run that applied it
     * @param ledger what its batch created, as the batch left it
     */
    UndoResult undo(StepCursor cursor, StepTrail trail, long forwardRun, RowLedger ledger, TargetSession session) {
        Sender sender = new Sender(log, cursor.address(), log.now().plus(PATIENCE), () -> false);
        UndoSteps steps = new UndoSteps(log, cursor, session, sender);
        TableRemoval removal = new TableRemoval(log, cursor, ports.target().heldSchema(), forwardRun, steps);
        boolean anyUndone = trail.statements().stream().anyMatch(StatementTrail::undone);
        if (trail.whole() && !trail.authored().isEmpty() && !anyUndone) {
            AuthoredUndo authored = new AuthoredUndo(ports.statements(), likeness, steps, removal, ledger);
            String refusal = authored.run(trail.authored(), trail.authoredBegun(), trail.authoredDone());
            if (refusal != null) {
                log.tell(new RunEvent.Note("the undo script of " + cursor.address() + " stopped: " + refusal
                        + "; going on with the derived undo"));
            }
            Snapshot before = trail.firstBefore();
            if (likeness.same(before, before.again(session))) {
                markAll(cursor, trail);
                return new UndoResult.Restored();
            }
        }
        return derived(cursor, trail, steps, removal, ledger);
    }

    private UndoResult derived(
            StepCursor cursor, StepTrail trail, UndoSteps steps, TableRemoval removal, RowLedger ledger) {
        StatementUndo undo = new StatementUndo(
                ports.definitions(), ports.statements(), likeness, steps, removal, cursor.address(), ledger);
        for (StatementTrail statement : StatementUndo.newestFirst(trail.statements())) {
            if (statement.undone()) {
                continue;
            }
            UndoResult result = undo.undo(statement);
            if (result instanceof UndoResult.Stuck stuck) {
                return new UndoResult.Stuck(origin(statement) + stuck.reason());
            }
            log.commit(List.of(cursor.note(
                    Kind.UNDONE, 0, OrdinalMark.toJson(statement.intent().ordinal()))));
            if (!statement.withoutEffect()) {
                log.tell(new RunEvent.Undone(
                        cursor.address(), statement.intent().work().summary()));
            }
        }
        Snapshot before = trail.firstBefore();
        String difference = likeness.difference(before, before.again(steps.session()));
        return difference.isEmpty()
                ? new UndoResult.Restored()
                : new UndoResult.Stuck("after the undo it is not as before: " + difference);
    }

    private void markAll(StepCursor cursor, StepTrail trail) {
        List<Write> marks = new ArrayList<>();
        for (StatementTrail statement : StatementUndo.newestFirst(trail.statements())) {
            marks.add(cursor.note(
                    Kind.UNDONE, 0, OrdinalMark.toJson(statement.intent().ordinal())));
            log.tell(new RunEvent.Undone(
                    cursor.address(), statement.intent().work().summary()));
        }
        log.commit(marks);
    }

    private static String origin(StatementTrail statement) {
        String source = statement.intent().source();
        return source.isEmpty() ? "" : source + ": ";
    }
}
