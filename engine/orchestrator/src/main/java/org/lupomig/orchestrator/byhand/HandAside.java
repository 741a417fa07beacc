package org.lupomig.orchestrator.byhand;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.byhand.HandAct.Note;
import org.lupomig.orchestrator.byhand.HandAct.Send;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.Leaving;
import org.lupomig.orchestrator.undo.StatementTrail;

/** What must not be lost by a way back is moved aside, into the held schema; by whom it is looked through is said. */
final class HandAside {
    private final String heldSchema;
    private final Definitions definitions;
    private final List<HandAct> acts;
    private boolean made;
    private boolean moved;

    HandAside(String heldSchema, Definitions definitions, List<HandAct> acts) {
        this.heldSchema = heldSchema;
        this.definitions = definitions;
        this.acts = acts;
    }

    /** The name for a table, or for its rows; before it the schema is made, once. */
    private ObjectName name(ObjectName table, StatementTrail trail, AppliedStep step) {
        if (!made) {
            made = true;
            acts.add(new Send(new TargetOperation.CreateHeldSchema()));
        }
        String name = HeldName.byHand(
                step.trail().run(), step.step().position(), trail.intent().ordinal(), table.name());
        return new ObjectName(heldSchema, name);
    }

    /** For rows that are taken away and replaced by those of an image. */
    HandAct.Aside rows(ObjectName table, List<String> columns, String which, StatementTrail trail, AppliedStep step) {
        ObjectName to = name(table, trail, step);
        acts.add(new Note(which + " " + table + " has now, with what others have written since, go to " + to
                + ": look there for what is missed, and drop it when all is well"));
        return new HandAct.Aside(to, columns);
    }

    /** Values of columns that go or are overwritten are copied, with the key by which their rows are found. */
    void values(ObjectName table, List<String> columns, ObjectState now, StatementTrail trail, AppliedStep step) {
        List<String> key = ColumnLines.key(now);
        Set<String> copied = new LinkedHashSet<>(key.isEmpty() ? ColumnLines.stored(now) : key);
        copied.addAll(columns);
        copy(table, columns, copied, null, trail, step);
    }

    /** The same of those rows alone whose values are kept. */
    void values(ObjectName table, KeptColumns kept, StatementTrail trail, AppliedStep step) {
        List<String> columns = after(kept.columns());
        Set<String> copied = new LinkedHashSet<>(after(kept.key()));
        copied.addAll(columns);
        copy(table, columns, copied, kept, trail, step);
    }

    private static List<String> after(List<KeptColumns.Column> columns) {
        List<String> names = new ArrayList<>();
        for (KeptColumns.Column column : columns) {
            if (column.after() != null) {
                names.add(column.after());
            }
        }
        return names;
    }

    private void copy(
            ObjectName table,
            List<String> columns,
            Set<String> copied,
            @Nullable KeptColumns kept,
            StatementTrail trail,
            AppliedStep step) {
        ObjectName to = name(table, trail, step);
        acts.add(new Note("what is in " + String.join(", ", columns) + " of " + table
                + " now, with what others have written since, goes to " + to
                + ": look there for what is missed, and drop it when all is well"));
        acts.add(new HandAct.CopyAside(table, new HandAct.Aside(to, List.copyOf(copied)), kept));
    }

    /** A table that the step made is moved aside, whatever is in it. */
    void table(Work.CreatesTable creates, StatementTrail trail, AppliedStep step, boolean sure) {
        Leaving leaving = step.trail().leaving(trail);
        if (leaving != null && leaving.dropped()) {
            acts.add(
                    new Note("it was moved to " + places(leaving) + ", and about to be dropped there: look, and drop it"
                            + " where it is there still and nobody needs its rows"));
            return;
        }
        moved = true;
        List<String> keys = keys(creates.table(), trail.done());
        Rename rename = new Rename(creates.table(), name(creates.table(), trail, step));
        String without = keys.isEmpty() ? "" : ", without its foreign keys, which would be in the way there";
        if (leaving != null) {
            acts.add(new Note("it was about to "
                    + (leaving.held().isEmpty() ? "be dropped" : "be moved to " + places(leaving))
                    + " when the run broke off; where that was not done it is moved aside" + without
                    + "; drop it there when you have seen that nobody needs its rows"));
            acts.add(new HandAct.AsideUnlessGone(
                    rename, keys, leaving.held().isEmpty() ? leaving.tableId() : null, leaving.held()));
            return;
        }
        acts.add(new Note("it is moved aside" + without
                + "; drop it there when you have seen that nobody needs its rows"
                + (trail.done() == null ? "; if it has foreign keys, drop these before" : "")));
        acts.add(new HandAct.MoveAside(rename, keys, sure));
    }

    private List<String> keys(ObjectName table, @Nullable StatementDone done) {
        return done != null && done.after().object(table) instanceof ObjectState.Present present
                ? definitions.foreignKeys(present.definition()).stream()
                        .map(ForeignKey::name)
                        .toList()
                : List.of();
    }

    private static String places(Leaving leaving) {
        return leaving.held().stream().map(ObjectName::toString).collect(Collectors.joining(", or to "));
    }

    /** What is to be looked at when all is done. */
    void addLast() {
        if (moved) {
            acts.add(new Note("foreign keys by which tables of others refer to what is aside now: drop these"));
            acts.add(new HandAct.ListsReferring());
        }
    }
}
