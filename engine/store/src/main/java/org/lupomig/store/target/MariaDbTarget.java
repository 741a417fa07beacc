package org.lupomig.store.target;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.Ties;
import org.lupomig.orchestrator.port.WriteBarrier;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.SessionSettings;
import org.lupomig.store.freeze.FreezeSetting;
import org.lupomig.store.freeze.ServerBarrier;
import org.lupomig.store.journal.MariaDbStore;
import org.lupomig.store.privilege.MissingPrivileges;

/** A MariaDB server as a target. */
public final class MariaDbTarget implements Target {
    private final MariaDbServer server;
    private final StoreSchemas schemas;
    private final @Nullable MariaDbStore store;
    private final boolean makesStore;
    private final FreezeSetting freeze;
    private final Catalogue catalogue;
    private final ServerFacts facts;
    private final KeptLines kept;
    private final AtomicBoolean locks = new AtomicBoolean(true);

    private MariaDbTarget(
            MariaDbServer server,
            StoreSchemas schemas,
            @Nullable MariaDbStore store,
            boolean makesStore,
            FreezeSetting freeze) {
        this.freeze = freeze;
        this.makesStore = makesStore;
        this.server = server;
        this.schemas = schemas;
        this.store = store;
        this.catalogue = new Catalogue(server);
        this.facts = new ServerFacts(server);
        this.kept = new KeptLines(server);
    }

    /** A target whose store is on the same server, so that rows and what is said of them commit together. */
    public static MariaDbTarget withStore(MariaDbServer server, StoreSchemas schemas, MariaDbStore store) {
        return withStore(server, schemas, store, FreezeSetting.ADVISORY);
    }

    /** The same, whose writers are kept out in this way while the system is frozen. */
    public static MariaDbTarget withStore(
            MariaDbServer server, StoreSchemas schemas, MariaDbStore store, FreezeSetting freeze) {
        return new MariaDbTarget(server, schemas, store, false, freeze);
    }

    /** A target on a server that has no store yet: everything but {@code insert}. */
    public static MariaDbTarget withoutStore(MariaDbServer server, StoreSchemas schemas) {
        return withoutStore(server, schemas, FreezeSetting.ADVISORY);
    }

    /** The same, whose writers are kept out in this way while the system is frozen. */
    public static MariaDbTarget withoutStore(MariaDbServer server, StoreSchemas schemas, FreezeSetting freeze) {
        return new MariaDbTarget(server, schemas, null, false, freeze);
    }

    /** The same for the store's own plan: where that breaks off, what it has made stays, for the next to go on with. */
    public static MariaDbTarget forStore(MariaDbServer server, StoreSchemas schemas) {
        return new MariaDbTarget(server, schemas, null, true, FreezeSetting.ADVISORY);
    }

    @Override
    public List<Problem> objections() {
        // Where a freeze of ours has made it read-only that is no objection: it is put back by us, and nobody else.
        List<Problem> found = new ServerObjections(server, schemas).find();
        boolean readOnly = found.stream().anyMatch(problem -> problem.type() == StoreMessage.SERVER_READ_ONLY);
        return readOnly
                        && store != null
                        && ServerBarrier.isReadOnlyBy(
                                server, store.systemState().barrier())
                ? found.stream()
                        .filter(problem -> problem.type() != StoreMessage.SERVER_READ_ONLY)
                        .toList()
                : found;
    }

    @Override
    public List<Problem> lacking(List<Planned> work, Aside aside) {
        return server.reading(reader -> MissingPrivileges.find(
                reader, work, aside, schemas.held(), !makesStore, table -> RowCatalogue.referringKeys(table, reader)));
    }

    @Override
    public List<Problem> unseen(List<Planned> work) {
        return server.reading(
                reader -> MissingPrivileges.unseen(reader, work, table -> RowCatalogue.referringKeys(table, reader)));
    }

    @Override
    public TargetSession open(String lockName, Purpose purpose) {
        kept.end(lockName);
        return session(line(List.of(lockName), purpose), (line, done) -> {
            line.close();
            // It may have changed what the sessions after it begin with.
            kept.endAll();
        });
    }

    @Override
    public TargetSession openAgain(List<String> lockNames, Purpose purpose, @Nullable String schema) {
        long since = kept.changes();
        SessionLine known = kept.take(lockNames, purpose, schema);
        return session(known == null ? line(lockNames, purpose) : known, (line, done) -> {
            if (done) {
                kept.keep(line, purpose, since);
            } else {
                line.close();
            }
        });
    }

    private SessionLine line(List<String> lockNames, Purpose purpose) {
        SessionSettings settings =
                switch (purpose) {
                    case FORWARD -> SessionSettings.FORWARD;
                    case UNDO -> SessionSettings.UNDO;
                };
        return SessionLine.lockedUnder(lockNames, server.open(settings), server);
    }

    private TargetSession session(SessionLine line, MariaDbSession.Ending ending) {
        return new MariaDbSession(server, line, catalogue, schemas.held(), store, locks, ending);
    }

    @Override
    public void endIdle() {
        kept.endAll();
    }

    @Override
    public void removeCutOff(Map<ObjectName, Set<String>> sequences, Duration age) {
        CutOffSequence.remove(sequences, age, server);
    }

    @Override
    public boolean endSession(String lockName, Duration patience) {
        return endSession(lockName, patience, () -> {});
    }

    @Override
    public boolean endSession(String lockName, Duration patience, Runnable first) {
        kept.end(lockName);
        return new SessionEnding(server, lockName).within(patience, first);
    }

    @Override
    public Set<String> endSessions(List<String> lockNames, Duration patience, Runnable first) {
        lockNames.forEach(kept::end);
        List<String> there = SessionEnding.living(lockNames, server);
        if (there.size() > 1) {
            // What they have done is taken back at the same time, while the first of them is waited for.
            there.forEach(lockName -> new SessionEnding(server, lockName).begin(first));
        }
        long deadline = System.nanoTime() + patience.toNanos();
        Set<String> living = new HashSet<>();
        Set<Long> stubborn = new HashSet<>();
        for (String lockName : there) {
            // One that has several names is waited for once.
            Long holder = new SessionEnding(server, lockName).holder();
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (holder != null && (stubborn.contains(holder) || !endSession(lockName, left, first))) {
                stubborn.add(holder);
                living.add(lockName);
            }
        }
        return living;
    }

    @Override
    public Others others(List<String> schemas) {
        return OtherSessions.of(server, schemas);
    }

    @Override
    public WriteBarrier barrier() {
        return new ServerBarrier(server, freeze);
    }

    @Override
    public Ties ties(Set<String> schemas) {
        return server.reading(reader -> TableTies.of(reader, schemas));
    }

    @Override
    public String heldSchema() {
        return schemas.held();
    }

    @Override
    public List<HeldTable> held() {
        return server.reading(reader -> reader.list(
                "SELECT TABLE_NAME, TABLE_TYPE, COALESCE(DATA_LENGTH, 0) + COALESCE(INDEX_LENGTH, 0)"
                        + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME",
                (row, ctx) -> new HeldTable(row.getString(1), row.getString(2), row.getLong(3)),
                schemas.held()));
    }

    @Override
    public @Nullable Long room() {
        return server.reading(ServerRoom::free);
    }

    @Override
    public boolean lowersNames() {
        return server.reading(
                reader -> reader.one("SELECT @@lower_case_table_names", (row, ctx) -> row.getInt(1)) != 0);
    }

    @Override
    public @Nullable String ownSchema() {
        return server.reading(reader -> reader.first("SELECT DATABASE()", (row, ctx) -> row.getString(1)));
    }

    @Override
    public Relatives relatives(Set<ObjectName> tables, Set<String> schemas) {
        return server.reading(reader -> TableRelatives.of(reader, tables, schemas));
    }

    @Override
    public Facts facts() {
        return facts;
    }
}
