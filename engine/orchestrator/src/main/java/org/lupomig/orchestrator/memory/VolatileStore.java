package org.lupomig.orchestrator.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Store;

/**
 * A store in memory, with the same lock and fence as a real one. It carries the run of the store's own plan, whose
 * statements can be sent again after a kill; everything else belongs on a server. Not thread-safe.
 */
public final class VolatileStore implements Store {
    private final Map<Long, RunRecord> runs = new LinkedHashMap<>();
    private final Map<Long, List<JournalEntry>> journals = new LinkedHashMap<>();
    private final Map<Address, StepRecord> steps = new LinkedHashMap<>();
    private final Map<String, BatchRecord> batches = new LinkedHashMap<>();
    private final List<Write> others = new ArrayList<>();
    private SystemState state = SystemState.normal(0, 0);
    private final VolatileLocks locks;
    private long sequence;

    /** An empty store whose locks do not expire. */
    public VolatileStore() {
        this(() -> Instant.EPOCH);
    }

    /** An empty store whose locks expire by this clock. */
    public VolatileStore(InstantSource clock) {
        this.locks = new VolatileLocks(clock, this::isUnfinished);
    }

    @Override
    public Ticket ticket(LockRequest request) {
        VolatileLocks.Waiter waiter = locks.come(request);
        return new Ticket() {
            @Override
            public LockAttempt ask(boolean stays) {
                List<Ahead> ahead = locks.ask(waiter, stays);
                return ahead.isEmpty()
                        ? new LockAttempt.Held(new MemoryLock(request.owner()))
                        : new LockAttempt.Waiting(ahead);
            }

            @Override
            public void close() {
                locks.leave(waiter);
            }
        };
    }

    @Override
    public @Nullable LockAttempt takeOver(RunRecord dead, Owner by) {
        if (!isUnfinished(dead.id()) || locks.isWorkedOn(dead.id())) {
            return null;
        }
        List<Ahead> ahead = locks.takeOver(dead, by);
        return ahead.isEmpty() ? new LockAttempt.Held(new MemoryLock(by)) : new LockAttempt.Waiting(ahead);
    }

    /** Frees the locks of a client as a server does when it is gone. What it still writes is refused. */
    public void clientGone(String token) {
        locks.gone(token);
    }

    /** Frees the locks of all clients. */
    public void clientGone() {
        locks.holders().forEach(locks::gone);
    }

    /** What there is to lock, and who has it. */
    public VolatileLocks locks() {
        return locks;
    }

    private boolean isUnfinished(long run) {
        RunRecord record = runs.get(run);
        return record != null && record.ended() == null;
    }

    @Override
    public List<RunRecord> deadRuns() {
        return unfinishedRuns().stream()
                .filter(run -> !locks.isWorkedOn(run.id()))
                .toList();
    }

    @Override
    public List<RunRecord> unfinishedRuns() {
        return runs.values().stream().filter(run -> run.ended() == null).toList();
    }

    @Override
    public List<RunRecord> runs(int limit) {
        return runs.values().stream()
                .sorted(Comparator.comparing(RunRecord::id).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<RunRecord> purges(String plan) {
        return runs.values().stream()
                .filter(run -> run.kind() == NewRun.RunKind.PURGE && run.plan().equals(plan))
                .toList();
    }

    @Override
    public Optional<RunRecord> run(long id) {
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public List<JournalEntry> journal(long run) {
        return List.copyOf(journals.getOrDefault(run, List.of()));
    }

    @Override
    public List<BatchRecord> batches(String plan) {
        return batches.values().stream()
                .filter(batch -> batch.plan().equals(plan))
                .sorted(Comparator.comparing(BatchRecord::position))
                .toList();
    }

    @Override
    public List<StepRecord> steps(String plan) {
        return steps.values().stream()
                .filter(step -> step.address().plan().equals(plan))
                .sorted(Comparator.comparing(StepRecord::position))
                .toList();
    }

    @Override
    public List<Write.Edge> edges(String plan) {
        return others.stream()
                .filter(Write.Edge.class::isInstance)
                .map(Write.Edge.class::cast)
                .filter(edge -> edge.from().plan().equals(plan))
                .distinct()
                .toList();
    }

    @Override
    public Map<Address, Long> durations(String plan) {
        Map<Address, Long> durations = new LinkedHashMap<>();
        for (Write write : others) {
            if (write instanceof Write.Tracked tracked
                    && tracked.status() == StepStatus.COMPLETED
                    && tracked.step().plan().equals(plan)) {
                durations.put(tracked.step(), tracked.durationMillis());
            }
        }
        return durations;
    }

    @Override
    public List<String> plans() {
        TreeSet<String> names = new TreeSet<>();
        batches.values().forEach(batch -> names.add(batch.plan()));
        return List.copyOf(names);
    }

    @Override
    public List<String> schemas() {
        return List.of();
    }

    @Override
    public SystemState systemState() {
        return state;
    }

    @Override
    public List<String> openAlerts(String title) {
        return others.stream()
                .filter(write -> write instanceof Write.Alert alert
                        && alert.title().equals(title)
                        && others.stream()
                                .noneMatch(other -> other instanceof Write.Settled settled
                                        && settled.title().equals(title)
                                        && !settled.begins().isEmpty()
                                        && alert.message().startsWith(settled.begins())))
                .map(write -> ((Write.Alert) write).message())
                .toList();
    }

    /** Writes that have no row of their own here, in order: alerts, validations, records. */
    public List<Write> others() {
        return List.copyOf(others);
    }

    private void apply(long run, Write write) {
        if (write instanceof Write.Journal journal) {
            JournalEntry e = journal.entry();
            journals.computeIfAbsent(run, id -> new ArrayList<>())
                    .add(new JournalEntry(
                            ++sequence,
                            e.step(),
                            e.kind(),
                            e.previous(),
                            e.current(),
                            e.lifecycle(),
                            e.entered(),
                            e.durationMillis(),
                            e.data()));
        } else if (write instanceof Write.Step step) {
            steps.put(step.step().address(), step.step());
        } else if (write instanceof Write.Batch batch) {
            batches.put(batch.batch().plan() + "." + batch.batch().batch(), batch.batch());
        } else if (write instanceof Write.Published published) {
            boolean own =
                    state.mode() != SystemState.Mode.EMERGENCY && state.holder().run() == run;
            state = state.mode() == SystemState.Mode.NORMAL || own ? published.state() : state;
        } else if (write instanceof Write.Declared declared) {
            state = declared.state();
        } else if (write instanceof Write.RunEnded ended) {
            runs.computeIfPresent(
                    run, (id, r) -> with(r, ended.status(), ended.at(), ended.durationMillis(), ended.detail()));
        } else if (write instanceof Write.RunReopened) {
            runs.computeIfPresent(run, (id, r) -> with(r, RunStatus.RUNNING, null, r.durationMillis(), r.detail()));
        } else {
            others.add(write);
        }
    }

    private static RunRecord with(RunRecord run, RunStatus status, @Nullable Long ended, long millis, String detail) {
        return new RunRecord(
                run.id(),
                run.kind(),
                run.plan(),
                run.version(),
                run.checksum(),
                status,
                run.owner(),
                run.started(),
                ended,
                millis,
                detail);
    }

    private final class MemoryLock implements Lock {
        private final Owner owner;
        private boolean emergency;

        MemoryLock(Owner owner) {
            this.owner = owner;
        }

        @Override
        public long begin(NewRun run) {
            check();
            long id = runs.size() + 1L;
            runs.put(
                    id,
                    new RunRecord(
                            id,
                            run.kind(),
                            run.plan(),
                            run.version(),
                            run.checksum(),
                            RunStatus.RUNNING,
                            run.owner(),
                            run.started(),
                            null,
                            0,
                            ""));
            locks.worksOn(owner.token(), id);
            return id;
        }

        @Override
        public void commit(long run, List<Write> writes) {
            check();
            for (Write write : writes) {
                if (write instanceof Write.Declared declared
                        && !declared.before().equals(state)) {
                    throw new StateMoved();
                }
            }
            for (Write write : writes) {
                apply(run, write);
                if (write instanceof Write.RunReopened) {
                    locks.worksOn(owner.token(), run);
                }
            }
        }

        @Override
        public void check() {
            if (!locks.holds(owner.token())) {
                throw new LockLost("another command has taken it over");
            }
            emergency |= state.mode() == SystemState.Mode.EMERGENCY;
        }

        @Override
        public boolean inEmergency() {
            return emergency;
        }

        @Override
        public void close() {
            locks.giveBack(owner.token());
        }
    }
}
