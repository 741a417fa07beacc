package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.BatchBaseline;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;

/**
 * A completed batch, or a step of one, that a person has taken back by hand: that is recorded as a rollback of its own
 * in which nothing was sent. Its window does not matter, and neither does whether what was kept is there still.
 */
public final class TakenBackByHand {
    private final EnginePorts ports;
    private final Address what;
    private final Candidate going;

    private TakenBackByHand(EnginePorts ports, Address what, Candidate going) {
        this.ports = ports;
        this.what = what;
        this.going = going;
    }

    /**
     * What a person speaks of.
     *
     * @param what a step, or with an empty step name the whole batch
     * @return null where nothing of it has completed
     */
    public static @Nullable TakenBackByHand of(EnginePorts ports, BatchRecord batch, Address what) {
        Candidate going = what.step().isEmpty()
                ? Candidate.of(ports, batch)
                : Candidate.of(ports, batch, step -> step.equals(what));
        return going.completed().isEmpty() ? null : new TakenBackByHand(ports, what, going);
    }

    /** The steps that went back. */
    public List<StepRecord> steps() {
        return going.completed();
    }

    /** What these did, in the order in which they did it. */
    public List<AppliedStep> applied() {
        return going.applied();
    }

    /** Why it cannot be gone while others are there; empty where nothing speaks against it. */
    public List<Problem> refusals() {
        BatchRecord batch = going.batch();
        List<Problem> problems = new ArrayList<>();
        if (!what.step().isEmpty() && batch.rollbackClass() == RollbackClass.A) {
            problems.add(
                    Problem.of(EngineMessage.STEP_NOT_ALONE, what, "its batch is of class A, which goes back whole"));
        }
        if (!what.step().isEmpty()) {
            for (StepRecord other :
                    new SingleStep(ports, batch).candidate(what.step()).completed()) {
                if (!other.address().equals(what)) {
                    problems.add(Problem.of(EngineMessage.RESTS_UPON, other.address(), what));
                }
            }
        }
        Dependents dependents = new Dependents(ports.store());
        problems.addAll(dependents.stuck(batch));
        for (BatchRecord other : dependents.direct(batch)) {
            problems.add(Problem.of(EngineMessage.RESTS_UPON, other.name(), batch.name()));
        }
        return problems;
    }

    /**
     * Records it. A process that dies before the run has begun has changed nothing; one that dies before the second of
     * the two transactions leaves a run in which nothing was touched, which the next command ends as that; one that
     * dies behind it leaves everything as it is to be.
     *
     * @param because the person's reason
     * @param differing what differs from what the person says; empty where nothing does
     * @param said what is recorded, as a sentence
     * @return the run
     */
    public long record(Store.Lock lock, String because, List<String> differing, String said) {
        BatchRecord batch = going.batch();
        String who = ports.owner().who();
        String checksum = going.checksum(ports);
        RunLog log = going.begin(ports, lock, checksum);
        List<StepCursor> cursors = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        for (AppliedStep step : going.applied()) {
            StepCursor cursor = new StepCursor(log, step.step());
            cursors.add(cursor);
            writes.addAll(cursor.stage(
                    Event.REVERTED, "", AppliedBy.toJson(step.trail().run())));
            writes.addAll(cursor.stage(Event.UNDONE, "", data(who, because, differing)));
        }
        going.skipped().forEach(step -> writes.addAll(new StepCursor(log, step).forgetSkip()));
        writes.add(new Write.Batch(
                batch.takenUp(log.run()).ended(StepStatus.ROLLED_BACK, going.staying(), log.stamp()), checksum));
        BatchBaseline open = BatchBaseline.open(ports.store(), batch);
        if (open != null) {
            writes.add(open.write(new Address(batch.plan(), batch.batch(), ""), log.stamp()));
        }
        String differences = String.join("; ", differing);
        writes.add(new Write.RolledBack(
                what,
                batch.rollbackClass(),
                "resolved by hand as rolled back by " + who + ": " + because,
                true,
                cursors.size(),
                0,
                differences,
                log.stamp()));
        String told = said + ", as " + who + " says: " + because;
        writes.add(new Write.Alert(
                Write.Alert.Level.WARNING,
                "resolved by hand",
                told + (differing.isEmpty() ? "" : "; it is not as it was then: " + differences),
                log.stamp()));
        if (going.staying() == 0) {
            String how = "resolved as rolled back by " + who + ": " + because;
            writes.addAll(Alerts.over(new Address(batch.plan(), batch.batch(), ""), how, log.stamp()));
        }
        writes.add(new Write.RunEnded(RunStatus.COMPLETED, told, 0, log.stamp()));
        StepCursor.commit(log, cursors, writes);
        for (StepCursor cursor : cursors) {
            log.tell(new RunEvent.Moved(cursor.address(), State.IDLE, State.ROLLING_BACK, true));
            log.tell(new RunEvent.Moved(cursor.address(), State.ROLLING_BACK, State.IDLE, true));
        }
        return log.run();
    }

    private static Map<String, Object> data(String who, String because, List<String> differing) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("resolved_as", "rolled back");
        data.put("by", who);
        data.put("because", because);
        data.put("differences", new ArrayList<Object>(differing));
        return data;
    }
}
