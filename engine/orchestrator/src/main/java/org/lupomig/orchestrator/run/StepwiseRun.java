package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
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
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.evidence.CommittedAlone;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.UnjudgedKey;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.rollback.Takeback;

/**
 * Runs the pending steps of a batch of class B, C or D. Each passes a commit point of its own. One that fails is
 * undone, steps that require it are not run, all others go on; a failure of class A takes all of the batch back that
 * its own checks have not passed for, and so does a check of the batch as a whole, as far as its class says.
 */
final class StepwiseRun {
    private static final int BEFORE = 0;
    private static final int AFTER = Integer.MAX_VALUE;

    private final BatchTaken taken;
    private final EnginePorts ports;
    private final RunLog log;
    private final NavigableMap<Integer, List<Problem>> failures = new TreeMap<>();
    private final NavigableMap<Integer, List<Problem>> stuck = new TreeMap<>();
    private final NavigableMap<Integer, Failed> whole = new TreeMap<>();
    private final Set<Address> undone = new HashSet<>();
    private final List<String> takenBack = new ArrayList<>();
    private final Map<Address, String> left = new LinkedHashMap<>();
    private final Supplier<RowLedger> made;
    private final DeferredKeys deferred;
    private BatchRecord record;
    private @Nullable Problem unwritten;
    private String unwrittenDetail = "";
    private boolean ended;
    private boolean stopping;

    /** Of a batch that is taken up. */
    StepwiseRun(BatchTaken taken) {
        this.taken = taken;
        this.ports = taken.ports();
        this.log = taken.log();
        this.record = taken.record();
        this.made = taken.made();
        this.deferred = new DeferredKeys(taken);
    }

    BatchOutcome run() {
        Failed failed = guarded(() -> {
            Problem unfrozen = taken.begin();
            return unfrozen == null ? null : new Failed(unfrozen, taken.batch().rollbackClass());
        });
        if (failed != null) {
            ended = true;
            failed(BEFORE, taken.address(), failed.problem());
        }
        taken.work(() -> !ended, () -> stopping = true, this::step);
        if (!whole.isEmpty()) {
            backWhole();
        }
        if (unwritten != null) {
            return new BatchOutcome(
                    all(failures),
                    List.of(),
                    unwritten,
                    unwrittenDetail,
                    taken.freeze().sentence());
        }
        if (!failures.isEmpty()) {
            return partly();
        }
        return taken.leaves() ? rested() : checked();
    }

    private void step(Step step, StepCursor cursor) {
        Address lacking = lacking(step);
        if (lacking != null) {
            leave(cursor, lacking);
            return;
        }
        BatchProgress progress = new BatchProgress(
                log, taken.plan().name(), taken.cursors().values(), step.statements(), made, taken.crew());
        CommitPoint commitPoint = new CommitPoint(ports, log, List.of(cursor), progress);
        CommitPoint.Left[] seen = {CommitPoint.Left.NOTHING};
        RunOptions options = taken.options().stoppedBy(() -> stopping);
        NewOrphansCheck[] orphans = new NewOrphansCheck[1];
        Failed failed = guarded(() -> {
            Failed stopped = new StepWalk(ports, log, step, cursor, taken.checks(), options, progress)
                    .walk(taken.requirements(), taken.ofBatch());
            if (stopped == null) {
                orphans[0] = NewOrphansCheck.of(ports, log, step, deferred);
                stopped = new ImplicitChecks(log, step.address(), List.of(cursor), progress, orphans[0])
                        .make(step.timeout(), options.stopRequested(), step.rollbackClass());
            }
            seen[0] = stopped == null ? commitPoint.left() : seen[0];
            return stopped;
        });
        if (failed == null && cursor.state() == State.VALIDATING_POST) {
            failed = commit(step, cursor, commitPoint, seen[0], orphans[0], progress);
        }
        if (failed != null) {
            failed(step, cursor, failed);
        }
    }

    /** A failure of class A waits until nothing more is under way, and takes all of it back; others do so at once. */
    private void failed(Step step, StepCursor cursor, Failed failed) {
        // A check of the batch before its first step.
        ended |= failed.ofBatch() && cursor.state() == State.FAILED;
        if (failed.rollbackClass() == RollbackClass.A || (stopping && failed.isStop())) {
            ended = true;
            stopping = true;
            whole.put(step.position(), failed);
        } else {
            back(failed.ofBatch() ? taken.address() : step.address(), cursor, failed);
        }
    }

    private @Nullable Failed commit(
            Step step,
            StepCursor cursor,
            CommitPoint commitPoint,
            CommitPoint.Left seen,
            NewOrphansCheck orphans,
            BatchProgress progress) {
        Map<String, Object> notes = CommittedAlone.toJson(step.rollbackClass());
        notes.putAll(UnjudgedKey.toJson(orphans.due(), orphans.left()));
        int tables = progress.tables().getOrDefault(step.position(), 0);
        Problem refused;
        try {
            // Not here a lost connection: whether the commit point was passed is not known then, and nothing is done.
            commitPoint.passLater(seen, notes);
            refused = new Completion(ports, log, taken.freeze())
                    .step(record, taken.plan().checksum(), cursor, tables);
        } catch (ServerRefused e) {
            ended = true;
            return new Failed(BatchRun.refused(e), step.rollbackClass());
        }
        deferred.passed(orphans, step);
        if (refused != null) {
            unwritten = refused;
            unwrittenDetail = "step " + step.address().step() + " is done";
            ended = true;
        }
        record = record.having(record.completedSteps() + 1);
        return null;
    }

    /** What happens in here ends the run where it is no failure of the step, but of what the run stands on. */
    private @Nullable Failed guarded(Supplier<@Nullable Failed> work) {
        boolean[] thrown = {true};
        Failed failed = Failed.of(taken.batch().rollbackClass(), () -> {
            Failed found = work.get();
            thrown[0] = false;
            return found;
        });
        ended |= thrown[0] || (failed != null && failed.isStop());
        return failed;
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
        add(failures, cursor.record().position(), List.of(problem));
        log.commit(cursor.leave("it requires " + lacking.step() + ", which " + why));
        log.tell(new RunEvent.NotRun(cursor.address(), lacking, why));
    }

    /** Takes a step back that failed by itself, and nothing else. */
    private void back(Address at, StepCursor cursor, Failed failed) {
        int position = cursor.record().position();
        failed(position, at, failed.problem());
        if (isOpen(cursor)) {
            undone.add(cursor.address());
            undo(position, new Takeback(ports, log, record), List.of(cursor.record()), failed);
        }
        stand(List.of(cursor));
    }

    /** Takes all back that is under way, and that the batch's own checks have not passed for. */
    private void backWhole() {
        Failed first = whole.values().stream()
                .filter(each -> !each.isStop())
                .findFirst()
                .orElse(whole.firstEntry().getValue());
        List<StepCursor> open = new ArrayList<>();
        for (StepCursor cursor : taken.cursors().values()) {
            Failed failed = whole.get(cursor.record().position());
            if (failed != null) {
                open.add(cursor);
                if (failed.equals(first) || !failed.isStop()) {
                    Address at = failed.ofBatch() ? taken.address() : cursor.address();
                    failed(cursor.record().position(), at, failed.problem());
                }
            }
        }
        List<StepRecord> completed = KeptWays.unchecked(taken);
        Takeback takeback = new Takeback(ports, log, record);
        decide(takeback, open, completed, first);
        List<StepRecord> rows = new ArrayList<>(rowsOf(completed));
        for (StepCursor cursor : open) {
            if (isOpen(cursor)) {
                rows.add(cursor.record());
                undone.add(cursor.address());
            }
        }
        undo(AFTER, takeback, rows, first);
        stand(open);
    }

    private static boolean isOpen(StepCursor cursor) {
        return cursor.state() != State.FAILED && cursor.state() != State.IDLE;
    }

    /** The undo has moved them by itself: what else there is to run goes by where they stand now. */
    private void stand(List<StepCursor> cursors) {
        List<StepRecord> rows = taken.rows();
        for (StepCursor cursor : cursors) {
            rows.stream().filter(row -> row.address().equals(cursor.address())).forEach(cursor::standsAs);
        }
    }

    private void decide(Takeback takeback, List<StepCursor> open, List<StepRecord> completed, Failed failed) {
        if (!completed.isEmpty()) {
            completed.forEach(step -> takenBack.add(step.address().step()));
            log.tell(Failed.takesBack(failed.rollbackClass(), takenBack));
        }
        takeback.decide(
                open, completed, taken.plan().checksum(), failed.problem().message());
        record = record.without(completed.size());
    }

    private void undo(int position, Takeback takeback, List<StepRecord> rows, Failed failed) {
        if (!rows.isEmpty()) {
            List<Problem> left = takeback.undo(rows, failed.problem().message(), failed.rollbackClass());
            add(stuck, position, left);
            ended |= !left.isEmpty();
        }
    }

    private static void add(NavigableMap<Integer, List<Problem>> to, int position, List<Problem> problems) {
        if (!problems.isEmpty()) {
            to.computeIfAbsent(position, p -> new ArrayList<>()).addAll(problems);
        }
    }

    /** In the order of the plan. */
    private static List<Problem> all(NavigableMap<Integer, List<Problem>> problems) {
        return problems.values().stream().flatMap(List::stream).toList();
    }

    /** These steps as they are written down now. */
    private List<StepRecord> rowsOf(List<StepRecord> steps) {
        List<Address> names = steps.stream().map(StepRecord::address).toList();
        return taken.rows().stream()
                .filter(row -> names.contains(row.address()))
                .toList();
    }

    private void failed(int position, Address at, Problem problem) {
        add(failures, position, List.of(problem));
        log.tell(new RunEvent.Failure(at, problem.message(), problem.location()));
    }

    /** All its steps have completed: its own checks decide. */
    private BatchOutcome checked() {
        Failed failed = guarded(() -> {
            Failed found = taken.ofBatch().post();
            return found == null
                    ? NewOrphansCheck.atEnd(taken, deferred)
                            .make(
                                    null,
                                    taken.longest(),
                                    taken.options().stopRequested(),
                                    taken.batch().rollbackClass())
                    : found;
        });
        if (failed == null) {
            log.commit(taken.freeze().thawing());
            taken.freeze().thawed();
            Problem refused = new Completion(ports, log, taken.freeze())
                    .settling(taken.settled())
                    .complete(record, taken.plan().checksum(), List.of(), BatchNotes.of(taken.plan()), Map.of());
            String detail = refused == null ? "" : "batch " + taken.batch().name() + " is done";
            return new BatchOutcome(
                    List.of(), List.of(), refused, detail, taken.freeze().sentence());
        }
        failed(AFTER, taken.address(), failed.problem());
        if (failed.ofBatch()) {
            List<StepRecord> completed =
                    new StepsOfClass(taken.batch()).among(KeptWays.unchecked(taken), failed.rollbackClass());
            if (!completed.isEmpty()) {
                Takeback takeback = new Takeback(ports, log, record);
                decide(takeback, List.of(), completed, failed);
                undo(AFTER, takeback, rowsOf(completed), failed);
            }
        }
        return partly();
    }

    /** It has come as far as it was to: its own checks are made when the last of its steps has completed. */
    private BatchOutcome rested() {
        taken.rest(record);
        return new BatchOutcome(List.of(), List.of(), null, "", taken.freeze().sentence());
    }

    private BatchOutcome partly() {
        int completed = (int) taken.rows().stream()
                .filter(row -> row.status() == StepStatus.COMPLETED)
                .count();
        StepStatus status = stuck.isEmpty() && completed == 0 ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        List<Problem> said = all(failures);
        taken.close(status, completed, said);
        return new BatchOutcome(
                said, all(stuck), null, detail(completed), taken.freeze().sentence());
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
        said(out, names(undone), "undone");
        said(out, takenBack, "taken back");
        said(out, names(left.keySet()), "not run");
        said(out, notBegun(), "not begun");
        return out.toString();
    }

    /** In the order of the plan. */
    private List<String> names(Set<Address> steps) {
        return taken.cursors().keySet().stream()
                .filter(steps::contains)
                .map(Address::step)
                .toList();
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
