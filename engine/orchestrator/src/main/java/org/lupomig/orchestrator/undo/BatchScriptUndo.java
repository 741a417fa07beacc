package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.HeldNames;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.run.UndoProgress;

/**
 * Runs the way back that an author wrote for a whole batch, instead of those of its steps. Where it has led back to
 * what was there before the batch, all steps are undone, in one commit. All its statements are looked at before the
 * first is sent. Where nothing of it could be sent, that is written down, and the steps are taken back by what is
 * derived. Where it has stopped on its way, or has not led back, nothing more is done: what stands under a name by then
 * may be what was there before, and not what a step made. What it sends is journaled with the step that was applied
 * last: a later command goes on from there.
 */
final class BatchScriptUndo {
    private final EnginePorts ports;
    private final RunLog log;
    private final Address batch;
    private final List<StepCursor> cursors;
    private final List<StepTrail> trails;

    BatchScriptUndo(EnginePorts ports, RunLog log, Address batch, List<StepCursor> cursors, List<StepTrail> trails) {
        this.ports = ports;
        this.log = log;
        this.batch = batch;
        this.cursors = cursors;
        this.trails = trails;
    }

    /** The place of the step that carries it; -1 where there is none. */
    int carrier() {
        for (int i = trails.size() - 1; i >= 0; i--) {
            if (!trails.get(i).ofBatch().statements().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    /** Whether it is the way back of what is still to be taken back. */
    boolean isDue() {
        int carrier = carrier();
        return carrier >= 0 && !trails.get(carrier).script().passedOver() && !open().isEmpty();
    }

    /** Why it cannot be gone on with now; null where it can. */
    @Nullable
    String objection() {
        return cursors.stream().anyMatch(cursor -> cursor.state() == State.FAILED)
                ? name() + " takes back all of its steps at once: 'lupomig retry " + batchName() + "' goes on with it"
                : null;
    }

    private List<StepCursor> open() {
        return cursors.stream()
                .filter(cursor -> cursor.state() == State.ROLLING_BACK)
                .toList();
    }

    /**
     * Runs it, from where a run that died has left it.
     *
     * @param ledger what all steps created, as they left it
     * @param checked whether the batch was under foreign key checks throughout
     * @return restored where all of the batch is undone; stuck where it needs a person; later where nothing was sent,
     *     and the steps are taken back by what is derived
     */
    UndoResult run(TargetSession session, RowLedger ledger, boolean checked) {
        int carrier = carrier();
        StepCursor cursor = cursors.get(carrier);
        StepTrail trail = trails.get(carrier);
        Likeness likeness = new Likeness(ports.definitions());
        HeldNames names = new HeldNames(
                ports.target().heldSchema(), trail.run(), cursor.record().position());
        // Begun without any: what others wrote on its way a person may have let it go on over.
        List<Discard> allowed = Discards.underAllNames(
                trails.stream().flatMap(each -> each.discards().stream()).toList(), trails);
        UndoSteps steps =
                new UndoSteps(log, cursor, session, likeness, checked, true, new Discards(allowed, log, cursor, names));
        TableRemoval removal = new TableRemoval(log, cursor, names, trail.removals(), likeness, steps);
        LedBack ledBack = new LedBack(StepTrail.joined(trails), likeness);
        List<AuthoredStatement> script = trail.ofBatch().statements();
        AuthoredUndo authored = new AuthoredUndo(
                ports.statements(),
                likeness,
                steps,
                removal,
                ledger,
                cursor.address(),
                Made.by(trails, ports.statements()),
                "batch",
                true,
                trail.script().asked() != ScriptTrail.Asked.NOBODY);
        // A person may have taken the rest back by hand, as told: what stands under its names then is to stay.
        boolean settled = trail.removals().passing().stream()
                .allMatch(name -> session.describe(name).absent());
        boolean byHand = trail.script().asked() == ScriptTrail.Asked.LAST
                && settled
                && ledBack.differences(session).isEmpty();
        String unsent = trail.script().sent() ? null : ScriptOutlook.objection(ports, trails, carrier, script, session);
        String refusal = byHand || unsent != null
                ? unsent
                : authored.run(script, trail.script().again());
        List<String> differences = byHand ? List.of() : ledBack.differences(session);
        String bound = removal.stillBound();
        if (differences.isEmpty() && bound == null) {
            authored.tellCopies(script, trail.script());
            markAll(steps.alerts().take());
            return UndoResult.restored();
        }
        String stopped = refusal == null ? bound : refusal;
        String ended = unsent == null ? "stopped: " : "was not begun: ";
        String why = stopped == null ? "did not lead back: " + String.join(", ", differences) : ended + stopped;
        if (!sent(cursor)) {
            // A kill before that has sent nothing, and the script is tried once more.
            log.commit(List.of(cursor.note(Kind.UNDO_DONE, 0, ScriptTrail.passesOver(why))));
            log.tell(new RunEvent.ScriptStopped(batch, why));
            return new UndoResult.Later(why);
        }
        return new UndoResult.Stuck(
                stopped == null
                        ? name() + " " + why + "; bring that back by hand, then 'lupomig retry " + batchName()
                                + "' looks whether all is as before"
                        : name() + " " + why + "; what it had sent stays, and nothing is taken back in another way:"
                                + " mend that, then 'lupomig retry " + batchName() + "' goes on with it there; or take"
                                + " the rest back by hand, then the same command looks whether all is as before");
    }

    /** Whether anything of it was sent, be it by a run that died. */
    private boolean sent(StepCursor cursor) {
        log.flush();
        return AppliedStep.read(ports.store(), List.of(cursor.record()), log.run())
                .get(0)
                .trail()
                .script()
                .sent();
    }

    private String name() {
        return "the undo script of batch " + batch.batch();
    }

    private String batchName() {
        return batch.plan() + "." + batch.batch();
    }

    /** All or none: a kill before that finds all of the script sent, and looks once more. */
    private void markAll(List<Write> alerts) {
        List<Write> writes = new ArrayList<>(alerts);
        List<Runnable> told = new ArrayList<>();
        List<StepCursor> undone = open();
        for (int i = cursors.size() - 1; i >= 0; i--) {
            StepCursor cursor = cursors.get(i);
            if (cursor.state() != State.ROLLING_BACK) {
                continue;
            }
            List<Write> marks = new ArrayList<>();
            for (StatementTrail statement : trails.get(i).newestFirst()) {
                marks.add(cursor.note(Kind.UNDONE, 0, new UndoneMark(statement.ordinal(), null).toJson()));
                if (!statement.withoutEffect()) {
                    told.add(() -> statement.tellUndone(log, cursor.address()));
                }
            }
            writes.addAll(log.takenBack(marks));
            UndoProgress progress = log.goesBack();
            writes.addAll(progress == null ? List.of() : progress.step());
            writes.addAll(cursor.stage(Event.UNDONE, "", Map.of()));
            told.add(() -> log.tell(new RunEvent.Moved(cursor.address(), State.ROLLING_BACK, State.IDLE)));
        }
        StepCursor.commit(log, undone, writes);
        told.forEach(Runnable::run);
    }
}
