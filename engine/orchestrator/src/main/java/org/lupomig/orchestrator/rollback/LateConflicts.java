package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.AddedColumn;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.Assigned;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.undo.AddedColumns;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * What has changed since a batch completed: definitions that are not as it left them, rows and values that it did not
 * write and that a rollback would take away.
 */
final class LateConflicts {
    private final StatementReader statements;
    private final Likeness likeness;
    private final TargetSession session;
    private final Map<ObjectName, ObjectState> lastSeen = new LinkedHashMap<>();
    private final LastSeen others = new LastSeen();
    private final ColumnsAdded added = new ColumnsAdded();
    private final Map<String, SchemaState> alteredSchemas = new LinkedHashMap<>();
    private final RowsLeft rowsLeft = new RowsLeft();
    private final LateOrphans orphans = new LateOrphans();
    private final GivenValues given = new GivenValues();
    private final TreeSet<String> createdSchemas = new TreeSet<>();
    private final TreeSet<String> droppedSchemas = new TreeSet<>();
    private final RowLedger ledger = new RowLedger();
    private final DiscardWays ways;
    private final GoneBefore before;
    private final EarlierTables earlier = new EarlierTables();
    private int changes;

    /**
     * Looks over {@code session}.
     *
     * @param before how objects will be when batches have gone back that go before this one; what it does not have is
     *     looked at as it is
     */
    LateConflicts(StatementReader statements, Likeness likeness, TargetSession session, GoneBefore before) {
        this.before = before;
        this.statements = statements;
        this.likeness = likeness;
        this.session = session;
        this.ways = new DiscardWays(likeness);
    }

    /** The same where each step is looked at once more when it is its turn, and what it made is as it left it. */
    LateConflicts stepwise() {
        earlier.leaveOthersRows();
        return this;
    }

    /** All conflicts, in the order of the plan. */
    List<Conflict> find(List<StepTrail> trails) {
        List<Conflict> lost = LostImages.find(trails, session);
        if (!lost.isEmpty()) {
            // All else is compared with what they have.
            return lost;
        }
        ways.follow(trails);
        for (StepTrail trail : trails) {
            trail.statements().forEach(statement -> follow(trail, statement));
            lastSeen.putAll(trail.left().objects());
            earlier.passed(trail, changes);
        }
        List<Conflict> conflicts = new ArrayList<>();
        Map<ObjectName, ObjectState> now = now();
        Set<ObjectName> empty = session.seenEmpty(leftEmpty(now));
        lastSeen.forEach((name, state) -> {
            ObjectState back = before.found().objects().get(name);
            ObjectState live = back == null ? Objects.requireNonNull(now.get(name)) : back;
            if (!likeness.same(state, live) && !isReferredTo(state, live)) {
                String what = live.absent()
                        ? "it is gone"
                        : state.absent() ? "there is one of that name now" : "it has another definition";
                List<Discard> way = state.absent()
                        ? ways.ofStranger(name, live)
                        : ledger.get(name) == null ? List.of() : ways.ofOwn(name, live, false);
                conflicts.add(Conflict.of(name, what, way));
            } else if (!live.absent() && back == null && !empty.contains(name)) {
                rows(name, live, conflicts);
            } else if (!live.absent() && before.altered().contains(name)) {
                number(name, conflicts);
            }
        });
        if (trails.stream().allMatch(StepTrail::checked)) {
            orphans.find(session, before, conflicts);
        }
        OtherConflicts programs = new OtherConflicts(likeness, session, before, others);
        others.forEach((object, state) -> programs.find(object, state, conflicts));
        SchemaConflicts schemas = new SchemaConflicts(session, before, ways);
        createdSchemas.forEach(schema -> schemas.find(schema, lastSeen, others, conflicts));
        alteredSchemas.forEach((schema, state) -> {
            if (!likeness.same(state, schemas.describe(schema))) {
                conflicts.add(Conflict.of("schema " + schema, "it has other options"));
            }
        });
        for (String schema : droppedSchemas) {
            if (!schemas.describe(schema).absent()) {
                conflicts.add(Conflict.of("schema " + schema, "there is one of that name now"));
            }
        }
        return conflicts;
    }

    /** What bears the names of all that no batch before this one changes. */
    private Map<ObjectName, ObjectState> now() {
        Set<ObjectName> names = new LinkedHashSet<>(lastSeen.keySet());
        names.removeAll(before.found().objects().keySet());
        return session.describeAll(names);
    }

    /**
     * Tables that the batch made and put nothing into, nor changed any row of since: these are as it left them where
     * they have no rows.
     */
    private Set<ObjectName> leftEmpty(Map<ObjectName, ObjectState> now) {
        Set<ObjectName> tables = new LinkedHashSet<>();
        now.forEach((name, live) -> {
            RowLedger.Entry created = ledger.get(name);
            if (created != null && created.rows() == null && !live.absent() && !changedSince(name)) {
                tables.add(name);
            }
        });
        return tables;
    }

    /** Whether rows of a table of the batch were changed, and kept, since they were counted last. */
    private boolean changedSince(ObjectName table) {
        return rowsLeft.since(table, earlier.behind(table, ledger)).stream()
                .anyMatch(LaterChange.Rows.class::isInstance);
    }

    private void follow(StepTrail trail, StatementTrail statement) {
        StatementDone done = statement.done();
        if (done == null || !done.effect()) {
            return;
        }
        Work work = statement.intent().work();
        earlier.follow(trail, work, ledger);
        ledger.add(trail.address(), work, earlier.counts(trail, work, ledger) ? done : done.uncounted());
        orphans.follow(work, done, converted(statement, done));
        lastSeen.putAll(done.after().objects());
        for (ServerObject object : done.after().others().keySet()) {
            if (object.kind() == ServerObject.Kind.VIEW || object.kind() == ServerObject.Kind.SEQUENCE) {
                // One that was renamed before was seen as a table is.
                lastSeen.remove(object.name());
            }
        }
        others.add(done.after().others());
        if (work instanceof Work.CreatesTable creates) {
            rowsLeft.follow(creates.table());
        } else if (work instanceof Work.CreatesSchema creates) {
            createdSchemas.add(creates.schema());
            droppedSchemas.remove(creates.schema());
        } else if (work instanceof Work.DropsSchema drops) {
            droppedSchemas.add(drops.schema());
            createdSchemas.remove(drops.schema());
        } else if (work instanceof Work.Renames renames) {
            for (Rename pair : renames.pairs()) {
                move(ServerObject.Kind.VIEW, pair);
                move(ServerObject.Kind.SEQUENCE, pair);
                given.renamed(pair);
                added.renamed(pair);
                rowsLeft.renamed(pair);
            }
        } else if (work instanceof ChangesRows rows) {
            changes++;
            Assigned assigned = Assigned.of(
                    statements.read(statement.intent().sql(), statement.intent().defaultSchema()),
                    statement.intent().sql());
            for (int i = 0; i < rows.images().size(); i++) {
                RowImage image = rows.images().get(i);
                rowsLeft.changed(changes, new RowImage.Kept(image, done.kept().get(i)), assigned);
            }
        } else if (work instanceof Work.Alters alters
                && statements.read(statement.intent().sql(), statement.intent().defaultSchema())
                        instanceof AlterTable alter) {
            rows(alters, alter, statement.intent().before(), done);
            List<String> columns = AddedColumns.of(statement.intent(), statements);
            given.altered(alters.table(), alter, columns);
            if (!columns.isEmpty()) {
                rowsLeft.follow(alters.table());
                added.added(changes, alters.table(), columns, alters.kept() == null ? done.rows() : null);
            }
        } else if (work instanceof Work.AltersSchema alters) {
            alteredSchemas.put(alters.schema(), done.after().schema(alters.schema()));
        }
        earlier.did(trail, work, ledger, changes);
    }

    /** The columns whose values an ALTER that took foreign keys away has made another type of. */
    private Set<String> converted(StatementTrail statement, StatementDone done) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (statement.intent().work() instanceof Work.Alters alters
                && !alters.keys().isEmpty()
                && statements.read(statement.intent().sql(), statement.intent().defaultSchema())
                        instanceof AlterTable alter) {
            String was = definition(statement.intent().before().object(alters.table()));
            String is = definition(done.after().object(alters.table()));
            likeness.definitions().columns(alter, was, is).columns().stream()
                    .filter(AlteredColumns.Column::converted)
                    .forEach(column -> names.add(column.name()));
        }
        return names;
    }

    private void rows(Work.Alters work, AlterTable alter, Snapshot before, StatementDone done) {
        changes++;
        ObjectName table = work.table();
        KeptColumns kept = work.kept();
        boolean parts = kept != null && !kept.partitions().isEmpty();
        String was = definition(before.object(table));
        String is = definition(done.after().object(table));
        rowsLeft.altered(
                changes,
                table,
                likeness.definitions().columns(alter, was, is),
                parts ? null : kept,
                done.rows(),
                name -> unfit(name, alter, kept, was, is));
        if (kept != null && parts) {
            rowsLeft.went(changes, table, kept.image());
        }
    }

    /** Rows that would not come through the way back of an ALTER, by the table's definitions before and after it. */
    private List<UnfitRows> unfit(
            ObjectName name, AlterTable alter, @Nullable KeptColumns kept, String before, String after) {
        if (before.isEmpty() || after.isEmpty()) {
            return List.of();
        }
        Definitions definitions = likeness.definitions();
        Definitions.Inverse inverse = kept == null
                ? definitions.inverse(name, alter, before, after)
                : definitions.inverse(name, alter, before, after, kept);
        return inverse instanceof Definitions.Inverse.Way way
                ? way.unfit()
                : inverse instanceof Definitions.Inverse.Halves halves ? halves.unfit() : List.of();
    }

    private static String definition(ObjectState state) {
        return state instanceof ObjectState.Present present ? present.definition() : "";
    }

    /** Of a table whose rows have other columns until a later batch has gone back, only how many there are is told. */
    private void number(ObjectName name, List<Conflict> conflicts) {
        RowLedger.Entry created = ledger.get(name);
        if (created != null) {
            long counted = created.rows() == null ? 0 : created.rows().rows();
            long left = counted + rowsLeft.more(name, earlier.behind(name, ledger), session);
            if (session.digest(name).rows() != left) {
                conflicts.add(Conflict.of(name, "it has other rows"));
            }
        }
    }

    private void rows(ObjectName name, ObjectState live, List<Conflict> conflicts) {
        RowLedger.Entry created = ledger.get(name);
        boolean own = created != null || earlier.knows(name);
        int behind = earlier.behind(name, ledger);
        List<Discard> whole = own ? ways.ofOwn(name, live, true) : List.of();
        if (own) {
            List<LaterChange> since = rowsLeft.since(name, behind);
            // Of more statements it is seen when the table is to go, as everywhere.
            if (since.size() <= RowsLeft.MOST && !isAsCounted(name, created, since)) {
                conflicts.add(Conflict.of(name, "it has other rows", whole));
            }
            if (since.isEmpty()) {
                return;
            }
        }
        List<Discard> copied = whole.isEmpty() ? ways.ofRows(name) : whole;
        for (RowsLeft.Found found : rowsLeft.find(name, behind, session)) {
            conflicts.add(Conflict.of(name, found.why(), found.copied() ? copied : whole));
        }
        for (AddedColumn column : added.of(name, behind, rowsLeft, given)) {
            TargetSession.FoundValues found = session.ownValues(name, column);
            switch (found.own()) {
                case SOME ->
                    conflicts.add(Conflict.of(
                            name,
                            "column " + column.now() + " has values in "
                                    + found.rows().words(),
                            copied));
                case UNKNOWN, UNSEEN ->
                    conflicts.add(new Conflict(Problem.of(EngineMessage.VALUES_UNTOLD, name, column.now()), copied));
                case NONE -> {}
            }
        }
    }

    /**
     * Whether a table of the batch has the rows that were counted last, without what the batch has changed since: it
     * has kept what was there before that.
     */
    private boolean isAsCounted(ObjectName name, RowLedger.@Nullable Entry created, List<LaterChange> since) {
        RowDigest then = since.isEmpty() ? session.digest(name) : session.rowsBefore(name, since);
        return created != null ? created.accountsFor(then) : earlier.asLeft(name, then);
    }

    private void move(ServerObject.Kind kind, Rename pair) {
        others.move(new ServerObject(kind, pair.from()), new ServerObject(kind, pair.to()));
    }

    /** Whether nothing but foreign keys to a table differ, which may be of tables that go before this batch does. */
    private boolean isReferredTo(ObjectState left, ObjectState live) {
        return !before.isNothing()
                && left instanceof ObjectState.Present was
                && live instanceof ObjectState.Present is
                && likeness.sameApartFromReferences(was, is);
    }
}
