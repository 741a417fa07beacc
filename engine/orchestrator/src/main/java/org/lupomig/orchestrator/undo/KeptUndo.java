package org.lupomig.orchestrator.undo;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.Definitions.Inverse;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.LostImage;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Takes an ALTER back that lost values, and puts them back from their image.
 *
 * <p>Rows of partitions come back as they are: the image is emptied in the transaction that puts them back.
 *
 * <p>A process that is killed leaves the definition as after, so that the next command begins anew; or half way, with a
 * comment that says so, so that it goes on from there; or as before, and then all values are back. The same where it
 * waits half way for a lock that somebody holds. Where only foreign keys are missing the comment says that, too: what
 * others write then is theirs.
 */
final class KeptUndo {
    private final Definitions definitions;
    private final StatementReader statements;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final RowLedger ledger;
    private final AsideColumns aside;
    private final StepTrail ofStep;
    private @Nullable ValuesBack values;

    KeptUndo(
            Definitions definitions,
            StatementReader statements,
            Likeness likeness,
            UndoSteps steps,
            RowLedger ledger,
            AsideColumns aside,
            StepTrail ofStep) {
        this.ofStep = ofStep;
        this.aside = aside;
        this.definitions = definitions;
        this.statements = statements;
        this.likeness = likeness;
        this.steps = steps;
        this.ledger = ledger;
    }

    UndoResult undo(Work.Alters work, KeptColumns kept, StatementTrail trail, Snapshot live) {
        values = trail.back();
        UndoResult first = once(work, kept, trail, live);
        return steps.resuming(work, first, () -> once(work, kept, trail, live.again(steps.session())));
    }

    private UndoResult once(Work.Alters work, KeptColumns kept, StatementTrail trail, Snapshot live) {
        ObjectName table = work.table();
        StatementIntent intent = trail.intent();
        StatementDone done = trail.done();
        if (!(intent.before().object(table) instanceof ObjectState.Present before)
                || !(live.object(table) instanceof ObjectState.Present now)
                || !(statements.read(intent.sql(), intent.defaultSchema()) instanceof AlterTable alter)) {
            return new UndoResult.Stuck(StatementUndo.neither(intent, live, likeness));
        }
        ObjectState.Present after =
                done != null && done.after().object(table) instanceof ObjectState.Present seen ? seen : null;
        boolean backMark = now.definition().contains(SqlQuoting.literal(kept.backMark()));
        boolean mark = now.definition().contains(SqlQuoting.literal(kept.mark()));
        boolean midway = backMark || mark;
        // The journal has it first; not every way has a definition of its own for it.
        boolean restored = backMark || (mark && values != null);
        if (trail.done() == null
                && trail.imaged() == null
                && steps.session().describe(kept.image()).absent()) {
            // It was never made, so that nothing came after it.
            return UndoResult.restored();
        }
        ValuesBack noted = midway || !kept.partitions().isEmpty() ? null : values;
        if (noted != null && likeness.same(before, now)) {
            aside.tell(table, trail);
            return new UndoResult.Restored(noted.counted());
        } else if (noted != null && (after == null || !likeness.same(after, now))) {
            // Half way, and a person took the comment away: put back once more, they would go over what others wrote.
            String rest = definitions.inverse(table, alter, before.definition(), now.definition())
                            instanceof Inverse.Way way
                    ? way.statements().stream().map(Definitions.Back::sql).collect(Collectors.joining("; "))
                    : likeness.difference(intent.before(), live);
            return new UndoResult.Stuck(
                    table + ": the values that it had lost were back, and it was changed by hand half"
                            + " way since: see whether they still are, which are kept in " + kept.image()
                            + ", and bring it the rest of the way by hand, too (" + rest + ")");
        }
        boolean ours = before.triggers().equals(now.triggers())
                && before.incoming().equals(now.incoming())
                && (midway ? isMidway(table, alter, before, after, now, kept) : isAfter(alter, before, after, now));
        if (!ours) {
            return new UndoResult.Stuck(StatementUndo.neither(intent, live, likeness));
        }
        Inverse inverse = definitions.inverse(table, alter, before.definition(), now.definition(), kept);
        if (inverse instanceof Inverse.Impossible impossible) {
            return new UndoResult.Stuck(impossible.reason());
        }
        return inverse instanceof Inverse.Halves way
                ? back(work, kept, way, trail, midway, restored, now.definition(), midway ? stored(after) : List.of())
                : told(table, trail);
    }

    private List<Definitions.StoredColumn> stored(ObjectState.@Nullable Present after) {
        return after == null ? List.of() : definitions.stored(after.definition());
    }

    private UndoResult told(ObjectName table, StatementTrail trail) {
        aside.tell(table, trail);
        return UndoResult.restored();
    }

    private UndoResult back(
            Work.Alters undone,
            KeptColumns kept,
            Inverse.Halves way,
            StatementTrail trail,
            boolean midway,
            boolean restored,
            String definition,
            List<Definitions.StoredColumn> after) {
        ObjectName table = undone.table();
        StatementDone done = trail.done();
        String sql = "ALTER TABLE " + SqlQuoting.identifier(table) + ", and the values in "
                + SqlQuoting.identifier(kept.image());
        Long noted = trail.kept();
        long now = noted == null ? 0 : steps.session().count(kept.image());
        // The image of partitions is emptied with their way back, of which nothing may have been heard.
        boolean taken = now == 0 && !kept.partitions().isEmpty() && ofStep.sentBack(sql);
        Long imaged = taken ? null : noted;
        String lost = LostImage.why(imaged, now);
        if (lost != null && !restored) {
            return new UndoResult.Stuck(table + ": " + kept.image() + ": " + lost);
        }
        RowLedger.Entry known = ledger.get(table);
        String written = known == null ? AddedColumns.written(table, way.dropped(), steps, null) : null;
        RowDigest left = done == null || known != null ? null : done.rows();
        boolean moved = !midway && left != null && steps.discards().copies(table) && isMoved(table, kept, left);
        KeptColumns copies = null;
        if (written != null || moved) {
            // The rows are all copied where nothing tells what of them is theirs.
            boolean able = steps.discards().copies(table)
                    || (!steps.completed()
                            && !AddedColumns.untold(table, way.dropped(), steps).isEmpty());
            if (!able) {
                return new UndoResult.Stuck(
                        table + ": " + written + steps.discards().option(table));
            }
            // Filled under the lock under which the columns go: nothing comes in between.
            copies = aside.rows(table, trail);
            Refusal refusal = aside.make(table, copies, trail);
            if (refusal != null) {
                return new UndoResult.Stuck(table + " could not be copied aside: " + refusal.text());
            }
            left = moved ? steps.session().keptValues(table, kept, List.of()) : left;
        }
        RowDigest all = known == null || midway ? null : steps.session().digest(table);
        boolean ours = known != null && all != null && known.accountsFor(all);
        RowDigest asLeft = left;
        // What begins anew loses them once more, until they are back again.
        values = midway ? values : null;
        Function<@Nullable ObjectName, UndoSteps.Sent> send = copy -> steps.bringBack(
                new Work.Alters(table),
                new TargetOperation.AlterBackKept(
                        sql,
                        table,
                        kept,
                        way,
                        ours ? List.of() : way.unfit(),
                        midway,
                        restored,
                        ours || (!kept.partitions().isEmpty() && done != null),
                        ours ? all : null,
                        asLeft,
                        imaged,
                        undone.keys(),
                        steps.checked() && known == null,
                        known == null && copy == null && !midway ? way.dropped() : List.of(),
                        copy,
                        definition,
                        after),
                trail.ordinal(),
                done == null ? null : known,
                back -> values = back);
        UndoSteps.Sent sent = send.apply(copies == null ? null : copies.image());
        boolean halfway = isWritten(sent.refusal());
        if (halfway && steps.discards().copies(table)) {
            Discards.Copied copy = aside.makeHalfway(table, trail);
            if (copy.refusal() != null) {
                return new UndoResult.Stuck(
                        table + " could not be copied aside: " + copy.refusal().text());
            }
            sent = send.apply(copy.copy());
        }
        if (sent.refusal() != null && sent.refusal().halfway() != null && copies != null) {
            // Nobody who goes on from there would know of them.
            aside.tell(table, copies, trail);
        }
        if (sent.refusal() != null) {
            boolean asked = known == null && !midway && sent.refusal().halfway() == null;
            String theirs = asked ? AddedColumns.written(table, way.dropped(), steps, null) : null;
            return new UndoResult.Stuck(
                    table + ": " + sent.refusal().text() + "; what they were before is kept in " + kept.image()
                            + (theirs == null ? "" : "; " + theirs)
                            + (theirs == null && !halfway
                                    ? ""
                                    : steps.discards().option(table)),
                    sent.refusal().halfway());
        }
        Counted counted = values != null && values.counted() != null ? values.counted() : sent.counted();
        if (counted != null) {
            counted.tell(ledger);
        }
        if (copies == null) {
            aside.tell(table, trail);
        } else {
            aside.tell(table, copies, trail);
            aside.tellHalfway(table, trail);
        }
        return new UndoResult.Restored(counted);
    }

    /** Whether somebody has written into what is half way back. */
    private static boolean isWritten(@Nullable Refusal refusal) {
        return refusal != null && refusal.text().equals(TargetOperation.AlterBackKept.WRITTEN);
    }

    /** Whether values that an ALTER left by their key are not as it left them. */
    private boolean isMoved(ObjectName table, KeptColumns kept, RowDigest left) {
        return kept.leavesAny() && !kept.whole() && !left.equals(steps.session().keptValues(table, kept, List.of()));
    }

    private boolean isAfter(
            AlterTable alter,
            ObjectState.Present before,
            ObjectState.@Nullable Present after,
            ObjectState.Present now) {
        if (!definitions.explains(alter, before.definition(), now.definition())) {
            return false;
        }
        // Where somebody else's change got into what we saw after it, that is nothing to go by.
        return after == null
                || !definitions.explains(alter, before.definition(), after.definition())
                || likeness.same(after, now)
                || definitions.onTheWay(before.definition(), after.definition(), now.definition());
    }

    /** What it is half way follows from what it was after the statement; where that was never heard, it is believed. */
    private boolean isMidway(
            ObjectName table,
            AlterTable alter,
            ObjectState.Present before,
            ObjectState.@Nullable Present after,
            ObjectState.Present now,
            KeptColumns kept) {
        return after == null
                || definitions.isMidway(table, alter, before.definition(), after.definition(), now.definition(), kept);
    }
}
