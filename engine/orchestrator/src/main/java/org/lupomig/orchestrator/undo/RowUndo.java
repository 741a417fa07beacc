package org.lupomig.orchestrator.undo;

import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.TargetOperation;

/** Puts rows back from their image, and drops images that are not needed any more. */
final class RowUndo {
    private final Likeness likeness;
    private final UndoSteps steps;

    RowUndo(Likeness likeness, UndoSteps steps) {
        this.likeness = likeness;
        this.steps = steps;
    }

    /** Where nothing was journaled nothing was changed: both are one transaction. */
    UndoResult restore(Work.ChangesRows work, StatementTrail trail) {
        StatementDone done = trail.done();
        if (done == null || done.rows() == null) {
            return UndoResult.restored();
        }
        Snapshot live = done.after().again(steps.session());
        String difference = likeness.difference(done.after(), live);
        if (!difference.isEmpty()) {
            return new UndoResult.Stuck(
                    work.summary() + ": its rows cannot be put back into what is there now; " + difference);
        }
        Refusal refusal = steps.restore(work, new RowImage.Kept(work.image(), done.rows(), steps.checked()));
        return refusal == null
                ? UndoResult.restored()
                : new UndoResult.Stuck(work.summary() + ": " + refusal.text() + "; what they were before is kept in "
                        + work.image().image());
    }

    /** By now its rows are back, or were never changed. */
    UndoResult drop(Work.MakesImage work) {
        if (steps.session().describe(work.table()).absent()) {
            return UndoResult.restored();
        }
        Refusal refusal = steps.send(
                new Work.DropsTable(work.table()), new TargetOperation.DropTable(work.table()), "DROP TABLE");
        return refusal == null ? UndoResult.restored() : new UndoResult.Stuck(refusal.text());
    }
}
