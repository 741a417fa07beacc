package org.lupomig.orchestrator.undo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.undo.Removals.Act;
import org.lupomig.orchestrator.undo.Removals.As;

/**
 * Copies of what goes and may be somebody else's: of columns, or of whole rows. Each is filled under the lock under
 * which that goes.
 *
 * <p>The name of a copy is in the journal before the copy is made. A process that is killed before the ALTER leaves the
 * values where they were, and the next command empties the same copy and fills it anew; one that is killed behind it
 * leaves them in the copy, and the next command, which finds the table without them, says so.
 */
final class AsideCopies {
    private final UndoSteps steps;
    private final TableRemoval removal;

    AsideCopies(UndoSteps steps, TableRemoval removal) {
        this.steps = steps;
        this.removal = removal;
    }

    /** Where a copy was begun, under this key, here or by a run that died; null where none was. */
    @Nullable
    ObjectName begun(String key) {
        ObjectName here = removal.copies().get(key);
        if (here != null) {
            return here;
        }
        List<Act> acts = removal.acts(key);
        return acts.isEmpty() ? null : acts.get(acts.size() - 1).name();
    }

    /** Where a copy goes. */
    ObjectName name(String key, ObjectName table) {
        ObjectName begun = begun(key);
        return begun == null ? removal.names().fresh(HeldName.KEPT, key, table, steps.session()) : begun;
    }

    /** Of whole rows. */
    KeptColumns rows(String key, ObjectName table) {
        return new KeptColumns(name(key, table), List.of(), List.of());
    }

    /** Makes the table for it, where a run that died has not made it. */
    @Nullable
    Refusal make(String key, ObjectName table, KeptColumns aside) {
        ObjectName copy = aside.image();
        removal.copies().put(key, copy);
        return steps.session().describe(copy).absent()
                ? steps.send(
                        new MakesImage(copy),
                        new TargetOperation.CreateImage(table, copy, aside),
                        "CREATE TABLE " + copy,
                        Removals.marks(key, As.COPIED))
                : null;
    }

    /**
     * Tells of a copy of columns that are gone.
     *
     * @param columns their names; those that are not in it are not named
     * @param keyed whether their rows are told apart by a key
     * @param counted whether it is known what the server gave, all rows together
     */
    void tellColumns(
            String key, ObjectName table, ObjectName copy, List<String> columns, boolean keyed, boolean counted) {
        removal.copies().remove(key);
        if (steps.session().describe(copy) instanceof ObjectState.Present present) {
            long rows = filled(key, copy);
            if (rows > 0) {
                List<String> named = columns.stream()
                        .filter(column -> AddedColumns.has(present.definition(), column))
                        .toList();
                steps.alerts().keptColumns(table, named, words(rows, keyed), counted, copy);
            }
        }
    }

    /** Tells of a copy of whole rows of which something is gone. */
    void tellRows(String key, ObjectName table, ObjectName copy) {
        removal.copies().remove(key);
        if (!steps.session().describe(copy).absent() && filled(key, copy) > 0) {
            steps.alerts().keptRows(table, copy, steps.discards().copies(table));
        }
    }

    /** How many rows it has; one without any keeps nothing, and goes. */
    private long filled(String key, ObjectName copy) {
        long rows = steps.session().digest(copy).rows();
        if (rows == 0) {
            // Where it may not, an empty table stays.
            removal.drop(key, copy, As.DROPPED);
        }
        return rows;
    }

    /** By what a copy tells rows apart, for people. */
    private static String words(long rows, boolean keyed) {
        String which = rows == 1 ? "its one row" : "its " + rows + " rows";
        return keyed ? (rows == 1 ? "the key of " : "the keys of ") + which : "all that is in " + which;
    }
}
