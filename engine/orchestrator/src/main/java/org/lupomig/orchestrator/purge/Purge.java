package org.lupomig.orchestrator.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.PurgeRequest;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.PurgeMark;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.purge.HeldPieces.Piece;
import org.lupomig.orchestrator.run.Copy;
import org.lupomig.orchestrator.run.Counted;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.Sender;

/**
 * Removes what is kept for the way back of batches. That a batch has none any more is durable before the first table
 * goes, so that a purge which is killed leaves a batch that is refused, and the next one removes the rest. Nothing is
 * removed but what the journal proves to be the engine's own.
 */
public final class Purge {
    /** How long one table may be in use before it is left. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LIMIT = Duration.ofHours(1);

    private final EnginePorts ports;
    private final Store.Lock lock;
    private final Likeness likeness;
    private final List<Problem> problems = new ArrayList<>();
    private int removed;
    private long bytes;
    private long lastRun;

    /** Under this lock, when dead runs are at an end. */
    public Purge(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
        this.likeness = new Likeness(ports.definitions());
    }

    /**
     * What goes of one batch.
     *
     * @param reason one clause
     */
    private record Going(BatchRecord batch, List<Piece> pieces, String reason) {}

    /** Purges. */
    public RunReport purge(PurgeRequest request) {
        Problem unknown = unknown(request);
        if (unknown != null) {
            return refused(unknown);
        }
        HeldPieces held = HeldPieces.of(
                ports.store(), ports.target().heldSchema(), ports.target().held());
        List<Going> all = new ArrayList<>();
        for (List<Piece> pieces : held.byBatch().values()) {
            Address step = pieces.get(0).step().address();
            BatchRecord batch = ports.store().batches(step.plan()).stream()
                    .filter(row -> row.batch().equals(step.batch()))
                    .findFirst()
                    .orElseThrow();
            Problem needed = needed(batch);
            if (needed != null && request.names(batch.plan(), batch.batch())) {
                return refused(needed);
            }
            Going going = needed == null ? going(batch, pieces, request) : null;
            if (going != null) {
                all.add(going);
            }
        }
        if (request.plan() == null) {
            held.strangers().forEach(name -> ports.listener()
                    .on(new RunEvent.Note(name + " is of no run that is recorded here: it stays")));
        }
        for (Going going : all) {
            if (request.dryRun()) {
                going.pieces().forEach(piece -> count(held, piece, false));
            } else {
                remove(held, going);
            }
        }
        return report(request, all, request.plan() == null ? expired(request) : "");
    }

    private String expired(PurgeRequest request) {
        ExpiredRows rows = new ExpiredRows(ports, lock);
        return request.dryRun() ? rows.wouldGo() : rows.remove();
    }

    private @Nullable Problem unknown(PurgeRequest request) {
        if (request.plan() == null || request.batch() == null) {
            return null;
        }
        List<BatchRecord> batches = ports.store().batches(request.plan());
        if (batches.isEmpty()) {
            return Problem.of(EngineMessage.UNKNOWN_PLAN, request.plan());
        }
        return batches.stream().anyMatch(row -> row.batch().equals(request.batch()))
                ? null
                : Problem.of(EngineMessage.UNKNOWN_BATCH, request.plan(), request.batch());
    }

    /** Why what is kept for a batch is needed still, whatever its window: it is half way, and a person has to look. */
    private @Nullable Problem needed(BatchRecord batch) {
        for (StepRecord step : ports.store().steps(batch.plan())) {
            if (step.address().batch().equals(batch.batch()) && isHalfWay(step)) {
                return Problem.of(
                        EngineMessage.STILL_NEEDED,
                        batch.plan() + "." + batch.batch(),
                        step.address(),
                        step.state().word());
            }
        }
        return null;
    }

    /** One that failed before anything of it was touched needs nobody. */
    private boolean isHalfWay(StepRecord step) {
        if (step.state() != State.FAILED) {
            return step.state() != State.IDLE;
        }
        List<JournalEntry> journal = ports.store().journal(step.run());
        return AppliedBy.undoFailed(step.address(), journal) || AppliedBy.completionFailed(step.address(), journal);
    }

    private @Nullable Going going(BatchRecord batch, List<Piece> pieces, PurgeRequest request) {
        if (request.names(batch.plan(), batch.batch())) {
            return new Going(batch, pieces, "asked for");
        }
        if (request.plan() != null) {
            return null;
        }
        List<StepRecord> steps = ports.store().steps(batch.plan());
        Long closes = batch.closes(steps);
        List<Piece> wayBack = pieces.stream().filter(Piece::wayBack).toList();
        if (closes != null && closes <= UtcStamp.of(ports.clock().instant()) && !wayBack.isEmpty()) {
            if (UncheckedSteps.of(batch, steps, ports.store()).isEmpty()) {
                return new Going(batch, wayBack, "its window closed on " + UtcStamp.show(closes));
            }
            ports.listener()
                    .on(new RunEvent.Note("what is kept for " + batch.name()
                            + " stays: its own checks have not passed, and the next run may take it back"));
        }
        PurgedSteps purged = PurgedSteps.of(ports.store(), batch.plan());
        List<Piece> begun = wayBack.stream()
                .filter(piece -> purged.among(List.of(piece.step())) != null)
                .toList();
        return begun.isEmpty() ? null : new Going(batch, begun, "begun by an earlier purge");
    }

    private void remove(HeldPieces held, Going going) {
        BatchRecord batch = going.batch();
        Instant began = ports.clock().instant();
        long id = lock.begin(new NewRun(
                NewRun.RunKind.PURGE, batch.plan(), batch.version().text(), "", ports.owner(), UtcStamp.of(began)));
        lastRun = id;
        RunLog log = new RunLog(ports, lock, id, ports.owner().token());
        log.tell(new RunEvent.RunStarted(id, batch.plan(), batch.version().text(), 0));
        // Durable before the first of them goes: from here on the batch is not rolled back any more.
        log.commit(marks(going, log));
        int before = removed;
        long bytesBefore = bytes;
        int problemsBefore = problems.size();
        try (TargetSession session = ports.target().open(log.sessionName(0), Purpose.UNDO)) {
            for (Piece piece : going.pieces()) {
                remove(held, piece, session, log);
            }
        }
        String detail = "batch " + batch.batch() + ": "
                + Counted.of(removed - before, "table") + " (" + Copy.bytes(bytes - bytesBefore) + ") removed, "
                + going.reason();
        RunStatus status = problems.size() == problemsBefore ? RunStatus.COMPLETED : RunStatus.FAILED;
        long millis = Duration.between(began, log.now()).toMillis();
        List<Write> writes = KeptAlerts.over(ports, "it was removed by run " + id, log.stamp());
        writes.add(new Write.RunEnded(status, detail, millis, log.stamp()));
        log.commit(writes);
        log.tell(new RunEvent.RunFinished(id, batch.plan(), status, detail, millis));
    }

    /** One for each step that loses its way back. What is kept for a person alone is none. */
    private static List<Write> marks(Going going, RunLog log) {
        Map<Address, List<String>> objects = new LinkedHashMap<>();
        Map<Address, Long> applied = new LinkedHashMap<>();
        for (Piece piece : going.pieces()) {
            if (piece.wayBack()) {
                Address step = piece.step().address();
                objects.computeIfAbsent(step, key -> new ArrayList<>())
                        .add(piece.table().name());
                applied.put(step, piece.run());
            }
        }
        List<Write> marks = new ArrayList<>();
        applied.forEach((step, run) -> marks.add(new Write.Journal(new JournalEntry(
                0,
                step,
                JournalEntry.Kind.PURGED,
                State.IDLE,
                State.IDLE,
                null,
                log.stamp(),
                0,
                new PurgeMark(run, going.reason(), objects.getOrDefault(step, List.of())).toJson()))));
        return marks;
    }

    private void remove(HeldPieces held, Piece piece, TargetSession session, RunLog log) {
        ObjectState live = held.live(piece, session);
        if (live.absent()) {
            return;
        }
        if (!piece.provenBy(live, likeness)) {
            problems.add(
                    Problem.of(EngineMessage.NOT_REMOVED, held.name(piece), "it is not the table that was put there"));
            return;
        }
        Sender sender = new Sender(log, piece.step().address(), log.now().plus(PATIENCE), log::now, () -> false);
        StatementOutcome outcome = sender.send(
                "drop " + held.name(piece),
                () -> session.execute(new TargetOperation.DropTable(held.name(piece)), LIMIT));
        if (outcome instanceof StatementOutcome.Lost lost) {
            throw new ConnectionLost(lost.message(), new IllegalStateException("while a table was dropped"));
        } else if (outcome instanceof StatementOutcome.Accepted
                || held.live(piece, session).absent()) {
            count(held, piece, true);
        } else {
            String why = outcome instanceof StatementOutcome.Refused refused
                    ? "the server says " + refused.code() + " " + refused.message()
                    : ((StatementOutcome.LockTimeout) outcome).reason();
            problems.add(Problem.of(EngineMessage.NOT_REMOVED, held.name(piece), why));
        }
    }

    private void count(HeldPieces held, Piece piece, boolean gone) {
        removed++;
        bytes += piece.table().bytes();
        ports.listener()
                .on(new RunEvent.Purged(
                        piece.step().address(),
                        held.name(piece).toString(),
                        piece.table().bytes(),
                        gone));
    }

    /** @param rows what went of the store's own rows; empty where nothing did */
    private RunReport report(PurgeRequest request, List<Going> all, String rows) {
        if (all.isEmpty()) {
            String nothing = request.plan() == null
                    ? "nothing that is held has expired"
                    : "nothing is held for batch " + request.plan() + "." + request.batch();
            return rows.isEmpty()
                    ? new RunReport(Result.NOTHING_TO_DO, 0, nothing, List.of())
                    : new RunReport(Result.DONE, 0, nothing + "; " + rows, List.of());
        }
        List<String> lost = all.stream()
                .filter(going -> going.pieces().stream().anyMatch(Piece::wayBack))
                .map(going -> going.batch().plan() + "." + going.batch().batch())
                .toList();
        String what = Counted.of(removed, "table") + " (" + Copy.bytes(bytes) + ")";
        boolean one = removed == 1;
        String detail = (request.dryRun()
                        ? "dry run: " + what + " would be removed"
                        : what + (one ? " is removed" : " are removed"))
                + (lost.isEmpty()
                        ? ""
                        : "; " + String.join(", ", lost)
                                + (request.dryRun()
                                        ? " could no longer be rolled back"
                                        : " can no longer be rolled back"))
                + (rows.isEmpty() ? "" : "; " + rows);
        return new RunReport(problems.isEmpty() ? Result.DONE : Result.BROKEN, lastRun, detail, problems);
    }

    private static RunReport refused(Problem problem) {
        return new RunReport(Result.REFUSED, 0, "nothing was purged", List.of(problem));
    }
}
