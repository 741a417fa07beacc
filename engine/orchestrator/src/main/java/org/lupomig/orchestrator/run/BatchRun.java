package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.freeze.Freeze;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.rollback.Takeback;
import org.lupomig.orchestrator.undo.BatchUndo;

/**
 * Runs the pending steps of one class-A batch. Every step waits in {@code validating_post} until the batch's own checks
 * have passed; then one transaction moves all of them past the commit point. Before it everything goes back, after it
 * everything goes forward. Where one step fails while others are worked on, these finish the statement that the server
 * has, and begin no other.
 */
final class BatchRun {
    private final BatchTaken taken;
    private final EnginePorts ports;
    private final RunLog log;
    private final BatchProgress progress;
    private final CommitPoint commitPoint;
    private final NavigableMap<Integer, Failure> failures = new TreeMap<>();
    private boolean begun;
    private boolean stopping;

    /** Of a batch that is taken up. */
    BatchRun(BatchTaken taken) {
        this.taken = taken;
        this.ports = taken.ports();
        this.log = taken.log();
        this.progress = new BatchProgress(
                log,
                taken.plan().name(),
                taken.cursors().values(),
                taken.batch().steps().stream()
                        .filter(step -> taken.cursors().containsKey(step.address()))
                        .flatMap(step -> step.statements().stream())
                        .toList(),
                taken.made(),
                taken.crew());
        this.commitPoint = new CommitPoint(ports, log, taken.cursors().values(), progress);
    }

    /** The same, in whatever way its class says. */
    static BatchOutcome run(BatchTaken taken) {
        return taken.batch().rollbackClass() == RollbackClass.A
                ? new BatchRun(taken).run()
                : new StepwiseRun(taken).run();
    }

    private BatchOutcome run() {
        forward();
        BatchOutcome completed = failures.isEmpty() ? complete() : null;
        return completed == null ? failed() : completed;
    }

    /** What comes behind the commit point; null where that was refused together with it. */
    private @Nullable BatchOutcome complete() {
        Freeze freeze = taken.freeze();
        freeze.thawed();
        try {
            Problem unwritten = new Completion(ports, log, freeze)
                    .settling(taken.settled())
                    .complete(
                            taken.record(),
                            taken.plan().checksum(),
                            List.copyOf(taken.cursors().values()),
                            BatchNotes.of(taken.plan()),
                            progress.tables());
            String detail = unwritten == null ? "" : "batch " + taken.batch().name() + " is done";
            return new BatchOutcome(List.of(), List.of(), unwritten, detail, freeze.sentence());
        } catch (ServerRefused e) {
            notPassed(e);
            return null;
        }
    }

    private BatchOutcome failed() {
        List<Problem> said = new ArrayList<>();
        failures.values().forEach(each -> {
            Problem problem = each.failed().problem();
            said.add(problem);
            log.tell(new RunEvent.Failure(each.at(), problem.message(), problem.location()));
        });
        List<Problem> stuck = back(said);
        int completed = completed();
        boolean inPart = taken.holdsUnchecked();
        boolean whole = stuck.isEmpty() && !inPart;
        taken.close(whole ? StepStatus.ROLLED_BACK : StepStatus.FAILED, completed, said);
        return new BatchOutcome(
                said,
                stuck,
                null,
                detail(!stuck.isEmpty(), inPart, completed),
                taken.freeze().sentence());
    }

    private String detail(boolean stuck, boolean inPart, int completed) {
        String name = "batch " + taken.batch().name();
        if (stuck) {
            return name + " failed and could not be undone wholly: it needs a person";
        }
        String stays = completed + " of " + Counted.of(taken.record().totalSteps(), "step")
                + (completed == 1 ? " has" : " have") + " completed before and "
                + (completed == 1 ? "stays" : "stay");
        return inPart
                ? name + " failed in part: " + stays + ", all else is as before it"
                : name + " failed and is undone: " + log.undone() + (completed == 0 ? "" : "; " + stays);
    }

    /** How many of its steps stay completed. */
    private int completed() {
        return taken.goesOn()
                ? (int) taken.rows().stream()
                        .filter(row -> row.status() == StepStatus.COMPLETED)
                        .count()
                : taken.record().completedSteps();
    }

    /** Up to and past the commit point; what speaks against that is among the failures then. */
    private void forward() {
        CommitPoint.Left[] left = {CommitPoint.Left.NOTHING};
        Failed failed = Failed.of(RollbackClass.A, () -> {
            Problem unfrozen = taken.begin();
            if (unfrozen != null) {
                return new Failed(unfrozen, RollbackClass.A, true);
            }
            begun = true;
            taken.work(failures::isEmpty, () -> stopping = true, this::step);
            Failed found = failures.isEmpty() ? taken.ofBatch().post() : null;
            found = failures.isEmpty() && found == null ? implicit() : found;
            left[0] = failures.isEmpty() && found == null ? commitPoint.left() : left[0];
            return found;
        });
        if (failed != null) {
            failures.put(Integer.MAX_VALUE, new Failure(taken.address(), failed));
        }
        if (failures.isEmpty()) {
            pass(left[0]);
        }
        boolean others =
                failures.values().stream().anyMatch(each -> !each.failed().isStop());
        if (others) {
            // They were stopped because of those.
            failures.values().removeIf(each -> each.failed().isStop());
        } else if (failures.size() > 1) {
            failures.tailMap(failures.firstKey(), false).clear();
        }
        failures.values().removeAll(echoes());
    }

    private @Nullable Failed implicit() {
        // Steps may have completed one by one while the batch was of another class.
        NewOrphansCheck orphans = NewOrphansCheck.atEnd(taken, new DeferredKeys(taken));
        return new ImplicitChecks(log, taken.address(), taken.cursors().values(), progress, orphans)
                .make(taken.longest(), taken.options().stopRequested(), RollbackClass.A);
    }

    /** What steps that share a session or a commit have heard of the same loss or refusal, but for one of them. */
    private List<Failure> echoes() {
        List<Failure> all = List.copyOf(failures.values());
        return all.stream()
                .filter(each -> all.stream().anyMatch(other -> each.failed()
                        .echoes(other.failed(), all.indexOf(other) < all.indexOf(each))))
                .toList();
    }

    private void pass(CommitPoint.Left left) {
        Map<String, Object> notes = BatchNotes.of(taken.plan()).toJson();
        if (!taken.freeze().isPublished()) {
            commitPoint.passLater(left, notes);
            return;
        }
        try {
            // Not here a lost connection: whether the commit point was passed is not known then, and nothing is done.
            commitPoint.pass(left, notes, taken.freeze().thawing());
        } catch (ServerRefused e) {
            notPassed(e);
        }
    }

    private void notPassed(ServerRefused e) {
        failures.put(Integer.MAX_VALUE, new Failure(taken.address(), new Failed(refused(e), RollbackClass.A)));
    }

    /** One that fails lets none of the others begin another statement. */
    private void step(Step step, StepCursor cursor) {
        RunOptions options = taken.options().stoppedBy(() -> stopping);
        Failed failed = Failed.of(
                RollbackClass.A, () -> new StepWalk(ports, log, step, cursor, taken.checks(), options, progress)
                        .walk(taken.requirements(), taken.ofBatch()));
        if (failed != null) {
            stopping = true;
            failures.put(step.position(), new Failure(failed.ofBatch() ? taken.address() : step.address(), failed));
        }
    }

    /** What stopped a step, or the batch. */
    private record Failure(Address at, Failed failed) {}

    /** What was done and is not written yet is, if the server takes it: else the undo goes by what it sees. */
    private void settle() {
        try {
            log.flush();
        } catch (ServerRefused e) {
            log.tell(new RunEvent.Note("what was done last could not be written down: " + e.getMessage()));
        }
    }

    static Problem refused(ServerRefused e) {
        return Problem.of(EngineMessage.SERVER_REFUSED, e.code() + " " + e.getMessage());
    }

    /** Also what has completed while the batch was of another class, where the work itself has failed. */
    private List<Problem> back(List<Problem> said) {
        settle();
        String reason = said.get(0).message();
        List<StepRecord> earlier = takesAll() ? KeptWays.unchecked(taken) : List.of();
        if (earlier.isEmpty()) {
            return BatchUndo.of(ports, log, taken.address(), rows()).undo(reason);
        }
        log.tell(Failed.takesBack(
                RollbackClass.A,
                earlier.stream().map(step -> step.address().step()).toList()));
        Takeback takeback = new Takeback(ports, log, taken.record());
        takeback.decide(
                List.copyOf(taken.cursors().values()), earlier, taken.plan().checksum(), reason);
        List<Address> going = earlier.stream().map(StepRecord::address).toList();
        List<StepRecord> rows = new ArrayList<>(rows());
        taken.rows().stream().filter(row -> going.contains(row.address())).forEach(rows::add);
        return takeback.undoTogether(rows, reason, RollbackClass.A);
    }

    private boolean takesAll() {
        return begun
                && taken.goesOn()
                && failures.values().stream().anyMatch(each -> !each.failed().isOfRun());
    }

    private List<StepRecord> rows() {
        return taken.cursors().values().stream().map(StepCursor::record).toList();
    }
}
