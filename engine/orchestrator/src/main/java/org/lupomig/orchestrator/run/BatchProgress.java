package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.BrokenViews;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Referring;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * How far a batch has come: its steps, and, of those that pass the same commit point, what they created and what they
 * left of what they named.
 */
final class BatchProgress {
    private final RunLog log;
    private final String plan;
    private final Collection<StepCursor> cursors;
    private final RowLedger ledger = new RowLedger();
    private final BrokenViews views = BrokenViews.ofBatch();
    private final List<Statement> statements;
    private final Map<Integer, Integer> tables = new HashMap<>();
    private final Map<ObjectName, ObjectState> seen = new LinkedHashMap<>();
    private final List<Consumer<RowLedger>> told = new ArrayList<>();
    private final Supplier<RowLedger> made;
    private final StepCrew crew;
    private final Map<ObjectName, Boolean> found = new HashMap<>();
    private final UncheckedKeys keys;
    private final List<AlteredRows> altered = new ArrayList<>();

    /**
     * Of steps that pass one commit point together.
     *
     * @param cursors all steps of the batch that this run has taken up, to be counted
     * @param statements all that these steps will send, as far as it is known now
     * @param made gives what steps of the batch have made that were committed before
     * @param crew works on them
     */
    BatchProgress(
            RunLog log,
            String plan,
            Collection<StepCursor> cursors,
            List<Statement> statements,
            Supplier<RowLedger> made,
            StepCrew crew) {
        this.crew = crew;
        this.made = made;
        this.statements = statements;
        this.log = log;
        this.plan = plan;
        this.cursors = cursors;
        this.keys = new UncheckedKeys(
                crew.ports().target().heldSchema(), crew.ports().definitions());
    }

    /** The tables that the batch created. */
    RowLedger ledger() {
        return ledger;
    }

    /** Foreign keys by which the server has not judged all that was done. */
    UncheckedKeys keys() {
        return keys;
    }

    /** What was counted of rows that an ALTER keeps. */
    List<AlteredRows> altered() {
        return altered;
    }

    /** Views that could not be made again. */
    BrokenViews views() {
        return views;
    }

    /**
     * A step is about to begin: before the first of them, what they will change is as it is to be afterwards. Of tables
     * that were made before it is seen whether others have written to them since.
     */
    void begins(Step step, TargetSession session) {
        RunProgress run = log.progress();
        if (run != null) {
            run.anew(step.address());
        }
        // What the first sees is what the others go by.
        crew.undisturbed(() -> look(step, session));
    }

    private void look(Step step, TargetSession session) {
        views.look(statements, session);
        for (ObjectName table : made.get().own()) {
            RowLedger.Entry known = made.get().get(table);
            boolean touched = step.statements().stream()
                    .flatMap(statement -> statement.touches().stream())
                    .anyMatch(touch -> changes(touch, table));
            if (touched && known != null && !found.containsKey(table)) {
                found.put(table, known.own() && known.accountsFor(session.digest(table)));
            }
        }
    }

    private static boolean changes(Touch touch, ObjectName table) {
        return touch.access() != Touch.Access.READS && is(touch, table);
    }

    private static boolean is(Touch touch, ObjectName table) {
        return table.name().equals(touch.table())
                && (touch.schema() == null || touch.schema().equals(table.schema()));
    }

    /** How many tables each step named, by its position. */
    Map<Integer, Integer> tables() {
        return tables;
    }

    /** A statement took effect, or is known to have had none. */
    void did(Address step, Work work, StatementDone done) {
        ledger.add(step, work, done);
        told.add(other -> other.add(step, work, done));
        RunProgress run = log.progress();
        if (run != null) {
            run.sent(step);
            run.tell();
        }
        if (done.effect()) {
            keys.did(done);
            seen.putAll(done.after().objects());
        }
    }

    /** A step has nothing to do. */
    void skipped(Address step) {
        RunProgress run = log.progress();
        if (run != null) {
            run.done(step);
        }
    }

    /** A step sent all its statements. */
    void migrated(StepCursor cursor, int named) {
        tables.put(cursor.record().position(), named);
        RunProgress run = log.progress();
        if (run != null) {
            run.done(cursor.address());
        }
    }

    /**
     * Tables whose definitions another statement may have changed since. Where a foreign key is among what the batch
     * touched that may be any of them: a parent does not show the key of a child that came after it. So it is with
     * tables that steps of the batch have made which were committed before, and that a key ties to these.
     */
    List<ObjectName> related() {
        Set<ObjectName> names = new LinkedHashSet<>();
        Set<ObjectName> referring = new HashSet<>();
        boolean keys = false;
        for (Map.Entry<ObjectName, ObjectState> entry : seen.entrySet()) {
            if (entry.getValue() instanceof ObjectState.Present present) {
                names.add(entry.getKey());
                present.incoming().forEach(text -> referring.add(Referring.table(text)));
                keys |= !present.incoming().isEmpty() || present.definition().contains(" REFERENCES ");
            }
        }
        if (!keys) {
            return List.of();
        }
        made.get().own().stream()
                .filter(table -> referring.contains(table) || isNamed(table))
                .sorted()
                .forEach(names::add);
        return List.copyOf(names);
    }

    private boolean isNamed(ObjectName table) {
        return statements.stream()
                .flatMap(statement -> statement.touches().stream())
                .anyMatch(touch -> is(touch, table));
    }

    /** Tables that these steps have changed, and that one committed before them had made. */
    List<ObjectName> changed() {
        RowLedger now = made.get();
        told.forEach(each -> each.accept(now));
        told.clear();
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof ObjectState.Present
                        && now.get(entry.getKey()) != null
                        && ledger.get(entry.getKey()) == null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** These are the rows of a table that these steps have changed and one before them had made. */
    Counted left(ObjectName table, RowDigest rows) {
        made.get().counted(table, rows, found.getOrDefault(table, true));
        RowLedger.Entry known = made.get().get(table);
        return new Counted(table, rows, known != null && known.own());
    }

    /** The progress, where it was not published for a while. */
    List<Write> due() {
        RunProgress run = log.progress();
        return run == null ? List.of() : run.due();
    }

    /** The progress as it is published. */
    Write write(String phase) {
        RunProgress run = log.progress();
        if (run != null) {
            return run.write(phase);
        }
        int done = (int) cursors.stream()
                .filter(c -> c.state() == State.VALIDATING_POST
                        || c.state() == State.COMPLETING
                        || c.record().status().satisfies())
                .count();
        return new Write.Progress(plan, phase, done, cursors.size(), log.stamp());
    }
}
