package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.AppliedRuns;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.BatchUndo;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * Takes back what a run has left of a batch whose steps are, or once were, committed one by one: what was under way,
 * and steps that have completed, where a check of the batch or a failure of class A says so. These are looked at like
 * those that an operator takes back: where something has moved on since, none of them is touched, and a person is
 * asked.
 */
public final class Takeback {
    private final EnginePorts ports;
    private final RunLog log;
    private final BatchRecord batch;

    /** Of one batch, as its row stands. */
    public Takeback(EnginePorts ports, RunLog log, BatchRecord batch) {
        this.ports = ports;
        this.log = log;
        this.batch = batch;
    }

    /**
     * Writes down that these go back: all or none, so that a kill from here on finds them on their way.
     *
     * @param open steps that may be under way, empty where there are none
     * @param completed rows of steps that have completed
     * @param checksum of the plan
     * @param reason for their rows
     */
    public void decide(List<StepCursor> open, List<StepRecord> completed, String checksum, String reason) {
        List<StepCursor> cursors = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        List<RunEvent> events = new ArrayList<>();
        for (StepCursor cursor : open) {
            State from = cursor.state();
            if (from == State.MIGRATING || from == State.VALIDATING_POST) {
                writes.addAll(cursor.stage(Event.BROKEN_OFF, reason, log.refusal(cursor.address())));
                events.add(new RunEvent.Moved(cursor.address(), from, State.ROLLING_BACK));
                cursors.add(cursor);
            }
        }
        AppliedRuns applied = new AppliedRuns(ports.store());
        for (StepRecord step : completed) {
            StepCursor cursor = new StepCursor(log, step);
            writes.addAll(cursor.stage(Event.REVERTED, reason, AppliedBy.toJson(applied.of(step))));
            events.add(new RunEvent.Moved(cursor.address(), State.IDLE, State.ROLLING_BACK));
            cursors.add(cursor);
        }
        writes.add(new Write.Batch(batch.without(completed.size()), checksum));
        StepCursor.commit(log, cursors, writes);
        events.forEach(log::tell);
    }

    /**
     * Takes back what is on its way, the step that was under way first.
     *
     * @param rows of all steps of the batch that the run has taken up, forward or back
     * @param reason for the record
     * @param rollbackClass for the record
     * @return what a person has to look at; empty where all of it is as before
     */
    public List<Problem> undo(List<StepRecord> rows, String reason, RollbackClass rollbackClass) {
        List<StepRecord> open = new ArrayList<>();
        List<StepRecord> reverted = new ArrayList<>();
        for (AppliedStep step : AppliedStep.read(ports.store(), rows, log.run())) {
            StepRecord row = step.step();
            boolean refused = row.state() == State.FAILED && !step.trail().undoFailed();
            if (!step.trail().completed() && row.state() != State.IDLE && !refused) {
                open.add(row);
            } else if (step.trail().completed() && row.state() != State.IDLE) {
                reverted.add(row);
            }
        }
        Address address = new Address(batch.plan(), batch.batch(), "");
        List<Problem> stuck = new ArrayList<>();
        if (!open.isEmpty()) {
            Address what = open.size() == 1 ? open.get(0).address() : address;
            stuck.addAll(BatchUndo.of(ports, log, what, open).undo(reason, rollbackClass, null));
        }
        stuck.addAll(oneByOne(reverted, reason, rollbackClass, !stuck.isEmpty()));
        return stuck;
    }

    /**
     * The same where steps of the run pass one commit point together: these go back as one, and then what has completed
     * before them, each by itself.
     */
    public List<Problem> undoTogether(List<StepRecord> rows, String reason, RollbackClass rollbackClass) {
        List<StepRecord> own = new ArrayList<>();
        List<StepRecord> reverted = new ArrayList<>();
        for (AppliedStep step : AppliedStep.read(ports.store(), rows, log.run())) {
            if (!step.trail().completed()) {
                own.add(step.step());
            } else if (step.step().state() != State.IDLE) {
                reverted.add(step.step());
            }
        }
        Address address = new Address(batch.plan(), batch.batch(), "");
        List<Problem> stuck = new ArrayList<>();
        if (!own.isEmpty() || reverted.isEmpty()) {
            stuck.addAll(BatchUndo.of(ports, log, address, own).undo(reason, rollbackClass, null));
        }
        stuck.addAll(oneByOne(reverted, reason, rollbackClass, !stuck.isEmpty()));
        return stuck;
    }

    /** Each as if it were the only one: it was committed alone, and those behind it are back by then. */
    private List<Problem> oneByOne(
            List<StepRecord> reverted, String reason, RollbackClass rollbackClass, boolean blocked) {
        List<Problem> stuck = new ArrayList<>();
        String rests = "it may rest on a step that could not be undone";
        String objection = blocked || reverted.isEmpty() || begun(reverted) ? null : objection(reverted);
        for (int i = reverted.size() - 1; i >= 0; i--) {
            List<StepRecord> one = List.of(reverted.get(i));
            String against = blocked || !stuck.isEmpty() ? rests : objection;
            if (against == null && !begun(one)) {
                against = objection(one);
            }
            stuck.addAll(BatchUndo.of(ports, log, one.get(0).address(), one).undo(reason, rollbackClass, against));
        }
        return stuck;
    }

    /** What has moved on since these completed; null where nothing has. */
    private @Nullable String objection(List<StepRecord> reverted) {
        List<StepTrail> trails = AppliedStep.read(ports.store(), reverted, log.run()).stream()
                .map(AppliedStep::trail)
                .toList();
        List<Problem> conflicts = new ArrayList<>();
        Dependents dependents = new Dependents(ports.store());
        conflicts.addAll(dependents.stuck(batch));
        for (BatchRecord other : dependents.direct(batch)) {
            conflicts.add(Problem.of(EngineMessage.OTHERS_DEPEND, other.name(), batch.name()));
        }
        Set<Discard> allowed =
                trails.stream().flatMap(trail -> trail.discards().stream()).collect(Collectors.toSet());
        boolean goesOn = conflicts.isEmpty();
        String name = log.sessionName(reverted.get(0).position());
        try (TargetSession session = ports.target().open(name, Purpose.UNDO)) {
            for (Conflict conflict : new LateConflicts(
                            ports.statements(), new Likeness(ports.definitions()), session, GoneBefore.NOTHING)
                    .stepwise()
                    .find(trails)) {
                // A table that was renamed is allowed by the name that it had when it was changed.
                boolean isAllowed = conflict.discards().stream().anyMatch(allowed::contains);
                if (!isAllowed || !conflict.goesOn()) {
                    conflicts.add(conflict.problem());
                    goesOn = goesOn && conflict.goesOn();
                }
            }
        }
        if (conflicts.isEmpty()) {
            return null;
        }
        String all = conflicts.stream().map(Problem::message).collect(Collectors.joining("; "));
        return goesOn ? all + Discard.option(reverted.get(0).address()) : all;
    }

    private boolean begun(List<StepRecord> reverted) {
        List<Address> steps = reverted.stream().map(StepRecord::address).toList();
        return ports.store().journal(log.run()).stream()
                .anyMatch(entry -> steps.contains(entry.step())
                        && (entry.kind() == Kind.UNDO_INTENT || entry.kind() == Kind.UNDONE));
    }
}
