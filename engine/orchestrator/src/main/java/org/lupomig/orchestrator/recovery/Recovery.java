package org.lupomig.orchestrator.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.port.Store;

/**
 * Brings dead runs to an end. A run that has not ended is dead where nobody holds its locks: its process is gone,
 * though the server may still work on its last statement. Its locks are taken over first, so that nobody else does the
 * same. Runs beside it are left alone. It may itself be killed at any point and made again.
 */
public final class Recovery {
    private static final int LOOKS = 15;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final EnginePorts ports;
    private final PatienceLeft patience;

    /**
     * By one command.
     *
     * @param patience what it takes of while it waits for the sessions of dead runs
     */
    public Recovery(EnginePorts ports, PatienceLeft patience) {
        this.ports = ports;
        this.patience = patience;
    }

    /**
     * How it went.
     *
     * @param ended dead runs that were found, but for those that the server still works for
     * @param stuck what a person has to look at, or, where {@link Outcome#isStillEnding}, what takes time alone
     * @param rolledBack steps whose rollback had begun and is whole now, and batches, with empty step names, of which
     *     nothing is left with that
     * @param frozen what a person had frozen or thawed, and could not be thawed just now: nothing else rests on that
     * @param ahead who has to end before one of them can be, of which it is not known what it touched
     */
    public record Outcome(
            List<Long> ended, List<Problem> stuck, List<Problem> frozen, List<Address> rolledBack, List<Ahead> ahead) {
        /** There were none. */
        public static final Outcome NONE = new Outcome(List.of(), List.of(), List.of(), List.of(), List.of());

        public Outcome {
            ended = List.copyOf(ended);
            stuck = List.copyOf(stuck);
            frozen = List.copyOf(frozen);
            rolledBack = List.copyOf(rolledBack);
            ahead = List.copyOf(ahead);
        }

        /** How many dead runs were brought to an end, as far as that goes. */
        public int runs() {
            return ended.size();
        }

        /** The same when nobody is to be waited for any more. */
        public Outcome withoutAhead() {
            return ahead.isEmpty() ? this : new Outcome(ended, stuck, frozen, rolledBack, List.of());
        }

        /** The same before sessions are looked at again that the server is about to end. */
        public Outcome lookedAtAgain() {
            return isStillEnding() ? new Outcome(ended, List.of(), frozen, rolledBack, List.of()) : withoutAhead();
        }

        /** Whether nothing keeps dead runs from their end but sessions that the server is about to end. */
        public boolean isStillEnding() {
            return isStillEnding(stuck);
        }

        /** Whether these problems are that the server is about to end sessions, and nothing else. */
        public static boolean isStillEnding(Collection<Problem> stuck) {
            return !stuck.isEmpty() && stuck.stream().allMatch(Outcome::takesTime);
        }

        private static boolean takesTime(Problem problem) {
            return problem.type() == EngineMessage.STILL_ENDING;
        }

        /** With what a later look has found. */
        public Outcome and(Outcome later) {
            return new Outcome(
                    joined(ended, later.ended),
                    joined(stuck, later.stuck),
                    joined(frozen, later.frozen),
                    joined(rolledBack, later.rolledBack),
                    joined(ahead, later.ahead));
        }

        private static <T> List<T> joined(List<T> some, List<T> more) {
            List<T> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        }
    }

    /**
     * Gives the server a moment to notice that a process is gone, where runs have not ended and none is dead yet: a
     * person who asks for a recovery may have killed it just now.
     */
    public void settle() {
        try {
            for (int i = 0; i < LOOKS; i++) {
                if (ports.store().unfinishedRuns().isEmpty()
                        || !ports.store().deadRuns().isEmpty()) {
                    return;
                }
                ports.pauses().pause(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Brings every dead run to an end that nobody else does. */
    public Outcome recover() {
        Outcome all = Outcome.NONE;
        List<RunRecord> dead = ports.store().deadRuns();
        for (RunRecord run : dead) {
            Owner owner = ports.owner();
            Owner own = new Owner(owner.token() + "-" + run.id(), owner.who(), owner.pid(), owner.since());
            Store.LockAttempt attempt = ports.store().takeOver(run, own);
            if (attempt instanceof Store.LockAttempt.Held held) {
                try (Store.Lock lock = held.lock()) {
                    all = all.and(end(run, lock));
                }
            } else if (attempt instanceof Store.LockAttempt.Waiting waiting) {
                all = all.and(new Outcome(List.of(), List.of(), List.of(), List.of(), waiting.ahead()));
            }
        }
        return all;
    }

    private Outcome end(RunRecord run, Store.Lock lock) {
        List<Address> rolledBack = new ArrayList<>();
        ports.listener().on(new RunEvent.Recovering(run.id(), run.plan(), UtcStamp.show(run.started())));
        List<Problem> left = new DeadRun(ports, run, lock, patience).end();
        if (Outcome.isStillEnding(left)) {
            return new Outcome(List.of(), left, List.of(), List.of(), List.of());
        }
        if (run.kind() == RunKind.FREEZE || run.kind() == RunKind.THAW) {
            return new Outcome(List.of(run.id()), List.of(), left, List.of(), List.of());
        }
        if (run.kind() == RunKind.ROLLBACK && left.isEmpty()) {
            ports.store().batches(run.plan()).stream()
                    .filter(batch -> batch.run() == run.id() && batch.status() == StepStatus.ROLLED_BACK)
                    .filter(batch -> !batch.holds())
                    .forEach(batch -> rolledBack.add(new Address(batch.plan(), batch.batch(), "")));
            ports.store().steps(run.plan()).stream()
                    .filter(step -> step.run() == run.id() && step.status() == StepStatus.ROLLED_BACK)
                    .forEach(step -> rolledBack.add(step.address()));
        }
        return new Outcome(List.of(run.id()), left, List.of(), rolledBack, List.of());
    }
}
