package org.lupomig.orchestrator.sim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.memory.VolatileStore;
import org.lupomig.orchestrator.port.Store;

/** The store as one client sees it: gone when the client is, and refusing what is no JSON. */
final class ClientStore implements Store {
    private final Client client;
    private final VolatileStore store;
    private final World world;
    private final Set<String> tokens = new LinkedHashSet<>();

    ClientStore(Client client, World world) {
        this.client = client;
        this.store = world.store();
        this.world = world;
    }

    @Override
    public Ticket ticket(LockRequest request) {
        Ticket ticket = store.ticket(request);
        tokens.add(request.owner().token());
        client.onDeath(() -> store.clientGone(request.owner().token()));
        return new Ticket() {
            @Override
            public LockAttempt ask(boolean stays) {
                return client.write(
                        "lock",
                        () -> world.storeFaults().holdsUp()
                                ? new LockAttempt.Waiting(List.of())
                                : held(ticket.ask(stays)));
            }

            @Override
            public void close() {
                if (!client.dead()) {
                    ticket.close();
                }
            }
        };
    }

    @Override
    public @Nullable LockAttempt takeOver(RunRecord dead, Owner owner) {
        tokens.add(owner.token());
        client.onDeath(() -> store.clientGone(owner.token()));
        return client.write("lock " + dead.id(), () -> held(store.takeOver(dead, owner)));
    }

    private @Nullable LockAttempt held(@Nullable LockAttempt attempt) {
        if (!(attempt instanceof LockAttempt.Held held)) {
            return attempt;
        }
        client.locked(held.lock(), () -> tokens.forEach(store::clientGone));
        return new LockAttempt.Held(new ClientLock(held.lock()));
    }

    @Override
    public List<RunRecord> deadRuns() {
        return client.read("deadRuns", store::deadRuns);
    }

    @Override
    public List<RunRecord> unfinishedRuns() {
        return client.read("unfinishedRuns", store::unfinishedRuns);
    }

    @Override
    public List<RunRecord> runs(int limit) {
        return client.read("runs", () -> store.runs(limit));
    }

    @Override
    public List<String> openAlerts(String title) {
        return client.read("openAlerts", () -> store.openAlerts(title));
    }

    @Override
    public List<RunRecord> purges(String plan) {
        return client.read("purges", () -> store.purges(plan));
    }

    @Override
    public Optional<RunRecord> run(long id) {
        return client.read("run", () -> store.run(id));
    }

    @Override
    public List<JournalEntry> journal(long run) {
        return client.read("journal", () -> store.journal(run));
    }

    @Override
    public List<BatchRecord> batches(String plan) {
        return client.read("batches", () -> store.batches(plan));
    }

    @Override
    public List<StepRecord> steps(String plan) {
        return client.read("steps", () -> store.steps(plan));
    }

    @Override
    public List<Write.Edge> edges(String plan) {
        return client.read("edges", () -> store.edges(plan));
    }

    @Override
    public Map<Address, Long> durations(String plan) {
        return client.read("durations", () -> store.durations(plan));
    }

    @Override
    public long expiredRows() {
        return client.read("expiredRows", world::expiredRows);
    }

    @Override
    public List<String> plans() {
        return client.read("plans", store::plans);
    }

    @Override
    public List<String> schemas() {
        return List.of("lupomig_orchestration");
    }

    @Override
    public SystemState systemState() {
        return client.read("systemState", store::systemState);
    }

    static void demandJson(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> demandJson(inner));
        } else if (value instanceof List<?> list) {
            list.forEach(ClientStore::demandJson);
        } else if (!(value instanceof String || value instanceof Long || value instanceof Boolean)) {
            throw new AssertionError("the journal cannot hold " + value.getClass());
        }
    }

    private final class ClientLock implements Lock {
        private final Lock lock;

        ClientLock(Lock lock) {
            this.lock = lock;
        }

        @Override
        public long begin(NewRun run) {
            return client.overLock(() -> client.write("begin", () -> {
                long id = lock.begin(run);
                client.began(id);
                return id;
            }));
        }

        @Override
        public void commit(long run, List<Write> writes) {
            client.overLock(() -> client.write("commit", () -> {
                for (Write write : writes) {
                    if (write instanceof Write.Journal journal) {
                        demandJson(journal.entry().data());
                    }
                }
                world.storeFaults().strike(writes);
                lock.commit(run, writes);
                return true;
            }));
        }

        @Override
        public int removeExpired(int most) {
            return client.overLock(() -> client.write("removeExpired", () -> {
                lock.check();
                world.storeFaults().strikeRemoval();
                return world.removeExpired(most);
            }));
        }

        @Override
        public void check() {
            client.overLock(() -> client.read("check", () -> {
                lock.check();
                return true;
            }));
        }

        @Override
        public boolean inEmergency() {
            return lock.inEmergency();
        }

        @Override
        public void close() {
            if (client.dead()) {
                return;
            }
            try {
                client.overLock(() -> client.write("unlock", () -> {
                    lock.close();
                    return true;
                }));
            } catch (RuntimeException e) {
                client.loseLock(); // the server frees the lock of a connection that ended
            }
        }
    }
}
