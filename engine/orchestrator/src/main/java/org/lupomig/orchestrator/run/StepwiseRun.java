package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.evidence.CommittedAlone;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.rollback.Takeback;

/**
 * Runs the pending steps of a batch of class B, C or D. Each passes a commit point of its own. One that fails is
 * undone, steps that require it are not run, all others go on; a failure of class A takes all of the batch back that
 * its own checks have not passed for, and so does a check of the batch as a whole, as far as its class says.
 */
final class StepwiseRun {
    private final BatchTaken taken;
    private final EnginePorts ports;
    private final RunLog log;
    private final List<Problem> failures = new ArrayList<>();
    private final List<Problem> stuck = new ArrayList<>();
    private final List<String> undone = new ArrayList<>();
    private final List<String> takenBack = new ArrayList<>();
    private final Map<Address, String> left = new LinkedHashMap<>();
    private final Supplier<RowLedger> made;
    private BatchRecord record;
    private @Nullable Problem unwritten;
    private String unwrittenDetail = "";
    private boolean ended;

    /** Of a batch that is taken up. */
    StepwiseRun(BatchTaken taken) {
        this.taken = taken;
        this.ports = taken.ports();
        this.log = taken.log();
        this.record = taken.record();
        this.made = taken.made();
    }

    BatchOutcome run() {
        Failed failed = guarded(() -> {
            taken.begin();
            return null;
        });
        if (failed != null) {
            failed(taken.address(), failed.problem());
        }
        for (Step step : taken.batch().steps()) {
            StepCursor cursor = taken.cursors().get(step.address());
            if (cursor != null && !ended) {
                step(step, cursor);
            }
        }
        if (unwritten != null) {
            return new BatchOutcome(
                    failures,
                    List.of(),
                    unwritten,
                    unwrittenDetail,
                    taken.freeze().sentence());
        }
        return failures.isEmpty() ? checked() : partly();
    }

    private void step(Step step, StepCursor cursor) {
        Address lacking = lacking(step);
        if (lacking != null) {
            leave(cursor, lacking);
            return;
        }
        BatchProgress progress =
                new BatchProgress(log, taken.plan().name(), taken.cursors().values(), step.statements(), made);
        CommitPoint commitPoint = new CommitPoint(ports, log, List.of(cursor), progress);
        CommitPoint.Left[] seen = {CommitPoint.Left.NOTHING};
        Failed failed = guarded(() -> {
            Failed stopped = new StepWalk(ports, log, step, cursor, taken.checks(), taken.options(), progress)
                    .walk(taken.requirements(), taken.ofBatch());
            seen[0] = stopped == null ? commitPoint.left() : seen[0];
            return stopped;
        });
        if (failed == null && cursor.state() == State.VALIDATING_POST) {
            failed = commit(step, cursor, commitPoint, seen[0], progress);
        }
        if (failed != null) {
            // A check of the batch before its first step.
            ended |= failed.ofBatch() && cursor.state() == State.FAILED;
            back(failed.ofBatch() ? taken.address() : step.address(), cursor, failed);
        }
    }

    private @Nullable Failed commit(
            Step step, StepCursor cursor, CommitPoint commitPoint, CommitPoint.Left seen, BatchProgress progress) {
        try {
            // Not here a lost connection: whether the commit point was passed is not known then, and nothing is done.
            commitPoint.pass(seen, CommittedAlone.toJson(step.rollbackClass()), List.of());
        } catch (ServerRefused e) {
            ended = true;
            return new Failed(BatchRun.refused(e), step.rollbackClass());
        }
        int tables = progress.tables().getOrDefault(step.position(), 0);
        unwritten = new Completion(ports, log).step(record, taken.plan().checksum(), cursor, tables);
        ended = unwritten != null;
        unwrittenDetail = "step " + step.address().step() + " is done";
        record = record.having(record.completedSteps() + 1);
        return null;
    }

    /** What happens in here ends the run where it is no failure of the step, but of what the run stands on. */
    private @Nullable Failed guarded(Supplier<@Nullable Failed> work) {
        Problem problem;
        try {
            Failed failed = work.get();
            ended |= failed != null && failed.problem().type() == EngineMessage.STOPPED;
            return failed;
        } catch (ConnectionLost e) {
            problem = Problem.of(EngineMessage.CONNECTION_LOST, String.valueOf(e.getMessage()));
        } catch (ServerRefused e) {
            problem = BatchRun.refused(e);
        } catch (Store.LockLost e) {
            throw e;
        } catch (RuntimeException e) {
            // Our own mistake, or a file tree that cannot be read: what was done goes back before it is said.
            problem = Unexpected.problem(e);
        }
        ended = true;
        return new Failed(problem, taken.batch().rollbackClass());
    }

    /** A step of this batch that it requires and that has not completed; null where all have. */
    private @Nullable Address lacking(Step step) {
        for (Dependency dependency : step.dependencies()) {
            StepCursor on = taken.cursors().get(dependency.on());
            if (dependency.kind() == Dependency.Kind.REQUIRED
                    && on != null
                    && !on.record().status().satisfies()) {
                return dependency.on();
            }
        }
        return null;
    }

    private void leave(StepCursor cursor, Address lacking) {
        String why = left.containsKey(lacking) ? "was not run" : "failed";
        Problem problem = Problem.of(EngineMessage.STEP_NOT_RUN, cursor.address(), lacking.step(), why);
        left.put(cursor.address(), problem.message());
        failures.add(problem);
        log.commit(cursor.leave("it requires " + lacking.step() + ", which " + why));
        log.tell(new RunEvent.NotRun(cursor.address(), lacking, why));
    }

    /** Takes back what a step's failure takes back. */
    private void back(Address at, StepCursor cursor, Failed failed) {
        Problem problem = failed.problem();
        failed(at, problem);
        boolean whole = failed.rollbackClass() == RollbackClass.A;
        List<StepRecord> completed = whole ? unchecked() : List.of();
        Takeback takeback = new Takeback(ports, log, record);
        if (whole) {
            ended = true;
            decide(takeback, List.of(cursor), completed, failed);
        }
        List<StepRecord> rows = new ArrayList<>(rowsOf(completed));
        if (cursor.state() != State.FAILED && cursor.state() != State.IDLE) {
            rows.add(cursor.record());
            undone.add(cursor.address().step());
        }
        undo(takeback, rows, failed);
        // The undo has moved it by itself: what else there is to run goes by where it stands now.
        taken.rows().stream()
                .filter(row -> row.address().equals(cursor.address()))
                .forEach(cursor::standsAs);
    }

    private void decide(Takeback takeback, List<StepCursor> open, List<StepRecord> completed, Failed failed) {
        if (!completed.isEmpty()) {
            completed.forEach(step -> takenBack.add(step.address().step()));
            log.tell(new RunEvent.Note("this is a failure of class " + failed.rollbackClass() + ": "
                    + String.join(", ", takenBack) + (takenBack.size() == 1 ? " goes" : " go") + " back with it"));
        }
        takeback.decide(
                open, completed, taken.plan().checksum(), failed.problem().message());
        record = record.having(record.completedSteps() - completed.size());
    }

    private void undo(Takeback takeback, List<StepRecord> rows, Failed failed) {
        if (!rows.isEmpty()) {
            stuck.addAll(takeback.undo(rows, failed.problem().message(), failed.rollbackClass()));
            ended |= !stuck.isEmpty();
        }
    }

    /** These steps as they are written down now. */
    private List<StepRecord> rowsOf(List<StepRecord> steps) {
        List<Address> names = steps.stream().map(StepRecord::address).toList();
        return taken.rows().stream()
                .filter(row -> names.contains(row.address()))
                .toList();
    }

    /** Steps that have completed, and that the batch's own checks have not passed for yet. */
    private List<StepRecord> unchecked() {
        return taken.rows().stream()
                .filter(row -> row.status() == StepStatus.COMPLETED && row.run() >= taken.since())
                .toList();
    }

    private void failed(Address at, Problem problem) {
        failures.add(problem);
        log.tell(new RunEvent.Failure(at, problem.message(), problem.location()));
    }

    /** All its steps have completed: its own checks decide. */
    private BatchOutcome checked() {
        Failed failed = guarded(taken.ofBatch()::post);
        if (failed == null) {
            log.commit(taken.freeze().thawing());
            taken.freeze().thawed();
            Problem refused = new Completion(ports, log)
                    .complete(record, taken.plan().checksum(), List.of(), BatchNotes.of(taken.plan()), Map.of());
            String detail = refused == null ? "" : "batch " + taken.batch().name() + " is done";
            return new BatchOutcome(
                    List.of(), List.of(), refused, detail, taken.freeze().sentence());
        }
        failed(taken.address(), failed.problem());
        if (failed.ofBatch()) {
            List<StepRecord> completed = new StepsOfClass(taken.batch()).among(unchecked(), failed.rollbackClass());
            if (!completed.isEmpty()) {
                Takeback takeback = new Takeback(ports, log, record);
                decide(takeback, List.of(), completed, failed);
                undo(takeback, rowsOf(completed), failed);
            }
        }
        return partly();
    }

    private BatchOutcome partly() {
        int completed = (int) taken.rows().stream()
                .filter(row -> row.status() == StepStatus.COMPLETED)
                .count();
        StepStatus status = stuck.isEmpty() && completed == 0 ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        taken.close(status, completed, failures.get(0).message());
        return new BatchOutcome(
                failures, stuck, null, detail(completed), taken.freeze().sentence());
    }

    private String detail(int completed) {
        String name = "batch " + taken.batch().name();
        if (!stuck.isEmpty()) {
            return name + " failed and could not be undone wholly: it needs a person";
        }
        if (completed == 0) {
            return name + " failed and is undone: " + log.undone();
        }
        StringBuilder out = new StringBuilder(name).append(" failed in part: ");
        out.append(completed).append(" of ").append(Counted.of(record.totalSteps(), "step"));
        out.append(completed == 1 ? " has completed and stays" : " have completed and stay");
        said(out, undone, "undone");
        said(out, takenBack, "taken back");
        said(out, left.keySet().stream().map(Address::step).toList(), "not run");
        said(out, notBegun(), "not begun");
        return out.toString();
    }

    private List<String> notBegun() {
        return taken.cursors().values().stream()
                .filter(cursor -> cursor.state() == State.IDLE
                        && cursor.record().status() == StepStatus.PENDING
                        && !left.containsKey(cursor.address()))
                .map(cursor -> cursor.address().step())
                .toList();
    }

    private static void said(StringBuilder out, List<String> steps, String what) {
        if (!steps.isEmpty()) {
            out.append("; ").append(what).append(": ").append(String.join(", ", steps));
        }
    }
}
