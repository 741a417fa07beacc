package org.lupomig.store.journal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.StorePlan;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.StoreState;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.connect.SessionSettings;
import org.lupomig.store.report.AlertRecord;
import org.lupomig.store.report.StoreEnds;

/**
 * The store in schemas of a MariaDB server. Where it was never made, everything reads as empty; where it lacks
 * something, reading throws {@link Damaged}.
 */
public final class MariaDbStore implements Store {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final MariaDbServer server;
    private final StoreSchemas schemas;
    private final StoreSql sql;
    private final StoreRecords records;
    private final LockRows locks;
    private final QueueRows queue;
    private final Duration heartbeat;
    private volatile @Nullable MariaDbLock current;

    /** The store in these schemas, whether they are there or not. */
    public MariaDbStore(MariaDbServer server, StoreSchemas schemas) {
        this(server, schemas, HEARTBEAT);
    }

    MariaDbStore(MariaDbServer server, StoreSchemas schemas, Duration heartbeat) {
        this.server = server;
        this.schemas = schemas;
        this.sql = new StoreSql(schemas);
        this.locks = new LockRows(schemas);
        this.records = new StoreRecords(server, schemas, locks, this::state, this::damage);
        this.queue = new QueueRows(schemas);
        this.heartbeat = heartbeat;
    }

    /**
     * Whether the store's plan must run before anything else: one row is read where it need not.
     *
     * <p>The version is written here, when all tables are there, and not by the plan: so a store whose making was
     * killed is made again, and one that an administrator made by hand is taken as it is.
     */
    public StoreState state() {
        return server.reading(reader -> new StoreVersion(reader, schemas).state());
    }

    /**
     * Keeps others from making the store at the same time. To be held while its plan runs: locks need a table that is
     * not there yet.
     *
     * @return null where somebody else holds this for longer than {@code patience}
     */
    public @Nullable StoreClaim claim(Duration patience) {
        ServerConnection connection = server.open(SessionSettings.LOCK);
        if (getLock(connection, patience)) {
            return new StoreClaim(connection, schemas.lockName());
        }
        connection.close();
        return null;
    }

    @Override
    public Ticket ticket(LockRequest request) {
        Ticket ticket =
                new MariaDbTicket(server, request, locks, queue, guard -> held(guard, request.owner(), List.of()));
        return new Ticket() {
            @Override
            public LockAttempt ask(boolean stays) {
                try {
                    return ticket.ask(stays);
                } catch (ServerRefused e) {
                    throw records.judged(e);
                }
            }

            @Override
            public void close() {
                ticket.close();
            }
        };
    }

    @Override
    public @Nullable LockAttempt takeOver(RunRecord dead, Owner owner) {
        try {
            return new TakeOver(server, locks, dead, owner).attempt(this::isUnfinished, this::held);
        } catch (ServerRefused e) {
            throw records.judged(e);
        }
    }

    private LockAttempt held(GuardSession guard, Owner owner, List<Long> runs) {
        var lock = new MariaDbLock(guard, owner, runs, sql, locks, heartbeat);
        current = lock;
        return new LockAttempt.Held(lock);
    }

    private boolean isUnfinished(ServerConnection connection, long run) {
        return connection.first(
                        "SELECT 1 FROM " + tracking()
                                + " WHERE run_id = ? AND migration_type <> 'step' AND status = 'running'",
                        (row, ctx) -> 1,
                        run)
                != null;
    }

    /**
     * Writes for the run that began last under the lock that was taken last, in the transaction that is open on
     * {@code connection}: fenced like every write.
     *
     * @throws LockLost where the lock is no longer ours; the transaction must then be rolled back
     */
    public void append(ServerConnection connection, List<Write> writes) {
        MariaDbLock lock = current;
        if (lock == null) {
            throw new IllegalStateException("the store was not locked");
        }
        lock.append(connection, writes);
    }

    @Override
    public List<RunRecord> deadRuns() {
        return records.deadRuns();
    }

    @Override
    public List<RunRecord> unfinishedRuns() {
        return records.unfinishedRuns();
    }

    @Override
    public List<RunRecord> runs(int limit) {
        return records.runs(limit);
    }

    /** The first run that there ever was, the newest, and those that are there of some others. */
    public StoreEnds ends(List<Long> others) {
        return records.ends(others);
    }

    @Override
    public List<String> openAlerts(String title) {
        return reports().openAlerts().stream()
                .filter(alert -> alert.title().equals(title))
                .map(AlertRecord::message)
                .toList();
    }

    @Override
    public List<RunRecord> purges(String plan) {
        return records.purges(plan);
    }

    @Override
    public Optional<RunRecord> run(long id) {
        return records.run(id);
    }

    @Override
    public List<JournalEntry> journal(long run) {
        return records.journal(run);
    }

    @Override
    public List<BatchRecord> batches(String plan) {
        return records.batches(plan);
    }

    @Override
    public List<StepRecord> steps(String plan) {
        return records.steps(plan);
    }

    @Override
    public List<Write.Edge> edges(String plan) {
        return records.edges(plan);
    }

    @Override
    public Map<Address, Long> durations(String plan) {
        return records.durations(plan);
    }

    @Override
    public long expiredRows() {
        return records.expiredRows();
    }

    @Override
    public List<String> plans() {
        return records.plans();
    }

    @Override
    public SystemState systemState() {
        return records.systemState();
    }

    @Override
    public List<String> schemas() {
        return List.of(schemas.orchestration(), schemas.ephemeral(), schemas.held());
    }

    /** Writes down that the store now is of the version that this program makes: after its plan has run. */
    public void made() {
        server.reading(reader -> {
            new StoreVersion(reader, schemas).write();
            return StorePlan.VERSION;
        });
    }

    private boolean getLock(ServerConnection connection, Duration patience) {
        return connection.one(
                        "SELECT GET_LOCK(?, ?)",
                        (row, ctx) -> row.getInt(1),
                        schemas.lockName(),
                        BigDecimal.valueOf(Math.max(0, patience.toMillis()), 3))
                == 1;
    }

    /** What is shown of it beside this. */
    public StoreReports reports() {
        return new StoreReports(this, schemas);
    }

    /** Sends a statement that changes what no run writes to, by itself; gives how many rows it changed. */
    int changed(String sql, @Nullable Object... values) {
        return server.reading(writer -> writer.update(sql, values));
    }

    <T> List<T> read(Function<ServerConnection, List<T>> work) {
        return records.read(work);
    }

    /** How it is said that the store is damaged: {@code what} is wrong with it. */
    public Problem damage(String what) {
        return Problem.of(StoreMessage.STORE_DAMAGED, what, schemas.orchestration(), schemas.ephemeral());
    }

    /** What is wrong with a store that lacks tables. */
    public Problem damage(StoreState.Damaged state) {
        return damage("it lacks " + String.join(", ", state.missing()));
    }

    /** Tables in the held schema that no run of this store has put there, sorted. */
    public List<String> heldBefore() {
        return server.reading(reader -> {
            Long first;
            try {
                first = reader.first("SELECT MIN(run_id) FROM " + tracking(), (row, ctx) -> {
                    long number = row.getLong(1);
                    return row.wasNull() ? null : number;
                });
            } catch (ServerRefused e) {
                if (ServerError.denied(e.code())) {
                    // there may be a store, and what is held may be its
                    return List.of();
                }
                if (e.code() != ServerError.NO_SUCH_TABLE && e.code() != ServerError.NO_SUCH_SCHEMA) {
                    throw e;
                }
                first = null;
            }
            return HeldNames.in(schemas.held(), reader).before(first == null ? Long.MAX_VALUE : first);
        });
    }

    private String tracking() {
        return StoreTable.in(schemas.orchestration(), "lupo_migration_tracking");
    }
}
