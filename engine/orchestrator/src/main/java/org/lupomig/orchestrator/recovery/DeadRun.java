package org.lupomig.orchestrator.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.freeze.Freeze;
import org.lupomig.orchestrator.freeze.LeftFrozen;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Evidence;
import org.lupomig.orchestrator.machine.RecoveryTable;
import org.lupomig.orchestrator.machine.RecoveryTable.Action;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.purge.KeptAlerts;
import org.lupomig.orchestrator.run.NeedsAPerson;
import org.lupomig.orchestrator.run.RunLog;

/**
 * Brings one dead run to its end, whose locks have been taken over. Its sessions are ended and waited for before
 * anything is judged. What passed its commit point goes forward, everything else goes back: a batch of class A as one,
 * of any other each of its steps.
 */
final class DeadRun {
    private final EnginePorts ports;
    private final RunRecord run;
    private final Store.Lock lock;
    private final RunLog log;
    private final BatchEnding ending;
    private final PatienceLeft patience;

    DeadRun(EnginePorts ports, RunRecord run, Store.Lock lock, PatienceLeft patience) {
        this.patience = patience;
        this.ports = ports;
        this.run = run;
        this.lock = lock;
        this.log = new RunLog(ports, lock, run.id(), run.owner().token()).of(run.version());
        this.ending = new BatchEnding(ports, run, log);
    }

    /** What a purge had not removed yet is marked, and goes with the next one. */
    private List<Problem> endPurge() {
        if (!patience.waiting(() -> ports.target().endSession(log.sessionName(0), patience.forSessions()))) {
            return List.of(Problem.of(EngineMessage.STILL_ENDING, run.id(), "the purge of plan " + run.plan()));
        }
        String said = "what it had not removed yet goes with the next purge";
        List<Write> writes = KeptAlerts.over(ports, "it was removed by run " + run.id(), log.stamp());
        writes.add(new Write.RunEnded(RunStatus.RECOVERED, said, 0, log.stamp()));
        log.commit(writes);
        log.tell(new RunEvent.Recovered(run.id(), run.plan(), said, true));
        return List.of();
    }

    /** Does it, and gives what a person has to look at. */
    List<Problem> end() {
        if (run.kind() == RunKind.PURGE) {
            return endPurge();
        }
        if (run.kind() == RunKind.FREEZE || run.kind() == RunKind.THAW) {
            return new LeftFrozen(ports, lock).end(run, log, patience);
        }
        List<Problem> stuck = new ArrayList<>();
        List<StepRecord> taken = steps();
        List<String> sessions =
                taken.stream().map(step -> log.sessionName(step.position())).toList();
        Set<String> living =
                patience.waiting(() -> ports.target().endSessions(sessions, patience.forSessions(), () -> {}));
        for (StepRecord step : taken) {
            boolean alive = living.contains(log.sessionName(step.position()));
            if (alive && RecoveryTable.of(step.state(), Evidence.SESSION_ALIVE) == Action.WAIT) {
                stuck.add(Problem.of(EngineMessage.STILL_ENDING, run.id(), step.address()));
            }
        }
        if (!stuck.isEmpty()) {
            // The server still works for the dead run: nothing may be judged, the run stays for the next command.
            return stuck;
        }
        StringJoiner said = new StringJoiner("; ");
        said.setEmptyValue("nothing had been touched");
        // Read only now: a session that has ended may have committed its last words until then.
        List<StepRecord> steps = steps();
        List<JournalEntry> journal = ports.store().journal(run.id());
        CutOffSequences.remove(ports, journal);
        if (steps.stream().anyMatch(step -> mayHaveSent(step) && !BatchEnding.goesForward(step, journal))) {
            // The server may have been started again since. Records are written whoever writes beside them.
            new LeftFrozen(ports, lock).keepAgain(log, patience);
        }
        for (BatchRecord batch : ports.store().batches(run.plan())) {
            if (batch.run() != run.id()) {
                continue;
            }
            List<StepRecord> own = steps.stream()
                    .filter(step -> step.address().batch().equals(batch.batch()))
                    .toList();
            if (batch.ended() != null) {
                List<Problem> open = open(run, own, journal);
                stuck.addAll(open);
                said.add(open.isEmpty() ? found(batch) : BatchEnding.told(batch, open));
                continue;
            }
            if (ending.isStepwise(batch)) {
                Problem unwritten = ending.forwardByStep(batch, own, journal);
                if (unwritten != null) {
                    return List.of(unwritten);
                }
                List<Problem> left = ending.back(ending.now(batch), ending.rows(batch), "its run was killed");
                stuck.addAll(left);
                said.add(BatchEnding.told(ending.now(batch), left));
            } else if (own.stream().anyMatch(step -> BatchEnding.goesForward(step, journal))) {
                Problem unwritten = ending.forward(batch, own, journal);
                if (unwritten != null) {
                    // Not ended: the next command tries again.
                    return List.of(unwritten);
                }
                said.add("batch " + batch.batch() + " was past its commit point and is completed");
            } else {
                List<Problem> left = ending.back(batch, own, "its run was killed");
                stuck.addAll(left);
                said.add(BatchEnding.told(ending.now(batch), left));
            }
        }
        RunStatus status = stuck.isEmpty() ? RunStatus.RECOVERED : RunStatus.BROKEN;
        // Read only now: a batch that was completed above has thawed already.
        Freeze freeze = Freeze.left(ports, log);
        log.commit(freeze.thawing());
        freeze.thawed();
        List<Write> writes = new ArrayList<>(freeze.ending());
        if (!freeze.sentence().isEmpty()) {
            said.add(freeze.sentence().substring("; ".length()));
        }
        writes.add(new Write.Alert(
                Write.Alert.Level.WARNING,
                "run died",
                "run " + run.id() + " of plan " + run.plan() + " ended without a word: " + said,
                log.stamp()));
        writes.add(new Write.RunEnded(status, said.toString(), lasted(run, journal), log.stamp()));
        log.commit(writes);
        freeze.ended();
        log.tell(new RunEvent.Recovered(run.id(), run.plan(), said.toString(), stuck.isEmpty()));
        return stuck;
    }

    private static boolean mayHaveSent(StepRecord step) {
        return switch (step.state()) {
            case IDLE, PREPARING, VALIDATING_PRE -> false;
            case MIGRATING, VALIDATING_POST, COMPLETING, ROLLING_BACK, FAILED -> true;
        };
    }

    private List<StepRecord> steps() {
        return ports.store().steps(run.plan()).stream()
                .filter(step -> step.run() == run.id())
                .toList();
    }

    /** How long the run itself lasted, as far as it wrote down: how long it lay there dead is no work of it. */
    private static long lasted(RunRecord run, List<JournalEntry> journal) {
        long last = journal.stream().mapToLong(JournalEntry::entered).max().orElse(run.started());
        return Math.max(
                0,
                Duration.between(UtcStamp.instant(run.started()), UtcStamp.instant(last))
                        .toMillis());
    }

    /** What an ended batch has left for a person: its run died before it could say so. */
    private static List<Problem> open(RunRecord run, List<StepRecord> steps, List<JournalEntry> journal) {
        return steps.stream()
                .filter(step -> AppliedBy.decided(step, journal) == Action.ASK)
                .map(step -> NeedsAPerson.of(step, run.id()))
                .toList();
    }

    /** What a batch had come to before the run died. */
    private static String found(BatchRecord batch) {
        return "batch " + batch.batch()
                + switch (batch.status()) {
                    case COMPLETED, SKIPPED -> " had completed";
                    case ROLLED_BACK -> " had been undone";
                    case FAILED -> " had failed";
                    case PENDING -> " had come as far as it was to";
                    case RUNNING -> " had ended";
                };
    }
}
