package org.lupomig.store.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.AddedColumn;
import org.lupomig.orchestrator.port.Assigned;
import org.lupomig.orchestrator.port.FoundUnfit;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.MovedRows;
import org.lupomig.orchestrator.port.NewOrphans;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.journal.MariaDbStore;
import org.lupomig.store.privilege.MissingPrivileges;

/**
 * A session of the engine. What it sends goes over its own connection; definitions are read over others, whose settings
 * are fixed.
 */
final class MariaDbSession implements TargetSession {
    private final MariaDbServer server;
    private final SessionLine line;
    private final ServerConnection connection;
    private final SessionOperations operations;
    private final Catalogue catalogue;
    private final String heldSchema;
    private final SessionRows rows;
    private final Ending ending;
    private final AtomicBoolean locks;
    private boolean done;
    private @Nullable Set<ObjectName> waiting;
    private @Nullable ObjectName waitingFor;
    private long asked;

    /** What becomes of its line when it is closed. */
    interface Ending {
        /**
         * Closes it now, or later.
         *
         * @param done whether all that was to be sent over it has done what it was sent for
         */
        void end(SessionLine line, boolean done);
    }

    /**
     * Over a line that has its lock.
     *
     * @param locks whether the account may lock tables, as far as is known
     */
    MariaDbSession(
            MariaDbServer server,
            SessionLine line,
            Catalogue catalogue,
            String heldSchema,
            @Nullable MariaDbStore store,
            AtomicBoolean locks,
            Ending ending) {
        this.ending = ending;
        this.locks = locks;
        this.server = server;
        this.line = line;
        this.connection = line.connection();
        this.operations = new SessionOperations(server, line, catalogue, heldSchema);
        this.catalogue = catalogue;
        this.heldSchema = heldSchema;
        this.rows = new SessionRows(server, line, store);
    }

    @Override
    public @Nullable String defaultSchema() {
        return line.schema();
    }

    @Override
    public void useSchema(@Nullable String wanted) {
        line.useSchema(wanted);
    }

    @Override
    public void inZoneOf(String other) {
        String zone = line.own(line::known).otherwise(other).get("time_zone");
        if (zone != null) {
            line.own(() -> connection.update("SET time_zone = ?", zone));
            line.forget();
        }
    }

    @Override
    public String context() {
        return line.seen().text();
    }

    @Override
    public List<ServerObject> runsAs() {
        return line.own(() -> AccountCatalogue.runsAs(connection));
    }

    @Override
    public @Nullable String misread() {
        return line.own(line::known).misread();
    }

    @Override
    public Answered ask(String expression, Duration limit) {
        List<@Nullable String> values = new ArrayList<>();
        StatementOutcome outcome = line.sent(() -> {
            line.bound(limit);
            return Answer.of(expression, connection, values);
        });
        return new Answered(outcome, values.isEmpty() ? null : values.get(0), values.size());
    }

    @Override
    public void keepInsertId() {
        rows.keepInsertId();
    }

    @Override
    public ObjectState describe(ObjectName name) {
        waiting = null;
        ObjectState state = line.read(() -> catalogue.describe(name, children -> waiting = children));
        waitingFor = waiting == null ? null : name;
        asked = line.asked();
        return state;
    }

    @Override
    public Map<ObjectName, ObjectState> describeAll(Set<ObjectName> names) {
        return line.read(() -> catalogue.describeAll(names));
    }

    @Override
    public Set<ObjectName> seenEmpty(Set<ObjectName> tables) {
        return line.read(() -> server.reading(reader -> EmptyTables.among(tables, reader)));
    }

    @Override
    public ObjectState describeMade(ObjectName name) {
        return line.read(() -> catalogue.describeMade(name));
    }

    @Override
    public Map<ObjectName, ObjectState> describeAllMade(Set<ObjectName> names) {
        return line.read(() -> catalogue.describeAllMade(names));
    }

    @Override
    public ServerObjectState look(ServerObject object) {
        return line.read(() -> catalogue.look(object));
    }

    @Override
    public Map<ObjectName, String> views(Set<ObjectName> names) {
        return line.read(() -> catalogue.views(names));
    }

    @Override
    public @Nullable String missing(ServerObject view, ServerObjectState.Present state) {
        return line.own(() -> new ObjectRestore(connection).missing(view, state));
    }

    @Override
    public SchemaState describeSchema(String name) {
        return line.read(() -> catalogue.describeSchema(name));
    }

    @Override
    public boolean isCutOff(String schema) {
        return line.own(() -> CutOffSchema.is(schema, connection));
    }

    @Override
    public boolean hasSchema(String name) {
        return line.read(() -> catalogue.hasSchema(name));
    }

    @Override
    public List<ServerObject> triggers(ObjectName table) {
        return line.read(() -> catalogue.triggers(table));
    }

    @Override
    public RowDigest digest(ObjectName table) {
        return rows.digest(table);
    }

    @Override
    public long count(ObjectName table) {
        return rows.count(table);
    }

    @Override
    public RowDigest rowsBefore(ObjectName table, List<LaterChange> since) {
        return rows.before(table, since);
    }

    @Override
    public FoundValues ownValues(ObjectName table, AddedColumn column) {
        return line.read(() -> server.reading(reader -> new ColumnValues(reader).ownIn(table, column)));
    }

    @Override
    public MovedRows movedRows(RowImage.Kept kept, Assigned assigned, List<LaterChange> since) {
        return rows.moved(kept, assigned, since);
    }

    @Override
    public FoundUnfit found(ObjectName table, UnfitRows rows, List<LaterChange> since) {
        return line.read(() -> server.reading(reader -> UnfitLook.in(reader, table, rows, since)));
    }

    @Override
    public FoundValues meeting(ObjectName table, String condition) {
        return line.read(() -> server.reading(reader -> UnfitLook.meeting(reader, table, condition)));
    }

    @Override
    public StatementOutcome execute(TargetOperation operation, Duration limit) {
        StatementOutcome outcome = operations.execute(operation, limit);
        if (operation instanceof TargetOperation.DropUntouched
                && outcome instanceof StatementOutcome.Refused refused
                && ServerError.denied(refused.code())) {
            locks.set(false);
        }
        return outcome;
    }

    @Override
    public void together(List<TargetOperation> operations, Runnable work) {
        List<TargetOperation.DropUntouched> drops = new ArrayList<>();
        for (TargetOperation operation : operations) {
            if (operation instanceof TargetOperation.DropUntouched drop
                    && (drop.rows() == null || drop.rows().rows() == 0)) {
                drops.add(drop);
            }
        }
        if (drops.size() > 1 && drops.size() == operations.size() && locks.get()) {
            this.operations.together(drops, work);
        } else {
            work.run();
        }
    }

    @Override
    public boolean locksTables() {
        return locks.get();
    }

    @Override
    public CountedOutcome counted(TargetOperation operation, ObjectName table, Duration limit) {
        return operations.counted(operation, table, limit);
    }

    @Override
    public CountedOutcome numbering(TargetOperation operation, ObjectName table, Duration limit) {
        return operations.numbering(operation, table, limit);
    }

    @Override
    public CountedOutcome keeping(
            TargetOperation.AlterKeeping alter, boolean all, Duration limit, LongConsumer copied) {
        return operations.keeping(alter, all, limit, copied);
    }

    @Override
    public CountedOutcome bringBack(
            TargetOperation.AlterBackKept back, boolean all, Consumer<List<TableCount>> valuesBack) {
        return operations.bringBack(back, all, valuesBack);
    }

    @Override
    public Set<ObjectName> referring(ObjectName name) {
        Set<ObjectName> seen = name.equals(waitingFor) && line.asked() == asked ? waiting : null;
        return seen != null
                ? line.read(() -> seen)
                : line.read(() -> server.reading(reader -> RowCatalogue.referring(name, reader)));
    }

    @Override
    public Map<ObjectName, Set<ObjectName>> referringToAny(Set<ObjectName> names) {
        return line.read(() -> server.reading(reader -> RowCatalogue.referringToAny(names, reader)));
    }

    @Override
    public Map<String, ObjectName> foreignKeysNamed(Set<String> names, String schema) {
        return line.read(() -> server.reading(reader -> RowCatalogue.foreignKeysNamed(names, schema, reader)));
    }

    @Override
    public RowFacts rowFacts(ObjectName table) {
        return line.read(() -> server.reading(reader -> RowCatalogue.of(table, reader)));
    }

    @Override
    public long partitionBytes(ObjectName table, List<String> partitions) {
        return line.read(() -> server.reading(reader -> RowCatalogue.partitionBytes(table, partitions, reader)));
    }

    @Override
    public @Nullable String lackingForRows(ObjectName table) {
        return line.read(() -> server.reading(reader -> MissingPrivileges.ofRows(reader, table, heldSchema)));
    }

    @Override
    public @Nullable String keysMoved(ObjectName table, KeptColumns kept, List<LaterChange> since) {
        return rows.keysMoved(table, kept, since);
    }

    @Override
    public List<Orphans> orphans(ObjectName table, List<String> keys, Duration limit) {
        return rows.orphans(table, keys, limit);
    }

    @Override
    public List<NewOrphans> newOrphans(ObjectName table, List<String> keys, List<Orphans> noted, Duration limit) {
        return rows.newOrphans(table, keys, noted, limit);
    }

    @Override
    public @Nullable String orphaned(RowImage.Kept kept, List<RowImage> parents, Set<ObjectName> unknown) {
        return rows.orphaned(kept, parents, unknown);
    }

    @Override
    public @Nullable String orphaned(Orphans key, List<RowImage.Kept> since, List<RowImage> parents) {
        return rows.orphaned(key, since, parents);
    }

    @Override
    public RowDigest keptValues(ObjectName table, KeptColumns kept, List<LaterChange> since) {
        return rows.keptValues(table, kept, since);
    }

    @Override
    public StatementOutcome insert(
            String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes) {
        return rows.insert(sql, table, limit, writes);
    }

    @Override
    public StatementOutcome changeOwn(
            String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes) {
        return rows.changeOwn(sql, table, limit, writes);
    }

    @Override
    public StatementOutcome changeRows(
            TargetOperation.ChangeRows change, Duration limit, Function<RowsChanged, List<Write>> writes) {
        return rows.changeRows(change, limit, writes);
    }

    @Override
    public StatementOutcome restoreRows(
            List<RowImage.Kept> kept, List<TargetOperation.RestoreObject> triggers, Duration limit) {
        return rows.restoreRows(kept, triggers, limit);
    }

    @Override
    public RowDigest keptRows(RowImage.Kept kept, List<LaterChange> since) {
        return rows.keptRows(kept, since);
    }

    @Override
    public void allDone() {
        done = true;
    }

    @Override
    public void close() {
        ending.end(line, done);
    }
}
