package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Assigned;
import org.lupomig.orchestrator.port.LostImage;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Puts rows back from their images, and drops images that are not needed any more.
 *
 * <p>Triggers must not fire for that. They are away under a write lock as long as it takes; an undo that is killed then
 * leaves them away, and the next one, which knows them from the journal, finds the rows back or puts them back, and
 * makes the triggers again.
 */
final class RowUndo {
    private final StatementReader statements;
    private final Likeness likeness;
    private final RowLedger ledger;
    private final UndoSteps steps;
    private final StepTrail ofStep;

    RowUndo(StatementReader statements, Likeness likeness, RowLedger ledger, UndoSteps steps, StepTrail ofStep) {
        this.ofStep = ofStep;
        this.statements = statements;
        this.likeness = likeness;
        this.ledger = ledger;
        this.steps = steps;
    }

    /** Where nothing was journaled nothing was changed: both are one transaction. */
    UndoResult restore(ChangesRows work, StatementTrail trail) {
        StatementDone done = trail.done();
        if (done == null) {
            return dropped(work);
        }
        for (int i = 0; i < work.images().size(); i++) {
            String lost = lost(work.images().get(i), done.kept().get(i));
            if (lost != null) {
                return new UndoResult.Stuck(work.summary() + ": " + lost);
            }
        }
        Map<ServerObject, ServerObjectState> known = trail.intent().before().others();
        Snapshot live = done.after().again(steps.session());
        String difference = difference(done.after(), live, known);
        if (!difference.isEmpty()) {
            return new UndoResult.Stuck(
                    work.summary() + ": its rows cannot be put back into what is there now; " + difference);
        }
        List<RowImage.Kept> kept = new ArrayList<>();
        for (int i = 0; i < work.images().size(); i++) {
            RowImage image = work.images().get(i);
            RowImage.Left left = done.kept().get(i);
            if (steps.discards().copies(image.table())) {
                // What is copied is what is looked at when rows are put back: what comes in between stops that.
                RowDigest now = steps.session().keptRows(new RowImage.Kept(image, left), List.of());
                Refusal refused = now.equals(left.rows())
                        ? null
                        : steps.discards().copy(image.table(), steps).refusal();
                if (refused != null) {
                    return new UndoResult.Stuck(image.table() + " could not be copied aside: " + refused.text());
                }
                left = left.with(now);
            }
            boolean noted = image.extent() != RowImage.Extent.ADDED || left.keys() != null;
            if (noted || !steps.session().describe(image.image()).absent()) {
                kept.add(new RowImage.Kept(image, left, steps.checked(), ledger.going()));
            }
        }
        List<TargetOperation.RestoreObject> triggers = new ArrayList<>();
        for (ServerObject trigger : work.triggers()) {
            if (known.get(trigger) instanceof ServerObjectState.Present present) {
                triggers.add(
                        new TargetOperation.RestoreObject(trigger, present, new ServerObjectState.Absent(), false));
            }
        }
        Refusal refusal = kept.isEmpty() ? null : steps.restore(work, kept, triggers);
        return refusal == null
                ? dropped(work)
                : new UndoResult.Stuck(
                        work.summary() + ": " + refusal.text() + others(kept, trail, refusal.text(), images(work)));
    }

    /** What is wrong with an image; null where nothing is. Keys go last of all: without them the rows have gone. */
    private @Nullable String lost(RowImage image, RowImage.Left left) {
        boolean went = image.extent() == RowImage.Extent.ADDED && ofStep.sentBack(dropping(image.image())) != null;
        Long imaged = went ? null : left.imaged();
        String why =
                imaged == null ? null : LostImage.why(imaged, steps.session().count(image.image()));
        return why == null ? null : image.image() + ": " + why;
    }

    /**
     * Which rows others have changed, and how to go on then; nothing of that where it is something else that keeps them
     * from going back.
     */
    private String others(List<RowImage.Kept> kept, StatementTrail trail, String refusal, String images) {
        StringBuilder which = new StringBuilder();
        String option = "";
        String sql = trail.intent().sql();
        Assigned assigned = Assigned.of(statements.read(sql, trail.intent().defaultSchema()), sql);
        for (RowImage.Kept each : kept) {
            ObjectName table = each.image().table();
            try {
                if (!each.left().rows().equals(steps.session().keptRows(each, List.of()))) {
                    option = steps.discards().option(table);
                    String words =
                            steps.session().movedRows(each, assigned, List.of()).words();
                    if (!words.isEmpty() || !refusal.contains(table.toString())) {
                        which.append("; of ").append(table).append(words);
                    }
                }
            } catch (ServerRefused e) {
                // No more than a detail: what keeps the rows from going back is told without it.
            }
        }
        return which + images + option;
    }

    private static String images(ChangesRows work) {
        List<String> names = new ArrayList<>();
        for (RowImage image : work.images()) {
            if (image.extent() != RowImage.Extent.ADDED) {
                names.add(image.image().toString());
            }
        }
        return names.isEmpty() ? "" : "; what they were before is kept in " + String.join(", ", names);
    }

    /** Triggers that an undo which was cut short has taken away are no difference. */
    private String difference(Snapshot after, Snapshot live, Map<ServerObject, ServerObjectState> known) {
        String difference = likeness.difference(after, live);
        if (difference.isEmpty() || known.isEmpty()) {
            return difference;
        }
        Snapshot without = withoutTriggers(after, known, live);
        return likeness.difference(without, withoutTriggers(live, known, live));
    }

    /** What {@code snapshot} shows but for triggers that {@code live} lacks, and that are known from the journal. */
    private static Snapshot withoutTriggers(
            Snapshot snapshot, Map<ServerObject, ServerObjectState> known, Snapshot live) {
        Map<ObjectName, ObjectState> objects = new java.util.LinkedHashMap<>(snapshot.objects());
        Map<ServerObject, ServerObjectState> others = new java.util.LinkedHashMap<>(snapshot.others());
        live.others().forEach((trigger, state) -> {
            ObjectName table = state.absent() ? tableOf(trigger, known.get(trigger)) : null;
            if (table != null && objects.get(table) instanceof ObjectState.Present there) {
                others.remove(trigger);
                List<String> left = new ArrayList<>(there.triggers());
                left.removeIf(line -> line.startsWith(trigger.name().name() + " "));
                objects.put(
                        table,
                        new ObjectState.Present(
                                there.kind(),
                                there.definition(),
                                left,
                                there.incoming(),
                                there.tableId(),
                                there.engine()));
            }
        });
        return new Snapshot(objects, snapshot.schemas(), others);
    }

    private static @Nullable ObjectName tableOf(ServerObject trigger, @Nullable ServerObjectState was) {
        String table = was instanceof ServerObjectState.Present present
                ? present.beside().get(ServerObjectState.Present.TABLE)
                : null;
        return table == null ? null : new ObjectName(trigger.schema(), table);
    }

    /**
     * Of a table that went as a whole nothing is put back. What its rows were others may have written: that is kept.
     *
     * @param key unique within the step
     */
    UndoResult keep(ChangesRows work, String key, TableRemoval removal) {
        for (RowImage image : work.images()) {
            if (image.extent() != RowImage.Extent.ADDED) {
                UndoResult kept = removal.keep(
                        image.image(),
                        key,
                        "it has rows of " + image.table() + " as they were before this batch changed them");
                if (!(kept instanceof UndoResult.Restored)) {
                    return kept;
                }
            }
        }
        return dropped(work);
    }

    /** Keys of rows that came in, where the journal could not hold them. */
    private UndoResult dropped(ChangesRows work) {
        for (RowImage image : work.images()) {
            if (image.extent() == RowImage.Extent.ADDED && drop(image.image()) instanceof UndoResult.Stuck stuck) {
                return stuck;
            }
        }
        return UndoResult.restored();
    }

    /** By now its rows are back, or were never changed. */
    UndoResult drop(MakesImage work) {
        return drop(work.table());
    }

    private UndoResult drop(ObjectName image) {
        if (steps.session().describe(image).absent()) {
            return UndoResult.restored();
        }
        Refusal refusal = steps.send(dropping(image), new TargetOperation.DropTable(image), "DROP TABLE");
        return refusal == null ? UndoResult.restored() : new UndoResult.Stuck(refusal.text());
    }

    private static Work dropping(ObjectName image) {
        return new Work.DropsTable(image);
    }
}
