package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

/**
 * The session of one step of several: whatever the server is asked over it, others go on meanwhile.
 *
 * <p>What a statement has come to and what the next one meets are the same look, as are those that are taken for one
 * statement: a table is described once, until something is sent or time goes by.
 */
final class SharedSession implements TargetSession {
    private static final StatementOutcome NOT_SENT = new StatementOutcome.Withheld();

    private final SessionUsers users;
    private final TargetSession session;
    private final StepCrew crew;
    private final Map<ObjectName, ObjectState> seen = new HashMap<>();
    private long moment;
    private boolean done;

    SharedSession(SessionUsers users, TargetSession session, StepCrew crew) {
        this.users = users;
        this.session = session;
        this.crew = crew;
    }

    @Override
    public @Nullable String defaultSchema() {
        return session.defaultSchema();
    }

    @Override
    public void useSchema(@Nullable String schema) {
        crew.outside(() -> {
            session.useSchema(schema);
            return true;
        });
    }

    @Override
    public String context() {
        return crew.outside(() -> session.context());
    }

    @Override
    public void inZoneOf(String context) {
        crew.outside(() -> {
            session.inZoneOf(context);
            return true;
        });
    }

    @Override
    public List<ServerObject> runsAs() {
        return crew.outside(() -> session.runsAs());
    }

    @Override
    public @Nullable String misread() {
        return crew.outside(() -> session.misread());
    }

    @Override
    public Answered ask(String expression, Duration limit) {
        return crew.changing(session, back -> session.ask(expression, limit));
    }

    @Override
    public void keepInsertId() {
        session.keepInsertId();
    }

    @Override
    public ObjectState describe(ObjectName name) {
        ObjectState known = crew.moment() == moment ? seen.get(name) : null;
        if (known != null) {
            return known;
        }
        long began = crew.moment();
        ObjectState state = crew.asking(
                GroupWalk.Kind.DESCRIBE,
                users.looks(),
                name,
                () -> session.describe(name),
                names -> each(names, users.looks()::describeAll));
        began = crew.asksTogether() ? crew.moment() : began;
        if (moment != began) {
            seen.clear();
            moment = began;
        }
        seen.put(name, state);
        return state;
    }

    @Override
    public Map<ObjectName, ObjectState> describeAll(Set<ObjectName> names) {
        return crew.outside(() -> session.describeAll(names));
    }

    @Override
    public Set<ObjectName> seenEmpty(Set<ObjectName> tables) {
        return crew.outside(() -> session.seenEmpty(tables));
    }

    @Override
    public ObjectState describeMade(ObjectName name) {
        return crew.asking(
                GroupWalk.Kind.DESCRIBE_MADE,
                users.looks(),
                name,
                () -> session.describeMade(name),
                names -> each(names, users.looks()::describeAllMade));
    }

    @Override
    public Map<ObjectName, ObjectState> describeAllMade(Set<ObjectName> names) {
        return crew.outside(() -> session.describeAllMade(names));
    }

    private static <T> List<T> each(List<ObjectName> names, Function<Set<ObjectName>, Map<ObjectName, T>> asked) {
        Map<ObjectName, T> answers = asked.apply(new LinkedHashSet<>(names));
        return names.stream()
                .map(name -> Objects.requireNonNull(answers.get(name)))
                .toList();
    }

    @Override
    public boolean locksTables() {
        return session.locksTables();
    }

    @Override
    public SchemaState describeSchema(String schema) {
        return crew.outside(() -> session.describeSchema(schema));
    }

    @Override
    public boolean isCutOff(String schema) {
        return crew.outside(() -> session.isCutOff(schema));
    }

    @Override
    public boolean hasSchema(String schema) {
        return crew.outside(() -> session.hasSchema(schema));
    }

    @Override
    public ServerObjectState look(ServerObject object) {
        return crew.outside(() -> session.look(object));
    }

    @Override
    public Map<ObjectName, String> views(Set<ObjectName> names) {
        return crew.outside(() -> session.views(names));
    }

    @Override
    public @Nullable String missing(ServerObject view, ServerObjectState.Present state) {
        return crew.outside(() -> session.missing(view, state));
    }

    @Override
    public List<ServerObject> triggers(ObjectName table) {
        return crew.outside(() -> session.triggers(table));
    }

    @Override
    public RowDigest digest(ObjectName table) {
        return crew.changing(session, back -> session.digest(table));
    }

    @Override
    public long count(ObjectName table) {
        return crew.changing(session, back -> session.count(table));
    }

    @Override
    public RowDigest rowsBefore(ObjectName table, List<LaterChange> since) {
        return crew.changing(session, back -> session.rowsBefore(table, since));
    }

    @Override
    public FoundValues ownValues(ObjectName table, AddedColumn column) {
        return crew.changing(session, back -> session.ownValues(table, column));
    }

    @Override
    public MovedRows movedRows(RowImage.Kept kept, Assigned assigned, List<LaterChange> since) {
        return crew.changing(session, back -> session.movedRows(kept, assigned, since));
    }

    @Override
    public FoundUnfit found(ObjectName table, UnfitRows rows, List<LaterChange> since) {
        return crew.changing(session, back -> session.found(table, rows, since));
    }

    @Override
    public FoundValues meeting(ObjectName table, String condition) {
        return crew.changing(session, back -> session.meeting(table, condition));
    }

    @Override
    public StatementOutcome execute(TargetOperation operation, Duration limit) {
        return sent(back -> session.execute(operation, limit), new Upcoming(session, operation));
    }

    @Override
    public CountedOutcome counted(TargetOperation operation, ObjectName table, Duration limit) {
        return counted(back -> session.counted(operation, table, limit));
    }

    @Override
    public CountedOutcome numbering(TargetOperation operation, ObjectName table, Duration limit) {
        return counted(back -> session.numbering(operation, table, limit));
    }

    @Override
    public CountedOutcome keeping(
            TargetOperation.AlterKeeping alter, boolean all, Duration limit, LongConsumer copied) {
        return counted(back -> session.keeping(alter, all, limit, rows -> back.inTurn(() -> copied.accept(rows))
                .run()));
    }

    @Override
    public CountedOutcome bringBack(
            TargetOperation.AlterBackKept way, boolean all, Consumer<List<TableCount>> valuesBack) {
        return counted(back -> session.bringBack(way, all, counted -> back.inTurn(() -> valuesBack.accept(counted))
                .run()));
    }

    private StatementOutcome sent(Function<Callbacks, StatementOutcome> work) {
        return sent(work, null);
    }

    private StatementOutcome sent(Function<Callbacks, StatementOutcome> work, @Nullable Upcoming upcoming) {
        return crew.changing(session, work, () -> NOT_SENT, Sent::of, upcoming);
    }

    private CountedOutcome counted(Function<Callbacks, CountedOutcome> work) {
        return crew.changing(
                session,
                work,
                () -> new CountedOutcome(NOT_SENT, new RowDigest(0, 0), null),
                counted -> Sent.of(counted.outcome()),
                null);
    }

    @Override
    public List<Orphans> orphans(ObjectName table, List<String> keys, Duration limit) {
        return crew.changing(session, back -> session.orphans(table, keys, limit));
    }

    @Override
    public List<NewOrphans> newOrphans(ObjectName table, List<String> keys, List<Orphans> noted, Duration limit) {
        return crew.changing(session, back -> session.newOrphans(table, keys, noted, limit));
    }

    @Override
    public @Nullable String orphaned(RowImage.Kept kept, List<RowImage> parents, Set<ObjectName> unknown) {
        return crew.changing(session, back -> session.orphaned(kept, parents, unknown));
    }

    @Override
    public @Nullable String orphaned(Orphans key, List<RowImage.Kept> since, List<RowImage> parents) {
        return crew.changing(session, back -> session.orphaned(key, since, parents));
    }

    @Override
    public RowDigest keptValues(ObjectName table, KeptColumns kept, List<LaterChange> since) {
        return crew.changing(session, back -> session.keptValues(table, kept, since));
    }

    @Override
    public @Nullable String keysMoved(ObjectName table, KeptColumns kept, List<LaterChange> since) {
        return crew.changing(session, back -> session.keysMoved(table, kept, since));
    }

    @Override
    public StatementOutcome insert(
            String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes) {
        return sent(back -> session.insert(sql, table, limit, back.inTurn(writes)));
    }

    @Override
    public StatementOutcome changeOwn(
            String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes) {
        return sent(back -> session.changeOwn(sql, table, limit, back.inTurn(writes)));
    }

    @Override
    public Set<ObjectName> referring(ObjectName name) {
        return crew.asking(
                GroupWalk.Kind.REFERRING,
                users.looks(),
                name,
                () -> session.referring(name),
                names -> each(names, users.looks()::referringToAny));
    }

    @Override
    public Map<ObjectName, Set<ObjectName>> referringToAny(Set<ObjectName> names) {
        return crew.outside(() -> session.referringToAny(names));
    }

    @Override
    public Map<String, ObjectName> foreignKeysNamed(Set<String> names, String schema) {
        return crew.outside(() -> session.foreignKeysNamed(names, schema));
    }

    @Override
    public RowFacts rowFacts(ObjectName table) {
        return crew.outside(() -> session.rowFacts(table));
    }

    @Override
    public long partitionBytes(ObjectName table, List<String> partitions) {
        return crew.outside(() -> session.partitionBytes(table, partitions));
    }

    @Override
    public @Nullable String lackingForRows(ObjectName table) {
        return crew.outside(() -> session.lackingForRows(table));
    }

    @Override
    public StatementOutcome changeRows(
            TargetOperation.ChangeRows change, Duration limit, Function<RowsChanged, List<Write>> writes) {
        return sent(back -> session.changeRows(change, limit, back.inTurn(writes)));
    }

    @Override
    public StatementOutcome restoreRows(
            List<RowImage.Kept> kept, List<TargetOperation.RestoreObject> triggers, Duration limit) {
        return crew.changing(session, back -> session.restoreRows(kept, triggers, limit));
    }

    @Override
    public RowDigest keptRows(RowImage.Kept kept, List<LaterChange> since) {
        return crew.changing(session, back -> session.keptRows(kept, since));
    }

    @Override
    public void allDone() {
        done = true;
    }

    @Override
    public void close() {
        // Never throws, so that nothing else is done here.
        users.close(done);
    }
}
