package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.undo.Removals.Act;
import org.lupomig.orchestrator.undo.Removals.As;

/**
 * Takes columns back that a batch under way added, and whose values the server chose, where others have written to the
 * table meanwhile, or may have: what is theirs cannot be told from what the server gave. The columns are copied to the
 * held schema with a key of their rows, or with whole rows where they have none, under the lock under which they go; a
 * person is told where they are, and nobody waits.
 *
 * <p>The name of the copy is in the journal before the copy is made. A process that is killed before the ALTER leaves
 * the values where they were, and the next command empties the same copy and fills it anew; one that is killed behind
 * it leaves them in the copy, and the next command, which finds the table as before, says so.
 */
final class AsideColumns {
    private final Definitions definitions;
    private final StatementReader statements;
    private final UndoSteps steps;
    private final TableRemoval removal;

    AsideColumns(Definitions definitions, StatementReader statements, UndoSteps steps, TableRemoval removal) {
        this.definitions = definitions;
        this.statements = statements;
        this.steps = steps;
        this.removal = removal;
    }

    /**
     * What is to be copied; null where nothing is, or not all that speaks against the way back is got over so.
     *
     * @param alter the statement that added them
     * @param before the table before that
     */
    @Nullable
    KeptColumns of(
            ObjectName table,
            Definitions.Inverse.Way way,
            AlterTable alter,
            ObjectState.Present before,
            StatementTrail trail) {
        boolean able = !steps.completed()
                && before.kind().equals("BASE TABLE")
                && way.statements().size() == 1
                && way.statements().stream().noneMatch(Definitions.Back::refers);
        List<KeptColumns.Column> untold = able ? same(AddedColumns.untold(table, way.dropped(), steps)) : List.of();
        if (untold.isEmpty()) {
            return null;
        }
        Map<String, String> key = definitions.identity(alter, before.definition(), List.of());
        return new KeptColumns(name(table, trail), same(List.copyOf(key.values())), untold);
    }

    private static List<KeptColumns.Column> same(List<String> names) {
        return names.stream().map(name -> new KeptColumns.Column(name, name)).toList();
    }

    /** The columns that go and are not copied: into these nobody may have written. */
    static List<String> others(List<String> dropped, KeptColumns aside) {
        List<String> others = new ArrayList<>(dropped);
        aside.columns().forEach(column -> others.remove(column.before()));
        return others;
    }

    private ObjectName name(ObjectName table, StatementTrail trail) {
        Act begun = begun(trail);
        return begun == null ? removal.names().fresh(HeldName.KEPT, key(trail), table, steps.session()) : begun.name();
    }

    /** Makes the table for the copy, where a run that died has not made it. */
    @Nullable
    Refusal make(ObjectName table, KeptColumns aside, StatementTrail trail) {
        ObjectName copy = aside.image();
        return steps.session().describe(copy).absent()
                ? steps.send(
                        new MakesImage(copy),
                        new TargetOperation.CreateImage(table, copy, aside),
                        "CREATE TABLE " + copy,
                        Removals.marks(key(trail), As.COPIED))
                : null;
    }

    /**
     * Tells of a copy that was made before, where the columns are gone without it: what it keeps may be nowhere else.
     */
    void tell(ObjectName table, StatementTrail trail) {
        Act begun = begun(trail);
        if (begun != null) {
            tell(table, begun.name(), trail);
        }
    }

    /** Tells of a copy whose columns are gone; one without rows keeps nothing, and goes. */
    void tell(ObjectName table, ObjectName copy, StatementTrail trail) {
        if (steps.session().describe(copy) instanceof ObjectState.Present present) {
            long rows = steps.session().digest(copy).rows();
            List<String> columns = AddedColumns.of(trail.intent(), statements).stream()
                    .filter(column -> AddedColumns.has(present.definition(), column))
                    .toList();
            if (rows > 0) {
                steps.keptColumns(table, columns, withRows(table, trail, rows), isCounted(trail), copy);
            } else {
                // Where it may not, an empty table stays.
                removal.drop(key(trail), copy, As.DROPPED);
            }
        }
    }

    /** By what the copy tells rows apart, for people. */
    private String withRows(ObjectName table, StatementTrail trail, long rows) {
        StatementIntent intent = trail.intent();
        boolean keyed = intent.before().object(table) instanceof ObjectState.Present before
                && statements.read(intent.sql(), intent.defaultSchema()) instanceof AlterTable alter
                && !definitions.identity(alter, before.definition(), List.of()).isEmpty();
        String which = rows == 1 ? "its one row" : "its " + rows + " rows";
        return keyed ? (rows == 1 ? "the key of " : "the keys of ") + which : "all that is in " + which;
    }

    /** Whether it is known what the server gave, all rows together. */
    private static boolean isCounted(StatementTrail trail) {
        return trail.done() != null && trail.done().rows() != null;
    }

    private @Nullable Act begun(StatementTrail trail) {
        List<Act> acts = removal.acts(key(trail));
        return acts.isEmpty() ? null : acts.get(acts.size() - 1);
    }

    private static String key(StatementTrail trail) {
        return "a" + trail.ordinal();
    }
}
