package org.lupomig.orchestrator.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.undo.BatchUndo;

/**
 * Runs the pending steps of one class-A batch. Every step waits in {@code validating_post} until the batch's own checks
 * have passed; then one transaction moves all of them past the commit point. Before it everything goes back, after it
 * everything goes forward.
 */
final class BatchRun {
    private final BatchTaken taken;
    private final EnginePorts ports;
    private final RunLog log;
    private final BatchProgress progress;
    private final CommitPoint commitPoint;
    private Address failedAt;

    /** Of a batch that is taken up. */
    BatchRun(BatchTaken taken) {
        this.taken = taken;
        this.ports = taken.ports();
        this.log = taken.log();
        this.failedAt = taken.address();
        this.progress = new BatchProgress(
                log,
                taken.plan().name(),
                taken.cursors().values(),
                taken.batch().steps().stream()
                        .filter(step -> taken.cursors().containsKey(step.address()))
                        .flatMap(step -> step.statements().stream())
                        .toList(),
                taken.made());
        this.commitPoint = new CommitPoint(ports, log, taken.cursors().values(), progress);
    }

    /** The same, in whatever way its class says. */
    static BatchOutcome run(BatchTaken taken) {
        return taken.batch().rollbackClass() == RollbackClass.A
                ? new BatchRun(taken).run()
                : new StepwiseRun(taken).run();
    }

    private BatchOutcome run() {
        Problem failure = forward();
        Freeze freeze = taken.freeze();
        if (failure == null) {
            freeze.thawed();
            Problem unwritten = new Completion(ports, log)
                    .complete(
                            taken.record(),
                            taken.plan().checksum(),
                            List.copyOf(taken.cursors().values()),
                            BatchNotes.of(taken.plan()),
                            progress.tables());
            String detail = unwritten == null ? "" : "batch " + taken.batch().name() + " is done";
            return new BatchOutcome(List.of(), List.of(), unwritten, detail, freeze.sentence());
        }
        log.tell(new RunEvent.Failure(failedAt, failure.message(), failure.location()));
        List<Problem> stuck = back(failure);
        String detail = "batch " + taken.batch().name() + " failed and "
                + (stuck.isEmpty() ? "is undone: " + log.undone() : "could not be undone wholly: it needs a person");
        return new BatchOutcome(List.of(failure), stuck, null, detail, freeze.sentence());
    }

    /** Up to and past the commit point; null where it was passed. */
    private @Nullable Problem forward() {
        CommitPoint.Left left;
        try {
            taken.begin();
            Failed failed = steps();
            if (failed != null) {
                return failed.problem();
            }
            left = commitPoint.left();
        } catch (ConnectionLost e) {
            return Problem.of(EngineMessage.CONNECTION_LOST, String.valueOf(e.getMessage()));
        } catch (ServerRefused e) {
            return refused(e);
        } catch (Store.LockLost e) {
            throw e;
        } catch (RuntimeException e) {
            // Our own mistake, or a file tree that cannot be read: what was done goes back before it is said.
            return Unexpected.problem(e);
        }
        try {
            // Not here a lost connection: whether the commit point was passed is not known then, and nothing is done.
            commitPoint.pass(
                    left, BatchNotes.of(taken.plan()).toJson(), taken.freeze().thawing());
            return null;
        } catch (ServerRefused e) {
            return refused(e);
        }
    }

    static Problem refused(ServerRefused e) {
        return Problem.of(EngineMessage.SERVER_REFUSED, e.code() + " " + e.getMessage());
    }

    private @Nullable Failed steps() {
        for (Step step : taken.batch().steps()) {
            StepCursor cursor = taken.cursors().get(step.address());
            if (cursor == null) {
                continue;
            }
            failedAt = step.address();
            Failed failed = new StepWalk(ports, log, step, cursor, taken.checks(), taken.options(), progress)
                    .walk(taken.requirements(), taken.ofBatch());
            if (failed != null) {
                failedAt = failed.ofBatch() ? taken.address() : failedAt;
                return failed;
            }
            failedAt = taken.address();
        }
        return taken.ofBatch().post();
    }

    private List<Problem> back(Problem failure) {
        List<StepRecord> rows =
                taken.cursors().values().stream().map(StepCursor::record).toList();
        List<Problem> stuck = BatchUndo.of(ports, log, taken.address(), rows).undo(failure.message());
        StepStatus status = stuck.isEmpty() ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        taken.close(status, taken.record().completedSteps(), failure.message());
        return stuck;
    }
}
