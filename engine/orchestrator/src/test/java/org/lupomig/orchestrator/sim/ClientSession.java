package org.lupomig.orchestrator.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.AddedColumn;
import org.lupomig.orchestrator.port.Assigned;
import org.lupomig.orchestrator.port.ConnectionLost;
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
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.SomeRows;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/** A session of one client. */
final class ClientSession implements TargetSession {
    private final Client client;
    private final World world;
    private final List<String> lockNames;
    private final SimulatedServer server;
    private @Nullable String schema;
    private final Predicate<Boolean> keeps;
    private boolean lost;
    private @Nullable Deque<TargetOperation> next;
    private boolean done;

    /**
     * A session.
     *
     * @param keeps whether it stays open where all is done, or not
     */
    ClientSession(Client client, World world, List<String> lockNames, Predicate<Boolean> keeps) {
        this.keeps = keeps;
        this.client = client;
        this.world = world;
        this.lockNames = List.copyOf(lockNames);
        this.server = world.server();
    }

    @Override
    public @Nullable String defaultSchema() {
        return schema;
    }

    @Override
    public void useSchema(@Nullable String wanted) {
        if (wanted != null && server.schemas.containsKey(wanted)) {
            schema = wanted;
        }
    }

    @Override
    public String context() {
        String schema = defaultSchema();
        return (server.checksReferences ? "sql_mode=''" : "foreign_key_checks=0")
                + (schema == null ? "" : "; in " + schema);
    }

    @Override
    public @Nullable String keysMoved(ObjectName table, KeptColumns kept, List<LaterChange> since) {
        throw new UnsupportedOperationException("nothing is kept here");
    }

    @Override
    public void inZoneOf(String context) {
        // Times are texts here.
    }

    @Override
    public @Nullable String misread() {
        return world.misread();
    }

    @Override
    public Answered ask(String expression, Duration limit) {
        return read(
                "ask " + expression,
                () -> new Answered(new StatementOutcome.Accepted(0, List.of()), server.variables.get(expression), 1));
    }

    @Override
    public void keepInsertId() {
        // nothing is numbered here
    }

    @Override
    public ObjectState describe(ObjectName name) {
        return seen("describe " + name, () -> server.describe(name));
    }

    @Override
    public List<ServerObject> runsAs() {
        return read("current user", () -> List.of(ServerObject.user("lupomig", "localhost")));
    }

    @Override
    public ServerObjectState look(ServerObject object) {
        return seen("look at " + object, () -> SimulatedObjects.look(server, object));
    }

    @Override
    public Map<ObjectName, String> views(Set<ObjectName> names) {
        return Map.of(); // those here are made of tables alone
    }

    @Override
    public @Nullable String missing(ServerObject view, ServerObjectState.Present state) {
        return null; // what a view here uses is not looked at
    }

    @Override
    public boolean locksTables() {
        return !world.forbidden().contains("LOCK TABLES");
    }

    @Override
    public SchemaState describeSchema(String name) {
        return seen("describe schema " + name, () -> server.describeSchema(name));
    }

    @Override
    public List<ServerObject> triggers(ObjectName table) {
        return read("triggers " + table, () -> SimulatedObjects.triggers(server, table));
    }

    @Override
    public RowDigest digest(ObjectName table) {
        return read("digest " + table, () -> rows(table));
    }

    @Override
    public long count(ObjectName table) {
        return read("count " + table, () -> {
            SimulatedTable there = server.table(table);
            return there == null ? -1L : there.rows().size();
        });
    }

    @Override
    public RowDigest rowsBefore(ObjectName table, List<LaterChange> since) {
        return read("rows before " + table, () -> new SimulatedRows(server).digestBefore(table, since));
    }

    @Override
    public FoundValues ownValues(ObjectName table, AddedColumn column) {
        return read("values " + table, () -> {
            if (server.computesDefaults()) {
                return FoundValues.of(OwnValues.UNKNOWN);
            }
            if (column.then().startsWith(TinySql.OF_THE_SERVER)) {
                RowDigest now = rows(table);
                boolean told = now.rows() == 0 || now.equals(column.left());
                return FoundValues.of(told ? OwnValues.NONE : OwnValues.UNKNOWN);
            }
            long rows = new SimulatedRows(server)
                    .before(table, column.since()).stream()
                            .filter(row -> row.containsKey(column.then()))
                            .count();
            return new FoundValues(rows == 0 ? OwnValues.NONE : OwnValues.SOME, new SomeRows(rows, List.of()));
        });
    }

    @Override
    public MovedRows movedRows(RowImage.Kept kept, Assigned assigned, List<LaterChange> since) {
        return MovedRows.UNTOLD; // which they are is not looked at
    }

    @Override
    public FoundUnfit found(ObjectName table, UnfitRows rows, List<LaterChange> since) {
        return read("any " + table, () -> new FoundUnfit(OwnValues.NONE, ""));
    }

    @Override
    public FoundValues meeting(ObjectName table, String condition) {
        return FoundValues.of(OwnValues.NONE);
    }

    private <T> T read(String what, Supplier<T> work) {
        try {
            return client.read(what, () -> {
                if (gone() || world.losesRead(what)) {
                    throw new ConnectionLost("gone away", new IllegalStateException("test"));
                }
                if (world.breaksRead(what)) {
                    throw new IllegalStateException("broken by the test");
                }
                return work.get();
            });
        } catch (ConnectionLost e) {
            lost = true;
            throw e;
        }
    }

    /** The connection has ended, or somebody has ended the session. */
    private boolean gone() {
        return lost || !server.sessions.keySet().containsAll(lockNames);
    }

    @Override
    public StatementOutcome execute(TargetOperation operation, Duration limit) {
        follow(operation);
        String sql = OperationText.of(operation);
        return answer(() -> client.statement(
                sql,
                () -> sent(sql, () -> executed(operation, sql)),
                () -> server.sessions.put(lockNames.get(0), () -> executed(operation, sql))));
    }

    @Override
    public void together(List<TargetOperation> operations, Runnable work) {
        next = new ArrayDeque<>(operations);
        try {
            work.run();
        } finally {
            next = null;
        }
    }

    /** What was told of comes, in its order. */
    private void follow(TargetOperation operation) {
        Deque<TargetOperation> told = next;
        if (told != null && !operation.equals(told.poll())) {
            throw new IllegalStateException("another statement was told of than " + operation);
        }
    }

    /** What went wrong with a statement is its outcome. */
    private StatementOutcome answer(Supplier<StatementOutcome> sending) {
        try {
            return sending.get();
        } catch (ConnectionLost e) {
            lost = true;
            return new StatementOutcome.Lost(String.valueOf(e.getMessage()));
        } catch (ServerRefused e) {
            return new StatementOutcome.Refused(e.code(), e.sqlState(), String.valueOf(e.getMessage()));
        }
    }

    private StatementOutcome executed(TargetOperation operation, String sql) {
        return new ServerOperations(server).execute(operation, sql, schema);
    }

    @Override
    public StatementOutcome insert(
            String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes) {
        return committed(sql, () -> inserted(sql, table, writes));
    }

    /** One transaction. */
    private StatementOutcome committed(String sql, Supplier<StatementOutcome> work) {
        client.sending(null);
        return answer(() -> client.write(sql, () -> {
            if (!gone() && server.faults.losesAnswer(sql)) {
                // The COMMIT is on its way: the server makes it when it gets to it.
                world.sent(sql);
                lost = true;
                server.sessions.put(lockNames.get(0), () -> unheard(work));
                return new StatementOutcome.Lost("gone away");
            }
            return sent(sql, work);
        }));
    }

    private static StatementOutcome unheard(Supplier<StatementOutcome> work) {
        return work.get();
    }

    @Override
    public StatementOutcome changeOwn(
            String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes) {
        return insert(sql, table, limit, writes);
    }

    @Override
    public Set<ObjectName> referring(ObjectName name) {
        // Under checks no key here waits for a name: only those that do are asked for.
        return server.checksReferences ? Set.of() : server.referring(name);
    }

    @Override
    public RowFacts rowFacts(ObjectName table) {
        return read("row facts " + table, () -> SimulatedRows.facts(server, table));
    }

    @Override
    public long partitionBytes(ObjectName table, List<String> partitions) {
        throw new UnsupportedOperationException("tables have partitions on a real server only");
    }

    @Override
    public @Nullable String lackingForRows(ObjectName table) {
        return null;
    }

    @Override
    public StatementOutcome changeRows(
            TargetOperation.ChangeRows change, Duration limit, Function<RowsChanged, List<Write>> writes) {
        return committed(change.sql(), () -> new SimulatedRows(server)
                .change(change, schema, left -> client.append(writes.apply(left))));
    }

    @Override
    public StatementOutcome restoreRows(
            List<RowImage.Kept> kept, List<TargetOperation.RestoreObject> triggers, Duration limit) {
        SimulatedRows rows = new SimulatedRows(server);
        if (triggers.isEmpty()) {
            return committed("put rows back", () -> rows.restore(kept));
        }
        return committed("take triggers away", () -> rows.without(triggers)) instanceof StatementOutcome.Lost gone
                ? gone
                : afterThat(committed("put rows back", () -> rows.restore(kept)), () -> again(triggers));
    }

    /** Whatever became of the rows. */
    private StatementOutcome afterThat(StatementOutcome outcome, Supplier<StatementOutcome> then) {
        StatementOutcome last = then.get();
        return outcome instanceof StatementOutcome.Accepted ? last : outcome;
    }

    private StatementOutcome again(List<TargetOperation.RestoreObject> triggers) {
        StatementOutcome outcome = new StatementOutcome.Accepted(0, List.of());
        for (TargetOperation.RestoreObject trigger : triggers) {
            outcome = execute(trigger, Duration.ZERO);
        }
        return outcome;
    }

    @Override
    public RowDigest keptRows(RowImage.Kept kept, List<LaterChange> since) {
        return read("kept rows " + kept.image().table(), () -> new SimulatedRows(server).live(kept, since));
    }

    private StatementOutcome inserted(String sql, ObjectName table, Function<InsertResult, List<Write>> writes) {
        RowDigest before = rows(table);
        StatementOutcome outcome = new ServerStatements(server).execute(sql, schema);
        if (outcome instanceof StatementOutcome.Accepted accepted) {
            client.append(writes.apply(new InsertResult(accepted.affected(), before, rows(table))));
        }
        return outcome;
    }

    @Override
    public CountedOutcome counted(TargetOperation operation, ObjectName table, Duration limit) {
        RowDigest[] counted = new RowDigest[2];
        String sql = OperationText.of(operation);
        StatementOutcome outcome = answer(() -> client.statement(
                sql,
                () -> sent(sql, () -> {
                    counted[0] = rows(table);
                    StatementOutcome answer = executed(operation, sql);
                    server.faults.loseRows(sql, server, table);
                    counted[1] = rows(table);
                    return answer;
                }),
                () -> server.sessions.put(lockNames.get(0), () -> new ServerStatements(server).execute(sql, schema))));
        boolean accepted = outcome instanceof StatementOutcome.Accepted;
        return new CountedOutcome(
                outcome,
                Objects.requireNonNullElse(counted[0], new RowDigest(0, 0)),
                accepted ? counted[1] : null,
                locksTables(),
                null);
    }

    @Override
    public CountedOutcome numbering(TargetOperation operation, ObjectName table, Duration limit) {
        return counted(operation, table, limit);
    }

    @Override
    public CountedOutcome keeping(
            TargetOperation.AlterKeeping alter, boolean all, Duration limit, LongConsumer copied) {
        throw new UnsupportedOperationException("values are kept on a real server only");
    }

    @Override
    public CountedOutcome bringBack(
            TargetOperation.AlterBackKept back, boolean all, Consumer<List<TableCount>> valuesBack) {
        throw new UnsupportedOperationException("values are kept on a real server only");
    }

    @Override
    public List<Orphans> orphans(ObjectName table, List<String> keys, Duration limit) {
        return looked("rows without parents of " + table, limit, () -> server.withoutParents(table, keys));
    }

    @Override
    public List<NewOrphans> newOrphans(ObjectName table, List<String> keys, List<Orphans> noted, Duration limit) {
        return looked(
                "new rows without parents of " + table, limit, () -> server.newWithoutParents(table, keys, noted));
    }

    /** A question that reads tables, and so may wait for locks on them, or run out of time. */
    private <T> T looked(String what, Duration limit, Supplier<T> work) {
        server.limits.add(limit);
        return seen(what, work);
    }

    /** A question that may wait for locks. */
    private <T> T seen(String what, Supplier<T> work) {
        return read(what, () -> {
            StatementOutcome outcome = server.faults.strike(what, ServerFaults.When.BEFORE);
            if (outcome instanceof StatementOutcome.LockTimeout waited) {
                throw new ServerRefused(1205, "HY000", waited.message(), new IllegalStateException("test"))
                        .because(waited.inTheWay());
            } else if (outcome instanceof StatementOutcome.Refused refused) {
                throw new ServerRefused(refused.code(), "HY000", refused.message(), new IllegalStateException("test"));
            }
            return work.get();
        });
    }

    @Override
    public @Nullable String orphaned(RowImage.Kept kept, List<RowImage> parents, Set<ObjectName> unknown) {
        return null;
    }

    @Override
    public @Nullable String orphaned(Orphans key, List<RowImage.Kept> since, List<RowImage> parents) {
        return null;
    }

    @Override
    public RowDigest keptValues(ObjectName table, KeptColumns kept, List<LaterChange> since) {
        throw new UnsupportedOperationException("values are kept on a real server only");
    }

    private RowDigest rows(ObjectName table) {
        return Objects.requireNonNull(server.table(table)).digest();
    }

    private StatementOutcome sent(String sql, Supplier<StatementOutcome> work) {
        if (gone()) {
            return new StatementOutcome.Lost("gone before");
        }
        world.sent(sql);
        StatementOutcome outcome = server.faults.strike(sql, ServerFaults.When.BEFORE);
        if (outcome == null) {
            StatementOutcome real = work.get();
            StatementOutcome after = server.faults.strike(sql, ServerFaults.When.AFTER);
            outcome = after == null ? real : after;
        }
        if (outcome instanceof StatementOutcome.LockTimeout) {
            world.advance(Duration.ofSeconds(5));
        }
        lost = outcome instanceof StatementOutcome.Lost;
        return outcome;
    }

    @Override
    public void allDone() {
        done = true;
    }

    @Override
    public void close() {
        if (!client.dead() && !keeps.test(done && !gone()) && !gone()) {
            try {
                client.write("close " + String.join(" and ", lockNames), () -> {
                    server.sessions.keySet().removeAll(lockNames);
                    return true;
                });
            } catch (RuntimeException e) {
                server.sessions.keySet().removeAll(lockNames); // it is idle: the server ends it
            }
        }
    }
}
