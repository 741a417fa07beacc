package org.lupomig.orchestrator.undo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;

/**
 * Takes the steps of a batch back, newest first. It goes by the journal and the server alone, so that it is the same
 * whether the run that applied them is this one, a dead one, or one of last month.
 */
public final class BatchUndo {
    /** How long to wait for the server to let go of a session that is being ended. */
    private static final Duration SESSION_PATIENCE = Duration.ofMinutes(10);

    private final EnginePorts ports;
    private final RunLog log;

    /** Writing to this log. */
    public BatchUndo(EnginePorts ports, RunLog log) {
        this.ports = ports;
        this.log = log;
    }

    /**
     * What is to be taken back.
     *
     * @param cursors the batch's steps that a run took up, in plan order
     * @param trails theirs, in the same order
     * @param forwardRun the run that applied them
     * @param reason for the record
     */
    public record Request(
            String plan,
            String batch,
            List<StepCursor> cursors,
            List<StepTrail> trails,
            long forwardRun,
            String reason) {
        public Request {
            cursors = List.copyOf(cursors);
            trails = List.copyOf(trails);
        }
    }

    /**
     * Takes everything back. Steps that nothing was sent for go to {@code idle}; the first that cannot be undone stops
     * the rest, which may rest on it.
     *
     * @return what a person has to look at; empty where all is as before
     */
    public List<Problem> undo(Request request) {
        Instant began = log.now();
        RowLedger ledger = ledger(request.trails());
        List<Problem> problems = new ArrayList<>();
        int undone = 0;
        for (int i = request.cursors().size() - 1; i >= 0; i--) {
            StepCursor cursor = request.cursors().get(i);
            switch (cursor.state()) {
                case PREPARING, VALIDATING_PRE -> cursor.move(Event.ABANDONED);
                case MIGRATING, VALIDATING_POST, ROLLING_BACK -> {
                    Problem problem = problems.isEmpty()
                            ? undoStep(cursor, request.trails().get(i), request, ledger)
                            : waitFor(cursor, problems.get(0));
                    if (problem == null) {
                        undone++;
                    } else {
                        problems.add(problem);
                    }
                }
                case IDLE, COMPLETING, FAILED -> {}
            }
        }
        String error = problems.isEmpty() ? "" : problems.get(0).message();
        log.commit(List.of(new Write.RolledBack(
                new Address(request.plan(), request.batch(), ""),
                RollbackClass.A,
                request.reason(),
                problems.isEmpty(),
                undone,
                Duration.between(began, log.now()).toMillis(),
                error,
                log.stamp())));
        return problems;
    }

    private @Nullable Problem undoStep(StepCursor cursor, StepTrail trail, Request request, RowLedger ledger) {
        enter(cursor, request.reason());
        String name = log.sessionName(cursor.record().position());
        UndoResult result;
        if (ports.target().endSession(name, SESSION_PATIENCE)) {
            try (TargetSession session = ports.target().open(name, Purpose.UNDO)) {
                result = new StepUndo(ports, log).undo(cursor, trail, request.forwardRun(), ledger, session);
            }
        } else {
            result = new UndoResult.Stuck("the session that worked on it does not end");
        }
        if (result instanceof UndoResult.Stuck stuck) {
            return broken(cursor, stuck.reason());
        }
        cursor.move(Event.UNDONE);
        return null;
    }

    private Problem waitFor(StepCursor cursor, Problem first) {
        enter(cursor, first.message());
        return broken(cursor, "it rests on a step that could not be undone");
    }

    private void enter(StepCursor cursor, String reason) {
        if (cursor.state() != State.ROLLING_BACK) {
            cursor.move(Event.BROKEN_OFF, reason, Map.of(), List.of());
        }
    }

    private Problem broken(StepCursor cursor, String reason) {
        Problem problem = Problem.of(EngineMessage.UNDO_FAILED, cursor.address(), reason);
        cursor.move(
                Event.UNDO_FAILED,
                problem.message(),
                Map.of(),
                List.of(new Write.Alert(Write.Alert.Level.CRITICAL, "undo failed", problem.message(), log.stamp())));
        log.tell(new RunEvent.Failure(cursor.address(), problem.message()));
        return problem;
    }

    private static RowLedger ledger(List<StepTrail> trails) {
        RowLedger ledger = new RowLedger();
        for (StepTrail trail : trails) {
            for (StatementTrail statement : trail.statements()) {
                if (statement.done() != null) {
                    ledger.add(trail.address(), statement.intent().work(), statement.done());
                }
            }
        }
        return ledger;
    }
}
