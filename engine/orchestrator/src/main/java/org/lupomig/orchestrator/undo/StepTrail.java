package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.BatchScript;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.CommittedAlone;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.Imaged;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Places;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.RowsLeftBehind;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.machine.Evidence;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;

/**
 * What the journal says of one step: all that its undo goes by.
 *
 * @param run the run that applied it
 * @param statements in the order they were sent
 * @param whole whether it ran to its end
 * @param authored the author's undo, empty where none was written
 * @param ofBatch the author's undo of its whole batch, where its rollback was begun with that
 * @param script how far a run that died has come with the author's undo, of the step or of the batch
 * @param removals how far a run that died has come with taking tables away
 * @param alone whether that point was its own, and no other step of its batch passed it together with it
 * @param intentsBack what the journal says of statements of its way back that were about to be sent; read when it is
 *     asked
 * @param gaveUp whether it has failed before, and a person may have done something about it
 * @param unheard whether a statement of its way back was sent, and it is not known what became of it
 * @param failed where it has failed: what the journal says of that
 * @param left what was looked at again when the batch passed its commit point
 * @param discards what of others its rollback was begun to go on over
 * @param leftRows what rows were seen there of tables that earlier steps of the batch had made, and this one changed
 * @param completed whether it passed that point: others may rely on it since, and write
 */
public record StepTrail(
        Address address,
        long run,
        List<StatementTrail> statements,
        boolean whole,
        List<AuthoredStatement> authored,
        BatchScript ofBatch,
        ScriptTrail script,
        Removals removals,
        Snapshot left,
        List<Discard> discards,
        List<Counted> leftRows,
        boolean completed,
        boolean alone,
        List<Map<String, Object>> intentsBack,
        boolean gaveUp,
        boolean unheard,
        Evidence failed) {
    public StepTrail {
        intentsBack = List.copyOf(intentsBack);
        discards = List.copyOf(discards);
        statements = List.copyOf(statements);
        authored = List.copyOf(authored);
    }

    /**
     * Reads the trail of one step out of journals.
     *
     * @param run the run that applied the step
     * @param forward its journal
     * @param back the journal of the run that undoes it: the same run, or a later one
     */
    public static StepTrail read(Address address, long run, List<JournalEntry> forward, List<JournalEntry> back) {
        List<StatementIntent> intents = new ArrayList<>();
        Map<Integer, StatementDone> dones = new HashMap<>();
        Map<Integer, Long> imaged = new HashMap<>();
        boolean whole = false;
        List<AuthoredStatement> authored = List.of();
        Snapshot left = Snapshot.EMPTY;
        List<Counted> leftRows = List.of();
        boolean completed = false;
        boolean alone = false;
        for (JournalEntry entry : of(address, forward)) {
            switch (entry.kind()) {
                case INTENT -> intents.add(StatementIntent.fromJson(entry.data()));
                case DONE -> {
                    StatementDone done = StatementDone.fromJson(entry.data());
                    dones.put(done.ordinal(), done);
                }
                case NOTED -> {
                    Imaged noted = Imaged.fromJson(entry.data());
                    if (noted != null && noted.rows() == null) {
                        imaged.remove(noted.ordinal());
                    } else if (noted != null) {
                        imaged.put(noted.ordinal(), noted.rows());
                    }
                }
                case RETRY -> {
                    intents.clear();
                    dones.clear();
                    imaged.clear();
                }
                case TRANSITION -> {
                    switch (entry.current()) {
                        case MIGRATING -> authored = AuthoredStatement.fromJson(entry.data());
                        case VALIDATING_POST -> whole = true;
                        case COMPLETING -> {
                            left = Snapshot.leftIn(entry.data());
                            leftRows = RowsLeftBehind.in(entry.data());
                            completed = true;
                            alone = CommittedAlone.in(entry.data());
                        }
                        default -> {}
                    }
                }
                case BEFORE, UNDO_INTENT, UNDO_DONE, UNDONE, PURGED, FROZEN, THAWED -> {}
            }
        }
        Map<Integer, UndoneMark> undone = new HashMap<>();
        Map<Integer, ValuesBack> values = ValuesBack.read(of(address, back));
        List<Discard> discards = List.of();
        BatchScript ofBatch = BatchScript.NONE;
        List<Map<String, Object>> intentsBack = new ArrayList<>();
        boolean gaveUp = false;
        boolean unheard = false;
        boolean earlier = false;
        for (JournalEntry entry : of(address, back)) {
            earlier = entry.kind() == JournalEntry.Kind.UNDO_INTENT ? unheard : earlier;
            unheard = switch (entry.kind()) {
                case UNDO_INTENT -> true;
                case UNDO_DONE -> ScriptTrail.refused(entry) ? earlier : unheard;
                case UNDONE, TRANSITION -> false;
                default -> unheard;
            };
            if (entry.kind() == JournalEntry.Kind.TRANSITION && entry.current() == State.ROLLING_BACK) {
                // A failed undo that is tried again goes on as it was begun.
                List<Discard> named = Discard.in(entry.data());
                discards = named.isEmpty() ? discards : named;
                BatchScript script = BatchScript.fromJson(entry.data());
                ofBatch = script.begun() ? script : ofBatch;
            }
            gaveUp |= entry.kind() == JournalEntry.Kind.TRANSITION && entry.current() == State.FAILED;
            if (entry.kind() == JournalEntry.Kind.UNDO_INTENT) {
                intentsBack.add(entry.data());
            } else if (Removals.unsent(entry) && !intentsBack.isEmpty()) {
                intentsBack.remove(intentsBack.size() - 1);
            }
            if (entry.kind() == JournalEntry.Kind.UNDONE) {
                UndoneMark mark = UndoneMark.fromJson(entry.data());
                undone.put(mark.ordinal(), mark);
            }
        }
        List<StatementTrail> trails = new ArrayList<>();
        for (StatementIntent intent : intents) {
            int ordinal = intent.ordinal();
            trails.add(new StatementTrail(
                    intent, dones.get(ordinal), undone.get(ordinal), imaged.get(ordinal), values.get(ordinal)));
        }
        return new StepTrail(
                address,
                run,
                trails,
                whole,
                authored,
                ofBatch,
                ScriptTrail.read(of(address, back)),
                Removals.read(of(address, back)),
                left,
                discards,
                leftRows,
                completed,
                alone,
                intentsBack,
                gaveUp,
                unheard,
                AppliedBy.ofFailed(address, back));
    }

    /**
     * Whether what is journaled of a way back is of a statement of an author's undo, which is sent as it is written.
     */
    public static boolean isAuthored(JournalEntry entry) {
        return ScriptTrail.isAuthored(entry);
    }

    /** The same, to be undone over what others did since. */
    StepTrail discarding(List<Discard> now) {
        return begun(ofBatch, now);
    }

    /** The same, to be undone with its batch by the author's undo of that. */
    StepTrail scripted(BatchScript now) {
        return begun(now, discards);
    }

    /** Steps as if they were one: what they changed since before the first of them, in the order of them. */
    static StepTrail joined(List<StepTrail> trails) {
        StepTrail last = trails.get(trails.size() - 1);
        return new StepTrail(
                last.address,
                last.run,
                trails.stream().flatMap(trail -> trail.statements.stream()).toList(),
                trails.stream().allMatch(StepTrail::whole),
                List.of(),
                last.ofBatch,
                last.script,
                last.removals,
                last.left,
                List.of(),
                List.of(),
                trails.stream().allMatch(StepTrail::completed),
                false,
                List.of(),
                trails.stream().anyMatch(StepTrail::gaveUp),
                trails.stream().anyMatch(StepTrail::unheard),
                last.failed);
    }

    private StepTrail begun(BatchScript script, List<Discard> now) {
        return new StepTrail(
                address,
                run,
                statements,
                whole,
                authored,
                script,
                this.script,
                removals,
                left,
                now,
                leftRows,
                completed,
                alone,
                intentsBack,
                gaveUp,
                unheard,
                failed);
    }

    /** What was last written before this was sent on its way back; null where it was not. */
    @Nullable
    StatementIntent sentBack(Work back) {
        return intentsBack.stream()
                .map(StatementIntent::fromJson)
                .filter(intent -> intent.work().equals(back))
                .reduce((first, last) -> last)
                .orElse(null);
    }

    /** Whether a statement was about to be sent on its way back, as the journal has it. */
    boolean sentBack(String sql) {
        return intentsBack.stream()
                .anyMatch(intent -> StatementIntent.fromJson(intent).sql().equals(sql));
    }

    /** How far the way out of the table has come that one of its statements made; null where it has not begun. */
    public @Nullable Leaving leaving(StatementTrail statement) {
        return Leaving.by(removals.of(Integer.toString(statement.ordinal())));
    }

    /** Whether it could not be undone, and nobody has tried again since. */
    public boolean undoFailed() {
        return failed == Evidence.UNDO_FAILED;
    }

    /**
     * Tells apart what was committed together: of a batch of class A all that a run applied, of any other one step. An
     * author's undo of a batch is of all that it did.
     */
    public Object unit() {
        return ofBatch.begun() ? address.batch() : alone ? address : run;
    }

    private static List<JournalEntry> of(Address address, List<JournalEntry> journal) {
        return journal.stream().filter(entry -> entry.step().equals(address)).toList();
    }

    /**
     * Whether it needs no way back of its own: it has changed the definition of a table that the same step has made,
     * which is taken away as it is. Not where an author, or what others did since, has a say in that, nor where the
     * step did more than that: a view may come back only to the table as it was.
     */
    boolean goesWithItsTable(Work work) {
        return work instanceof Work.Alters alters
                && authored.isEmpty()
                && !ofBatch.begun()
                && discards.isEmpty()
                && OwnTable.areAll(statements)
                && !OwnTable.of(alters.table(), statements).left().isEmpty();
    }

    /** The statements, the last one first. */
    List<StatementTrail> newestFirst() {
        List<StatementTrail> reversed = new ArrayList<>(statements);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Whether all of it was under foreign key checks. */
    public boolean checked() {
        return statements.stream()
                .noneMatch(statement ->
                        StatementIntent.isUnchecked(statement.intent().context()));
    }

    /** Tells a ledger what this step did. */
    public void tell(RowLedger ledger) {
        for (StatementTrail statement : statements) {
            StatementDone done = statement.done();
            if (done != null) {
                ledger.add(address, statement.intent().work(), done);
            }
        }
    }

    /** Tells a ledger that this step is undone. */
    void takenBack(RowLedger ledger) {
        if (!ofBatch.begun()) {
            script.tell(ledger);
        }
        for (StatementTrail statement : newestFirst()) {
            statement.takenBack(
                    ledger,
                    statement.undone() == null ? null : statement.undone().counted());
        }
    }

    /** Whether all that it did was to change definitions of tables, without a value being lost. */
    boolean onlyAlters() {
        return statements.stream()
                .map(trail -> trail.intent().work())
                .allMatch(work ->
                        work instanceof Work.Nothing || (work instanceof Work.Alters alters && alters.kept() == null));
    }

    /** Whether it changed rows that are kept. */
    public boolean changedRows() {
        return statements.stream()
                .anyMatch(trail ->
                        !trail.withoutEffect() && keepsRows(trail.intent().work()));
    }

    private static boolean keepsRows(Work work) {
        return work instanceof ChangesRows || (work instanceof Work.Alters alters && alters.kept() != null);
    }

    /** Whether tables that look alike, and changed places, may not be where they were, though everything looks so. */
    boolean misplaces(Snapshot live, Likeness likeness) {
        for (StatementTrail trail : statements) {
            if (!trail.withoutEffect() && trail.intent().work() instanceof Work.Renames renames) {
                Places places = Places.of(renames, trail.intent().before());
                if (places.lookAlike(likeness) && places.find(live.objects()) != Places.Found.BEFORE) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What every object of the step looked like before the step first named it. */
    public Snapshot firstBefore() {
        Map<ObjectName, ObjectState> objects = new LinkedHashMap<>();
        Map<String, SchemaState> schemas = new LinkedHashMap<>();
        Map<ServerObject, ServerObjectState> others = new LinkedHashMap<>();
        for (StatementTrail trail : statements) {
            // Rows are changed and journaled in one transaction.
            boolean rolledBack = trail.done() == null && trail.intent().work() instanceof ChangesRows;
            if (!trail.withoutEffect() && !rolledBack) {
                Snapshot before = trail.intent().before();
                Set<ObjectName> known = named(others.keySet());
                // only looked at: what others did to it meanwhile is no part of what was taken back
                ObjectName model = trail.intent().work() instanceof Work.CreatesTable creates ? creates.model() : null;
                // A view or sequence is seen as one when it is made, and as a table is when it is renamed.
                before.others().forEach((object, state) -> {
                    if (!likeTable(object) || !objects.containsKey(object.name())) {
                        others.putIfAbsent(object, state);
                    }
                });
                before.objects().forEach((name, state) -> {
                    if (!known.contains(name) && !name.equals(model)) {
                        objects.putIfAbsent(name, state);
                    }
                });
                before.schemas().forEach(schemas::putIfAbsent);
            }
        }
        return new Snapshot(objects, schemas, others);
    }

    private static Set<ObjectName> named(Set<ServerObject> objects) {
        Set<ObjectName> names = new HashSet<>();
        for (ServerObject object : objects) {
            if (likeTable(object)) {
                names.add(object.name());
            }
        }
        return names;
    }

    /** Whether nothing else has its name, be it a table. */
    private static boolean likeTable(ServerObject object) {
        return object.kind() == ServerObject.Kind.VIEW || object.kind() == ServerObject.Kind.SEQUENCE;
    }

    /** What is no table and not yet undone, as it was before; all else may by now be as it was before older steps. */
    Snapshot stillWaiting() {
        Map<ServerObject, ServerObjectState> others = new LinkedHashMap<>();
        for (StatementTrail trail : statements) {
            if (!trail.withoutEffect() && trail.undone() == null) {
                trail.intent().before().others().forEach(others::putIfAbsent);
            }
        }
        return new Snapshot(Map.of(), Map.of(), others);
    }

    /** Whether anything of it is undone already. */
    boolean begunToUndo() {
        return statements.stream().anyMatch(trail -> trail.undone() != null);
    }

    /**
     * Objects that were looked at for the first time when the step had already changed something. A foreign key that it
     * had made, or whose other table it had renamed, was seen in and out of them, and goes with what it did before.
     */
    public Set<ObjectName> seenMidway() {
        Set<ObjectName> atOnce = null;
        Set<ObjectName> midway = new HashSet<>();
        for (StatementTrail trail : statements) {
            if (!trail.withoutEffect()) {
                Set<ObjectName> seen = trail.intent().before().objects().keySet();
                if (atOnce == null) {
                    atOnce = seen;
                } else {
                    midway.addAll(seen);
                }
            }
        }
        midway.removeAll(atOnce == null ? Set.of() : atOnce);
        return midway;
    }
}
