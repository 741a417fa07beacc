package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.Discard.Way;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/** How a rollback can go on over what others have done to a table, by what the batch has done to it. */
final class DiscardWays {
    private final Likeness likeness;
    private final List<Work> works = new ArrayList<>();
    private final Set<ObjectName> renamed = new HashSet<>();

    DiscardWays(Likeness likeness) {
        this.likeness = likeness;
    }

    /** All that a batch did. */
    void follow(List<StepTrail> trails) {
        for (StepTrail trail : trails) {
            for (StatementTrail statement : trail.statements()) {
                if (!statement.withoutEffect()) {
                    Work work = statement.intent().work();
                    works.add(work);
                    if (work instanceof Work.Renames) {
                        renamed.addAll(work.objects());
                    }
                }
            }
        }
    }

    /**
     * Of a table that the batch created.
     *
     * @param rowsOnly whether nothing but its rows has changed
     */
    @Nullable
    Discard ofOwn(ObjectName table, ObjectState live, boolean rowsOnly) {
        boolean altered = works.stream()
                .anyMatch(work -> work.objects().contains(table)
                        && !(work instanceof Work.CreatesTable
                                || work instanceof Work.Inserts
                                || work instanceof Work.ChangesOwnRows
                                || work instanceof Work.Renames));
        if (rowsOnly && !altered) {
            // The undo moves it aside whole, and keeps it for its rows.
            return new Discard(Way.LEAVES, table, null);
        }
        return renamed.contains(table) || others(table) ? null : moved(Way.MOVES_OWN, table, live);
    }

    /** Whether anything but its making, altering and filling was done with a table. */
    private boolean others(ObjectName table) {
        return works.stream()
                .anyMatch(work -> work.objects().contains(table)
                        && !(work instanceof Work.CreatesTable made
                                && made.table().equals(table))
                        && !(work instanceof Work.Alters altered && altered.kept() == null)
                        && !(work instanceof Work.Inserts)
                        && !(work instanceof Work.ChangesOwnRows));
    }

    /** Of a table that somebody else has made where the undo needs room. */
    @Nullable
    Discard ofStranger(ObjectName table, ObjectState live) {
        return moved(Way.MOVES, table, live);
    }

    /** Of rows or values that others wrote to a table that was there before the batch. */
    @Nullable
    Discard ofRows(ObjectName table) {
        return renamed.contains(table) ? null : new Discard(Way.COPIES, table, null);
    }

    /**
     * A table that the server moves to another schema, and that takes nothing with it: not with triggers, nor with
     * foreign keys of its own or to it. It has to be known again.
     */
    private @Nullable Discard moved(Way way, ObjectName table, ObjectState live) {
        return live instanceof ObjectState.Present present
                        && present.kind().equals("BASE TABLE")
                        && present.tableId() != null
                        && present.triggers().isEmpty()
                        && present.incoming().isEmpty()
                        && likeness.foreignKeys(present).isEmpty()
                ? new Discard(way, table, present.tableId())
                : null;
    }
}
