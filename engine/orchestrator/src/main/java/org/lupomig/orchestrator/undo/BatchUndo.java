package org.lupomig.orchestrator.undo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.machine.RecoveryTable.Action;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.run.UndoProgress;

/**
 * Takes the steps of a batch back, the last one applied first. It goes by the journal and the server alone, so that it
 * is the same whether the run that applied them is this one, a dead one, or one of last month.
 */
public final class BatchUndo {
    private final EnginePorts ports;
    private final RunLog log;
    private final Address batch;
    private final StepsBack steps;
    private final UndoSessions sessions;

    /**
     * The undo of what a run has done of a batch, forward or back. The sessions of its steps are ended first: what they
     * were about to commit is in the journal then, or never will be.
     *
     * @param batch what it is recorded as: a batch, with an empty step name, or one step
     * @param steps rows of all steps that the run took up, also those that are undone already, because they tell what
     *     the others left
     */
    public static BatchUndo of(EnginePorts ports, RunLog log, Address batch, List<StepRecord> steps) {
        Set<String> living = UndoSessions.living(ports, log, steps.stream().filter(step -> step.state() != State.IDLE));
        return new BatchUndo(ports, log, batch, AppliedStep.read(ports.store(), steps, log.run()), living);
    }

    /**
     * The undo of one batch, writing to this log.
     *
     * @param batch with an empty step name
     * @param steps all that a run took up, in the order in which they were applied: also those that are undone already,
     *     because they tell what the others left
     */
    public BatchUndo(EnginePorts ports, RunLog log, Address batch, List<AppliedStep> steps) {
        this(
                ports,
                log,
                batch,
                steps,
                UndoSessions.living(ports, log, steps.stream().map(AppliedStep::step)));
    }

    private BatchUndo(EnginePorts ports, RunLog log, Address batch, List<AppliedStep> steps, Set<String> living) {
        this.ports = ports;
        this.log = log;
        this.batch = batch;
        this.steps = new StepsBack(ports, log, steps);
        this.sessions = new UndoSessions(ports, log, living);
    }

    /** The steps, as they stand. */
    public List<StepCursor> cursors() {
        return List.copyOf(steps.cursors());
    }

    /**
     * Takes everything back. Steps that nothing was sent for go to {@code idle}; the first that cannot be undone stops
     * the rest, which may rest on it.
     *
     * @param reason for the record
     * @return what a person has to look at; empty where all is as before
     */
    public List<Problem> undo(String reason) {
        return undo(reason, RollbackClass.A, null);
    }

    /**
     * The same, unless something speaks against it: then nothing is touched, and every step that was to be taken back
     * waits for a person.
     *
     * @param rollbackClass for the record
     * @param objection what speaks against it, null where nothing does
     */
    public List<Problem> undo(String reason, RollbackClass rollbackClass, @Nullable String objection) {
        Instant began = log.now();
        UnitLedgers ledgers = new UnitLedgers(steps.trails());
        UndoProgress progress = steps.measured(batch.plan());
        log.goesBack(progress);
        log.later(progress.due());
        steps.cursors().forEach(cursor -> cursor.goesBack(rollbackClass, reason));
        int earlier = steps.undoneEarlier();
        String against = objection == null ? byScript(ledgers) : objection;
        List<Write> writes = new ArrayList<>();
        List<Problem> problems = stepByStep(reason, against, ledgers, writes);
        int undone = steps.undone();
        String phase = problems.isEmpty() ? "rolled_back" : "failed";
        writes.add(new Write.Progress(batch.plan(), phase, undone, undone + problems.size(), log.stamp()));
        writes.add(new Write.RolledBack(
                batch,
                rollbackClass,
                reason,
                problems.isEmpty(),
                earlier + undone,
                Duration.between(began, log.now()).toMillis(),
                problems.isEmpty() ? "" : problems.get(0).message(),
                log.stamp()));
        log.commit(writes);
        return problems;
    }

    /**
     * Takes back what is not, the last step first.
     *
     * @param against what speaks against that, null where nothing does
     * @param writes gets what is to be written with the end
     */
    private List<Problem> stepByStep(String reason, @Nullable String against, UnitLedgers ledgers, List<Write> writes) {
        SingleSteps single = new SingleSteps(ports, log, steps, sessions, ledgers);
        GroupsBack groups = new GroupsBack(ports, log, steps, sessions, ledgers, single);
        List<Problem> problems = new ArrayList<>();
        for (int i = steps.cursors().size() - 1; i >= 0; i--) {
            Action decided = steps.decided(i);
            if (decided != null) {
                as(decided, i, ledgers, writes, problems);
                continue;
            }
            boolean free = problems.isEmpty() && against == null;
            List<List<Integer>> together = free && single.waiting().isEmpty() ? groups.from(i) : List.of();
            if (!together.isEmpty()) {
                problems.addAll(groups.undo(together, reason));
                i -= together.stream().mapToInt(List::size).sum() - 1;
                continue;
            }
            steps.enter(i, problems.isEmpty() ? reason : problems.get(0).message());
            Problem problem;
            if (!problems.isEmpty()) {
                problem = steps.broken(i, StepsBack.RESTS);
            } else {
                problem = against == null ? single.undo(i) : steps.broken(i, against);
            }
            if (problem != null) {
                problems.add(problem);
            }
        }
        for (int i : single.waiting()) {
            // It needed what an older step has brought back by now.
            Problem problem = problems.isEmpty()
                    ? single.undoAtLast(i)
                    : steps.broken(i, "it waits for a step that could not be undone");
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems;
    }

    /** What is decided of a step whatever is there. */
    private void as(Action decided, int i, UnitLedgers ledgers, List<Write> writes, List<Problem> problems) {
        StepCursor cursor = steps.cursor(i);
        switch (decided) {
            case ABANDON -> cursor.moveLater(Event.ABANDONED, "", Map.of(), List.of());
            case LEAVE -> {
                steps.trail(i).takenBack(ledgers.of(i));
                writes.addAll(cursor.forgetSkip());
            }
            case ASK ->
                // A run that died after this one's undo had failed: the rest still rests on it.
                problems.add(Problem.of(
                        EngineMessage.UNDO_FAILED,
                        cursor.address(),
                        cursor.record().error()));
            case COMPLETE, WAIT, CLOSE, TAKE_BACK -> {}
        }
    }

    /**
     * Runs the author's undo of the whole batch, where the rollback was begun with it.
     *
     * @return why nothing more is taken back; null where what is still to be taken back goes by what is derived
     */
    private @Nullable String byScript(UnitLedgers ledgers) {
        BatchScriptUndo script = new BatchScriptUndo(ports, log, batch, steps.cursors(), steps.trails());
        if (!script.isDue()) {
            return null;
        }
        String objection = script.objection();
        if (objection != null) {
            return objection;
        }
        int carrier = script.carrier();
        int open = (int) steps.cursors().stream()
                .filter(cursor -> cursor.state() == State.ROLLING_BACK)
                .count();
        String name = steps.sessionName(carrier);
        UndoResult result = sessions.over(
                name,
                ports,
                () -> ports.target().open(name, Purpose.UNDO),
                session -> script.run(session, ledgers.of(carrier), steps.checked()));
        steps.undone(result instanceof UndoResult.Restored ? open : 0);
        return result instanceof UndoResult.Stuck stuck ? stuck.reason() : null;
    }
}
