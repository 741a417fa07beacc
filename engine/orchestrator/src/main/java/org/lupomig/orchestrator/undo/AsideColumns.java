package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.StatementReader;

/**
 * Takes columns back that a batch under way added, and whose values the server chose, where others have written to the
 * table meanwhile, or may have: what is theirs cannot be told from what the server gave. The columns are copied to the
 * held schema with a key of their rows, or with whole rows where they have none; a person is told where they are, and
 * nobody waits. Where a person has let it go on over what others wrote, all rows are copied.
 */
final class AsideColumns {
    private final Definitions definitions;
    private final StatementReader statements;
    private final UndoSteps steps;
    private final AsideCopies copies;

    AsideColumns(Definitions definitions, StatementReader statements, UndoSteps steps, TableRemoval removal) {
        this.definitions = definitions;
        this.statements = statements;
        this.steps = steps;
        this.copies = new AsideCopies(steps, removal);
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
        return new KeptColumns(copies.name(columns(trail), table), same(List.copyOf(key.values())), untold);
    }

    /** All rows, for a copy of them. */
    KeptColumns rows(ObjectName table, StatementTrail trail) {
        return copies.rows(rows(trail), table);
    }

    static List<KeptColumns.Column> same(List<String> names) {
        return names.stream().map(name -> new KeptColumns.Column(name, name)).toList();
    }

    /** The columns that go and are not copied: into these nobody may have written. */
    static List<String> others(List<String> dropped, KeptColumns aside) {
        List<String> others = new ArrayList<>(dropped);
        aside.columns().forEach(column -> others.remove(column.before()));
        return aside.columns().isEmpty() ? List.of() : others;
    }

    /** Makes the table for the copy, where a run that died has not made it. */
    @Nullable
    Refusal make(ObjectName table, KeptColumns aside, StatementTrail trail) {
        return copies.make(aside.columns().isEmpty() ? rows(trail) : columns(trail), table, aside);
    }

    /**
     * Tells of copies that were made before, where the columns are gone without them: what they keep may be nowhere
     * else.
     */
    void tell(ObjectName table, StatementTrail trail) {
        ObjectName ofColumns = copies.begun(columns(trail));
        if (ofColumns != null) {
            tellColumns(table, ofColumns, trail);
        }
        ObjectName ofRows = copies.begun(rows(trail));
        if (ofRows != null) {
            copies.tellRows(rows(trail), table, ofRows);
        }
        tellHalfway(table, trail);
    }

    /** Tells of the copy of a table that was half way, where there is one. */
    void tellHalfway(ObjectName table, StatementTrail trail) {
        ObjectName ofHalfway = copies.begun(halfway(trail));
        if (ofHalfway != null) {
            copies.tellRows(halfway(trail), table, ofHalfway);
        }
    }

    /** Makes the table for a copy of all rows of one that is half way, and gives it; else why not. */
    Discards.Copied makeHalfway(ObjectName table, StatementTrail trail) {
        KeptColumns all = copies.rows(halfway(trail), table);
        return new Discards.Copied(all.image(), copies.make(halfway(trail), table, all));
    }

    /** Tells of a copy whose columns are gone; one without rows keeps nothing, and goes. */
    void tell(ObjectName table, KeptColumns aside, StatementTrail trail) {
        if (aside.columns().isEmpty()) {
            copies.tellRows(rows(trail), table, aside.image());
        } else {
            tellColumns(table, aside.image(), trail);
        }
    }

    private void tellColumns(ObjectName table, ObjectName copy, StatementTrail trail) {
        StatementIntent intent = trail.intent();
        boolean keyed = intent.before().object(table) instanceof ObjectState.Present before
                && statements.read(intent.sql(), intent.defaultSchema()) instanceof AlterTable alter
                && !definitions.identity(alter, before.definition(), List.of()).isEmpty();
        boolean counted = trail.done() != null && trail.done().rows() != null;
        copies.tellColumns(columns(trail), table, copy, AddedColumns.of(intent, statements), keyed, counted);
    }

    private static String columns(StatementTrail trail) {
        return "a" + trail.ordinal();
    }

    /** Under which key a copy of all rows is in the journal that was made when the table was half way. */
    static String halfway(StatementTrail trail) {
        return "h" + trail.ordinal();
    }

    /** Under which key a copy of all rows is in the journal. */
    static String rows(StatementTrail trail) {
        return "c" + trail.ordinal();
    }
}
