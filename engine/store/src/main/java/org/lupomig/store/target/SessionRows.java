package org.lupomig.store.target;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Assigned;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.MovedRows;
import org.lupomig.orchestrator.port.NewOrphans;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession.InsertResult;
import org.lupomig.orchestrator.port.TargetSession.RowsChanged;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.journal.MariaDbStore;

/**
 * Changes rows over a session, keeps what they were, and brings them back; what the journal is told of it commits with
 * them.
 */
final class SessionRows {
    private final MariaDbServer server;
    private final SessionLine line;
    private final ServerConnection connection;
    private final @Nullable MariaDbStore store;
    private boolean keepsInsertId;

    /** Over a line; where there is no store, nothing is changed. */
    SessionRows(MariaDbServer server, SessionLine line, @Nullable MariaDbStore store) {
        this.server = server;
        this.line = line;
        this.connection = line.connection();
        this.store = store;
    }

    /** From here on what the journal is told leaves {@code LAST_INSERT_ID()} as it was. */
    void keepInsertId() {
        keepsInsertId = true;
    }

    RowDigest digest(ObjectName table) {
        return line.own(() -> {
            line.unbounded();
            connection.update("START TRANSACTION READ ONLY");
            try {
                return Digests.of(connection, table);
            } finally {
                connection.rollbackQuietly();
            }
        });
    }

    long count(ObjectName table) {
        return line.own(() -> {
            line.unbounded();
            return ImageCount.of(table, connection);
        });
    }

    RowDigest before(ObjectName table, List<LaterChange> since) {
        if (since.isEmpty()) {
            return digest(table);
        }
        return line.own(() -> {
            line.unbounded();
            return server.reading(reader -> new EarlierRows(table, since, reader).all(connection));
        });
    }

    @Nullable
    String keysMoved(ObjectName table, KeptColumns kept, List<LaterChange> since) {
        return line.own(() -> since.isEmpty()
                        ? KeptValues.keysMoved(connection, table, kept)
                        : server.reading(reader -> new EarlierRows(table, since, reader).keysMoved(kept, connection)))
                ? KeptReturn.KEYS_MOVED
                : null;
    }

    List<Orphans> orphans(ObjectName table, List<String> keys, Duration limit) {
        Map<String, RowReferences.Parent> all = keysOf(table);
        return line.own(tables(table, all), () -> {
            line.bound(limit);
            return OrphanRows.all(all, table, keys, connection);
        });
    }

    List<NewOrphans> newOrphans(ObjectName table, List<String> keys, List<Orphans> noted, Duration limit) {
        Map<String, RowReferences.Parent> all = keysOf(table);
        return line.own(tables(table, all), () -> {
            line.bound(limit);
            return new NewOrphanRows(table, all, noted, connection).by(keys);
        });
    }

    private Map<String, RowReferences.Parent> keysOf(ObjectName table) {
        return line.own(() -> server.reading(reader -> RowReferences.from(table, reader)));
    }

    /** What is read, and so waited for, where its foreign keys are looked at. */
    private static String tables(ObjectName table, Map<String, RowReferences.Parent> keys) {
        StringJoiner names = new StringJoiner(", ", "SELECT FROM ", "").add(SqlQuoting.identifier(table));
        keys.values().forEach(key -> names.add(SqlQuoting.identifier(key.table())));
        return names.toString();
    }

    @Nullable
    String orphaned(RowImage.Kept kept, List<RowImage> parents, Set<ObjectName> unknown) {
        return looked(keys -> keys.of(kept, parents, unknown));
    }

    @Nullable
    String orphaned(Orphans key, List<RowImage.Kept> since, List<RowImage> parents) {
        return looked(keys -> keys.of(key, since, parents));
    }

    private @Nullable String looked(Function<LateKeys, @Nullable String> look) {
        String found = line.own(() -> {
            line.unbounded();
            return server.reading(reader -> {
                String seen = look.apply(new LateKeys(reader, connection));
                return seen == null ? "" : seen;
            });
        });
        return found.isEmpty() ? null : found;
    }

    RowDigest keptValues(ObjectName table, KeptColumns kept, List<LaterChange> since) {
        return line.own(() -> {
            line.unbounded();
            return since.isEmpty()
                    ? KeptValues.left(connection, table, kept)
                    : server.reading(reader -> new EarlierRows(table, since, reader).left(kept, connection));
        });
    }

    StatementOutcome insert(String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes) {
        return counted(sql, table, true, limit, writes);
    }

    StatementOutcome changeOwn(
            String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes) {
        return counted(sql, table, false, limit, writes);
    }

    private StatementOutcome counted(
            String sql, ObjectName table, boolean adds, Duration limit, Function<InsertResult, List<Write>> writes) {
        Consumer<List<Write>> journal = journal();
        return line.sent(sql, () -> {
            line.bound(limit);
            return new RowTransactions(server, connection).counted(sql, table, adds, writes, journal);
        });
    }

    StatementOutcome changeRows(
            TargetOperation.ChangeRows change, Duration limit, Function<RowsChanged, List<Write>> writes) {
        Consumer<List<Write>> journal = journal();
        return line.sent(() -> {
            line.bound(limit);
            return new RowTransactions(server, connection).changed(change, writes, journal);
        });
    }

    StatementOutcome restoreRows(
            List<RowImage.Kept> kept, List<TargetOperation.RestoreObject> triggers, Duration limit) {
        return line.sent(() -> {
            line.bound(limit);
            return new RowTransactions(server, connection).restored(kept, triggers);
        });
    }

    RowDigest keptRows(RowImage.Kept kept, List<LaterChange> since) {
        return line.own(() -> {
            line.unbounded();
            return since.isEmpty()
                    ? new RowTransactions(server, connection).kept(kept)
                    : server.reading(
                            reader -> new EarlierRows(kept.image().table(), since, reader).changed(kept, connection));
        });
    }

    /** What cannot be read is not told: it is for people, and keeps nothing from being done. */
    MovedRows moved(RowImage.Kept kept, Assigned assigned, List<LaterChange> since) {
        return line.own(() -> server.reading(reader -> {
            try {
                return new MovedLook(kept, assigned, since, reader).look();
            } catch (ServerRefused e) {
                return MovedRows.UNTOLD;
            }
        }));
    }

    private Consumer<List<Write>> journal() {
        MariaDbStore journal = store;
        if (journal == null) {
            throw new IllegalStateException("rows are not changed where there is no store to say so");
        }
        return said -> line.asStore(() -> {
            if (keepsInsertId) {
                InsertId.kept(connection, () -> journal.append(connection, said));
            } else {
                journal.append(connection, said);
            }
        });
    }
}
