package org.lupomig.orchestrator.rollback;

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
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RollbackRequest;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.BatchBaseline;
import org.lupomig.orchestrator.evidence.BatchScript;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.Counted;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.BatchUndo;
import org.lupomig.orchestrator.undo.ExpectedAside;
import org.lupomig.orchestrator.undo.ScriptOutlook;

/**
 * Takes a completed batch back, whole, and before it those that completed upon it where that is asked for. It needs no
 * plan file: the journal has everything. It first compares every object with what the batches left, and refuses where
 * rows or definitions have moved on.
 */
public final class BatchRollback {
    private final EnginePorts ports;
    private final Store.Lock lock;

    /** Under this lock. */
    public BatchRollback(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /** Rolls back. */
    public RunReport rollback(RollbackRequest request) {
        List<BatchRecord> batches = ports.store().batches(request.plan());
        if (batches.isEmpty()) {
            return refused(List.of(Problem.of(EngineMessage.UNKNOWN_PLAN, request.plan())));
        }
        BatchRecord batch = batches.stream()
                .filter(row -> row.batch().equals(request.batch()))
                .findFirst()
                .orElse(null);
        if (batch == null) {
            return refused(List.of(Problem.of(EngineMessage.UNKNOWN_BATCH, request.plan(), request.batch())));
        }
        String step = request.step();
        SingleStep single = new SingleStep(ports, batch);
        List<Problem> shared = step == null ? List.of() : single.refusals(step, request.withDependents());
        if (!shared.isEmpty()) {
            return refused(shared);
        }
        Candidate asked = step == null ? Candidate.of(ports, batch) : single.candidate(step);
        Permission permission =
                new Permission(ports.store(), UtcStamp.of(ports.clock().instant()));
        List<Problem> refusals =
                permission.refusals(batch, asked.steps(), asked.completed(), request.name(), request.rollbackClass());
        if (!refusals.isEmpty()) {
            return refused(refusals);
        }
        Dependents dependents = new Dependents(ports.store());
        if (!request.withDependents()) {
            List<Problem> resting = dependents.direct(batch).stream()
                    .map(other -> Problem.of(EngineMessage.OTHERS_DEPEND, other.name(), batch.name()))
                    .toList();
            if (!resting.isEmpty()) {
                return refused(resting);
            }
        }
        List<Problem> closed = permission.ofDependents(batch);
        if (!closed.isEmpty()) {
            return refused(closed);
        }
        List<Candidate> going = new ArrayList<>();
        dependents.all(batch).forEach(other -> going.add(Candidate.of(ports, other)));
        going.add(asked);
        return judged(going, request);
    }

    /** Looks at all of them before anything of one is touched. */
    private RunReport judged(List<Candidate> going, RollbackRequest request) {
        List<Problem> stopping = new ArrayList<>();
        List<Conflict> conflicts = List.of();
        List<Conflict> all = new ArrayList<>();
        for (int i = 0; i < going.size(); i++) {
            Candidate one = going.get(i);
            List<Problem> lacking =
                    ports.target().lacking(new WayBack(ports.statements()).of(one.trails(), one.script(ports)));
            stopping.addAll(lacking);
            if (lacking.isEmpty()) {
                conflicts = conflicts(one, GoneBefore.of(going.subList(0, i)));
                all.addAll(conflicts);
                stopping.addAll(stopping(one, conflicts, going, request));
            }
        }
        if (!stopping.isEmpty()) {
            return refused(stopping);
        }
        return request.dryRun() ? told(going, all) : back(going, conflicts, request);
    }

    private RunReport told(List<Candidate> going, List<Conflict> conflicts) {
        int steps = going.stream().mapToInt(one -> one.completed().size()).sum();
        int statements = going.stream().mapToInt(Candidate::statements).sum();
        String before = going.size() == 1
                ? ""
                : " of "
                        + String.join(
                                ", ",
                                going.stream().map(one -> one.batch().name()).toList()) + ", in this order,";
        String moved = conflicts.isEmpty()
                ? "nothing has moved on"
                : "what has moved on would be kept aside: "
                        + String.join(
                                ", ",
                                conflicts.stream()
                                        .map(Conflict::named)
                                        .distinct()
                                        .toList());
        return new RunReport(
                Result.DONE,
                0,
                "dry run: " + Counted.of(steps, "step") + " with " + Counted.of(statements, "statement") + before
                        + " would be taken back; " + moved + scripts(going, !conflicts.isEmpty()),
                List.of());
    }

    /**
     * What the authors' undos of these batches come to. Of one that goes back upon others only the journal is asked:
     * the server shows yet what those did.
     */
    private String scripts(List<Candidate> going, boolean discards) {
        StringBuilder told = new StringBuilder();
        for (Candidate one : going) {
            List<AuthoredStatement> script = one.script(ports);
            if (script.isEmpty()) {
                continue;
            }
            String why = unscripted(one, discards);
            if (why == null && one.equals(going.get(0))) {
                try (TargetSession session = look(one)) {
                    why = ScriptOutlook.objection(
                            ports,
                            carrying(one.applied(), script).stream()
                                    .map(AppliedStep::trail)
                                    .toList(),
                            script,
                            session);
                }
            }
            told.append("; the undo script of batch ")
                    .append(one.batch().batch())
                    .append(why == null ? " would be run" : " would not be run: " + why);
        }
        return told.toString();
    }

    /** One after the other, each a run of its own. */
    private RunReport back(List<Candidate> going, List<Conflict> seen, RollbackRequest request) {
        List<String> done = new ArrayList<>();
        RunReport last = refused(List.of());
        for (Candidate one : going) {
            List<Conflict> conflicts = going.size() == 1 ? seen : conflicts(one, GoneBefore.NOTHING);
            // What others did to what a later batch had changed shows only when that has gone back.
            List<Problem> stopping = stopping(one, conflicts, going, request);
            if (!stopping.isEmpty()) {
                return new RunReport(
                        Result.BROKEN,
                        last.run(),
                        "batch " + one.batch().name() + " is as it was, and " + String.join(", ", done)
                                + (done.size() == 1 ? " is" : " are") + " rolled back",
                        stopping);
            }
            List<Discard> discards = discards(conflicts);
            RollbackClass asked = request.rollbackClass();
            boolean itself = one.equals(going.get(going.size() - 1));
            last = back(
                    one, discards, itself && asked != null ? asked : one.batch().rollbackClass());
            if (last.result() != Result.DONE) {
                return last;
            }
            done.add(one.batch().name());
        }
        if (done.size() == 1) {
            return last;
        }
        return new RunReport(last.result(), last.run(), String.join(", ", done) + " are rolled back", last.problems());
    }

    /**
     * What keeps it from being begun: all that has moved on, or what it cannot go on over, or what the account lacks to
     * keep that aside.
     */
    private List<Problem> stopping(
            Candidate one, List<Conflict> conflicts, List<Candidate> going, RollbackRequest request) {
        Permission permission =
                new Permission(ports.store(), UtcStamp.of(ports.clock().instant()));
        ChangedLater later = new ChangedLater(ports.store(), permission);
        if (!request.discardsLaterWrites()) {
            return later.problems(one, conflicts, going);
        }
        List<Problem> stopping = new ArrayList<>();
        List<Conflict> over = conflicts.stream()
                .filter(conflict -> conflict.discards().isEmpty())
                .toList();
        later.problems(one, over, going).stream()
                .map(problem -> Problem.of(EngineMessage.NOT_DISCARDED, problem.message()))
                .forEach(stopping::add);
        stopping.addAll(ExpectedAside.of(one.trails(), discards(conflicts), ports.statements())
                .lacking(ports.target()));
        return stopping;
    }

    private static List<Discard> discards(List<Conflict> conflicts) {
        return conflicts.stream()
                .flatMap(conflict -> conflict.discards().stream())
                .distinct()
                .toList();
    }

    private RunReport back(Candidate one, List<Discard> discards, RollbackClass rollbackClass) {
        BatchRecord batch = one.batch();
        Instant began = ports.clock().instant();
        String checksum = one.checksum(ports);
        RunLog log = one.begin(ports, lock, checksum);
        long id = log.run();
        log.tell(new RunEvent.RunStarted(
                id, batch.plan(), batch.version().text(), one.applied().size()));
        List<AppliedStep> going = scripted(
                one.applied().stream().map(step -> step.discarding(discards)).toList(), one, log);
        BatchUndo undo = new BatchUndo(ports, log, new Address(batch.plan(), batch.batch(), ""), going);
        BatchRecord taken = batch.takenUp(id);
        List<Write> row = new ArrayList<>(List.of(new Write.Batch(taken, checksum)));
        BatchBaseline open = BatchBaseline.open(ports.store(), batch);
        if (open != null) {
            // The next run goes by what the first one found, and looks for that where the row says.
            row.add(open.write(new Address(batch.plan(), batch.batch(), ""), log.stamp()));
        }
        takeUp(undo.cursors(), one, going, discards, row, log);
        List<Problem> stuck = undo.undo("rolled back by an operator", rollbackClass, null);
        StepStatus status = stuck.isEmpty() ? StepStatus.ROLLED_BACK : StepStatus.FAILED;
        String detail = one.named()
                + (stuck.isEmpty()
                        ? (one.isOne() ? " is" : " are") + " rolled back: " + log.undone()
                        : " could not be rolled back wholly: it needs a person");
        RunStatus ended = stuck.isEmpty() ? RunStatus.COMPLETED : RunStatus.BROKEN;
        long millis = Duration.between(began, log.now()).toMillis();
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Batch(taken.ended(status, one.staying(), log.stamp()), checksum));
        if (stuck.isEmpty() && one.staying() == 0) {
            Address address = new Address(batch.plan(), batch.batch(), "");
            writes.addAll(Alerts.over(address, "it is rolled back by run " + id, log.stamp()));
        }
        writes.add(new Write.RunEnded(ended, detail, millis, log.stamp()));
        log.commit(writes);
        log.tell(new RunEvent.RunFinished(id, batch.plan(), ended, detail, millis));
        return new RunReport(stuck.isEmpty() ? Result.DONE : Result.BROKEN, id, detail, stuck);
    }

    /** The steps, the last of them with what the author wrote for the whole batch, where that is run. */
    private List<AppliedStep> scripted(List<AppliedStep> going, Candidate one, RunLog log) {
        List<AuthoredStatement> script = one.script(ports);
        if (script.isEmpty()) {
            return going;
        }
        boolean discards =
                going.stream().anyMatch(step -> !step.trail().discards().isEmpty());
        String why = unscripted(one, discards);
        if (why != null) {
            log.tell(new RunEvent.Note("the undo script of batch " + one.batch().batch() + " is not run: " + why));
            return going;
        }
        return carrying(going, script);
    }

    private static List<AppliedStep> carrying(List<AppliedStep> going, List<AuthoredStatement> script) {
        List<AppliedStep> scripted = new ArrayList<>();
        for (AppliedStep step : going) {
            boolean carries = scripted.size() == going.size() - 1;
            scripted.add(step.scripted(new BatchScript(true, carries ? script : List.of())));
        }
        return scripted;
    }

    private static @Nullable String unscripted(Candidate one, boolean discards) {
        return discards ? "what others wrote is kept aside" : one.unscripted();
    }

    /** All or none: a kill from here on finds every step of the batch in rolling_back, and goes on with it. */
    private static void takeUp(
            List<StepCursor> cursors,
            Candidate one,
            List<AppliedStep> going,
            List<Discard> discards,
            List<Write> batch,
            RunLog log) {
        List<Write> writes = new ArrayList<>();
        List<RunEvent> events = new ArrayList<>();
        for (int i = 0; i < cursors.size(); i++) {
            StepCursor cursor = cursors.get(i);
            Map<String, Object> by = Discard.write(
                    discards, AppliedBy.toJson(one.applied().get(i).trail().run()));
            by.putAll(going.get(i).trail().ofBatch().toJson());
            writes.addAll(cursor.stage(Event.REVERTED, "", by));
            events.add(new RunEvent.Moved(cursor.address(), State.IDLE, State.ROLLING_BACK));
        }
        one.skipped().forEach(step -> writes.addAll(new StepCursor(log, step).forgetSkip()));
        writes.addAll(batch);
        StepCursor.commit(log, cursors, writes);
        events.forEach(log::tell);
    }

    private List<Conflict> conflicts(Candidate one, GoneBefore before) {
        if (one.completed().isEmpty()) {
            // All its steps were skipped.
            return List.of();
        }
        try (TargetSession session = look(one)) {
            return new LateConflicts(ports.statements(), new Likeness(ports.definitions()), session, before)
                    .find(one.trails());
        }
    }

    private TargetSession look(Candidate one) {
        String name = new RunLog(ports, lock, 0, ports.owner().token())
                .sessionName(one.completed().get(0).position());
        return ports.target().open(name, Purpose.UNDO);
    }

    private static RunReport refused(List<Problem> problems) {
        return new RunReport(Result.REFUSED, 0, "nothing was rolled back", problems);
    }
}
