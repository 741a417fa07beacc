package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.HeldNames;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;

/**
 * Takes one step back, in {@code rolling_back}: the author's way where there is one and the step ran whole, then, by
 * what the server shows, whatever is not yet as before.
 */
final class StepUndo {
    private final EnginePorts ports;
    private final RunLog log;
    private final StepCursor cursor;
    private final StepTrail trail;
    private final RowLedger ledger;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final TableRemoval removal;
    private final boolean waited;
    private final boolean again;
    private final NewerSteps newer;

    /**
     * The undo of one step.
     *
     * @param ledger what its batch created, as the steps after this one left it when they were undone
     * @param checked whether the batch was under foreign key checks throughout
     * @param waited whether steps before this one may be undone already, which this one had to wait for
     * @param again whether this is not the first time that it is tried, and the ledger knows what was undone then
     * @param newer steps after this one that wait for others
     */
    StepUndo(
            EnginePorts ports,
            RunLog log,
            StepCursor cursor,
            StepTrail trail,
            RowLedger ledger,
            TargetSession session,
            boolean checked,
            boolean waited,
            boolean again,
            NewerSteps newer) {
        this.waited = waited;
        this.again = again;
        this.newer = newer;
        this.ports = ports;
        this.log = log;
        this.cursor = cursor;
        this.trail = trail;
        this.ledger = ledger;
        this.likeness = new Likeness(ports.definitions());
        HeldNames names = new HeldNames(
                ports.target().heldSchema(), trail.run(), cursor.record().position());
        Discards discards = new Discards(Discards.underAllNames(trail.discards(), List.of(trail)), log, cursor, names);
        this.steps = new UndoSteps(log, cursor, session, likeness, checked, trail.completed(), discards);
        this.removal = new TableRemoval(log, cursor, names, trail.removals(), likeness, steps);
        if (!trail.script().begun().isEmpty() || trail.script().refusal() != null) {
            // What was answered with an error may have taken effect.
            steps.followsScript();
        }
    }

    /** Takes it back. */
    UndoResult undo() {
        // By the first of a batch: for those after it nothing of that is there any more.
        String inTheWay = steps.discards().clear(removal, steps);
        if (inTheWay != null) {
            return new UndoResult.Stuck(inTheWay);
        }
        if (trail.ofBatch().begun()) {
            // That was not to be had: nothing of it was sent.
            return derived();
        }
        boolean anyUndone = trail.statements().stream().anyMatch(statement -> statement.undone() != null);
        if (trail.changedRows() && !trail.authored().isEmpty()) {
            // A script puts no rows back, and what it took away they might need.
            log.tell(new RunEvent.Note("the undo script of " + cursor.address()
                    + " is not run: the step changed rows, which are put back in their order with all else"));
        }
        if (trail.whole()
                && !trail.authored().isEmpty()
                && !anyUndone
                && !trail.changedRows()
                && (steps.discards().isEmpty() || !trail.script().begun().isEmpty())) {
            AuthoredUndo authored = new AuthoredUndo(
                    ports.statements(),
                    likeness,
                    steps,
                    removal,
                    ledger,
                    cursor.address(),
                    Made.by(trail, ports.statements()),
                    "step",
                    false,
                    false);
            ScriptTrail far =
                    steps.discards().isEmpty() ? trail.script() : trail.script().again();
            String refusal = authored.run(trail.authored(), far);
            String bound = removal.stillBound();
            if (bound != null) {
                // Its table is away, which is all that would be looked at.
                return new UndoResult.Stuck(bound);
            }
            List<String> differences = differences();
            if (refusal != null) {
                log.tell(new RunEvent.ScriptStopped(cursor.address(), "stopped: " + refusal));
            }
            // Durable with what is marked undone first: what goes in another way has no word of these copies.
            authored.tellCopies(trail.authored(), far);
            if (differences.isEmpty()) {
                markAll();
                return UndoResult.restored();
            } else if (refusal == null) {
                String why = "did not lead back: " + String.join(", ", differences);
                log.tell(new RunEvent.ScriptStopped(cursor.address(), why));
            }
        } else if (!again) {
            trail.script().tell(ledger);
        }
        return derived();
    }

    private List<String> differences() {
        return new LedBack(trail, likeness).differences(steps.session());
    }

    private UndoResult derived() {
        StatementUndo undo =
                new StatementUndo(ports.definitions(), ports.statements(), likeness, steps, removal, trail, ledger);
        List<StatementTrail> later = new ArrayList<>();
        UndoResult result = all(undo, trail.newestFirst(), later);
        int open = Integer.MAX_VALUE;
        while (!later.isEmpty() && later.size() < open && !(result instanceof UndoResult.Stuck)) {
            // What needs a table under its old name can be made again when that has it.
            open = later.size();
            List<StatementTrail> again = List.copyOf(later);
            later.clear();
            result = all(undo, again, later);
        }
        if (result instanceof UndoResult.Stuck
                && trail.onlyAlters()
                && differences().isEmpty()) {
            // Not as any one of its statements left it: somebody has taken back all of them.
            markAll();
            return UndoResult.restored();
        }
        if (!(result instanceof UndoResult.Restored) || isLookedAt()) {
            return result;
        }
        Snapshot before = steps.discards().without(waited ? trail.stillWaiting() : trail.firstBefore());
        String difference = likeness.difference(before, before.again(steps.session()), trail.seenMidway());
        return difference.isEmpty()
                ? UndoResult.restored()
                : new UndoResult.Stuck("after the undo it is not as before: " + difference);
    }

    /** Whether all that the step touched was just looked at: it has made a table, and done nothing else. */
    private boolean isLookedAt() {
        if (trail.statements().size() != 1) {
            return false;
        }
        StatementTrail only = trail.statements().get(0);
        return only.undone() == null && only.intent().work() instanceof Work.CreatesTable;
    }

    /**
     * Takes statements back in this order.
     *
     * @param later gets those that wait for others; then the result is the last of them
     */
    private UndoResult all(StatementUndo undo, List<StatementTrail> statements, List<StatementTrail> later) {
        UndoResult end = UndoResult.restored();
        for (StatementTrail statement : statements) {
            UndoneMark known = statement.undone();
            if (known != null) {
                if (!again) {
                    statement.takenBack(ledger, known.counted());
                }
                continue;
            }
            int sent = steps.sent();
            StatementTrail first = waitsFor(statement, later);
            UndoResult result = first == null
                    ? undo.undo(statement)
                    : new UndoResult.Later(first.intent().work().summary() + " is not taken back yet");
            if (result instanceof UndoResult.Stuck ends) {
                return new UndoResult.Stuck(statement.origin() + ends.reason());
            }
            if (result instanceof UndoResult.Later waits) {
                later.add(statement);
                end = new UndoResult.Later(statement.origin() + waits.reason());
                continue;
            }
            UndoneMark mark = new UndoneMark(statement.ordinal(), ((UndoResult.Restored) result).counted());
            List<Write> undone = new ArrayList<>(log.takenBack(List.of(cursor.note(Kind.UNDONE, 0, mark.toJson()))));
            undone.addAll(steps.alerts().take());
            log.later(undone);
            statement.takenBack(ledger, mark.counted());
            tell(statement, steps.sent() > sent);
            // At once: what it has brought back, the next may take away for good.
            String stuck = steps.sent() > sent ? newer.again().get() : null;
            if (stuck != null) {
                return new UndoResult.Stuck(stuck);
            }
            if (steps.sent() > sent && !later.isEmpty()) {
                List<StatementTrail> waiting = List.copyOf(later);
                later.clear();
                UndoResult again = all(undo, waiting, later);
                if (again instanceof UndoResult.Stuck) {
                    return again;
                }
                end = again;
            }
        }
        return end;
    }

    private void tell(StatementTrail statement, boolean sent) {
        boolean changed = statement.done() != null ? !statement.withoutEffect() : sent;
        // One that the server refused had changed nothing: nothing was sent to take it back.
        if (changed || statement.intent().work() instanceof Waives) {
            statement.tellUndone(log, cursor.address());
        }
    }

    /** A newer statement on the same objects, or in the same schema, that still waits. */
    private @Nullable StatementTrail waitsFor(StatementTrail statement, List<StatementTrail> later) {
        Work work = statement.intent().work();
        return Stream.concat(newer.open().get().stream(), later.stream())
                .filter(waiting -> shares(work, waiting.intent().work()))
                .findFirst()
                .orElse(null);
    }

    private static boolean shares(Work work, Work waiting) {
        if (!Collections.disjoint(work.others(), waiting.others())) {
            return true;
        }
        // What belongs to a table may wait for that to have its old name again.
        return !(waiting instanceof Work.Changes)
                && (!Collections.disjoint(work.objects(), waiting.objects())
                        || !Collections.disjoint(reach(work), waiting.schemas())
                        || !Collections.disjoint(work.schemas(), reach(waiting)));
    }

    private static Set<String> reach(Work work) {
        Set<String> schemas = new HashSet<>(work.schemas());
        work.objects().forEach(object -> schemas.add(String.valueOf(object.schema())));
        return schemas;
    }

    private void markAll() {
        List<Write> marks = new ArrayList<>();
        AsideColumns aside = new AsideColumns(ports.definitions(), ports.statements(), steps, removal);
        for (StatementTrail statement : trail.newestFirst()) {
            if (statement.intent().work() instanceof Work.Alters alters) {
                aside.tell(alters.table(), statement);
            }
            marks.add(cursor.note(Kind.UNDONE, 0, new UndoneMark(statement.ordinal(), null).toJson()));
            ledger.gone(cursor.address(), statement.ordinal());
            if (!statement.withoutEffect()) {
                statement.tellUndone(log, cursor.address());
            }
        }
        List<Write> writes = new ArrayList<>(log.takenBack(marks));
        writes.addAll(steps.alerts().take());
        log.later(writes);
    }
}
