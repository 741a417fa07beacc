package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.DropColumn;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.AddedColumn;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.OwnValues;

/**
 * Sends the ALTERs of an author's undo that take columns away which the step or batch added to tables that were there
 * before. Where nobody has written into them they go: of columns whose values the server chose that is known where all
 * rows are as one of its statements left them. Where somebody has, or may have, what goes is copied aside just before,
 * under the same lock, as for a derived undo: the columns of a batch under way that nothing tells apart; all rows where
 * a person has let it go on over what others wrote.
 *
 * <p>What is killed behind such an ALTER leaves the copy, and the next command tells of it.
 */
final class AuthoredColumns {
    private final Definitions definitions;
    private final UndoSteps steps;
    private final AsideCopies copies;
    private final Made made;
    private final boolean alone;
    private final Set<Integer> told = new HashSet<>();
    private final Set<ObjectName> uncounted = new HashSet<>();

    /**
     * For one script.
     *
     * @param alone whether nothing else takes back what it does not
     */
    AuthoredColumns(Definitions definitions, UndoSteps steps, TableRemoval removal, Made made, boolean alone) {
        this.definitions = definitions;
        this.steps = steps;
        this.copies = new AsideCopies(steps, removal);
        this.made = made;
        this.alone = alone;
    }

    /** The columns that an ALTER takes away. */
    static List<String> dropped(AlterTable alter) {
        List<String> columns = new ArrayList<>();
        for (AlterAction action : alter.actions()) {
            if (action instanceof DropColumn drop) {
                columns.add(drop.column());
            }
        }
        return columns;
    }

    /** The columns that are left without those that go. */
    static List<String> without(List<String> columns, List<String> dropped) {
        return columns.stream()
                .filter(column -> dropped.stream().noneMatch(column::equalsIgnoreCase))
                .toList();
    }

    /**
     * What was found in columns that are to go.
     *
     * @param theirs what others have written there, a clause; null where nothing is known of that
     * @param untold those of which it cannot be told
     */
    private record Look(@Nullable String theirs, List<String> untold) {}

    /**
     * Sends one.
     *
     * @param number its place in the script
     * @param sql without its guards
     * @return why it is not sent, or the server would not; null where it did
     */
    @Nullable
    String send(int number, AlterTable alter, ObjectName table, String sql) {
        List<String> dropped = dropped(alter);
        Look look = look(table, dropped);
        String moved = null;
        if (look.theirs() == null) {
            List<String> columns = Made.columns(steps.session().describe(table));
            Set<RowDigest> known = made.rows(table, columns);
            RowDigest all = look.untold().isEmpty() ? null : asKnown(table, known);
            if (look.untold().isEmpty() || all != null) {
                // What others write into a column while this waits is seen under the lock under which that goes.
                TargetOperation back = back(sql, table, all, all == null ? dropped : List.of(), null);
                UndoSteps.Sent sent = known.isEmpty()
                        ? steps.script(number, new Work.Alters(table), back, sql, null)
                        : steps.counting(number, new Work.Alters(table), back, sql, known);
                Refusal refusal = sent.refusal();
                if (refusal == null || refusal.code() != 0) {
                    take(table, sent, without(columns, dropped));
                    return Refusal.textOf(refusal);
                }
                moved = refusal.text();
                look = look(table, dropped);
            }
        }
        KeptColumns aside = aside(number, alter, table, look);
        if (aside == null) {
            return objection(table, look, moved);
        }
        List<String> others = AsideColumns.others(dropped, aside);
        return copied(number, table, aside, back(sql, table, null, others, aside), sql);
    }

    private static TargetOperation back(
            String sql, ObjectName table, @Nullable RowDigest all, List<String> added, @Nullable KeptColumns aside) {
        return new TargetOperation.AlterBack(sql, table, List.of(), true, false, all, List.of(), added, aside);
    }

    private Look look(ObjectName table, List<String> columns) {
        String theirs = null;
        List<String> untold = new ArrayList<>();
        for (String column : columns) {
            TargetSession.FoundValues found = steps.session().ownValues(table, AddedColumn.last(column));
            theirs = theirs == null ? found.lost(column) : theirs;
            if (found.own() == OwnValues.UNKNOWN) {
                untold.add(column);
            }
        }
        return new Look(theirs, untold);
    }

    /** All rows, where they are as a statement left them; null where they are not, or nothing is known of that. */
    private @Nullable RowDigest asKnown(ObjectName table, Set<RowDigest> known) {
        RowDigest now = known.isEmpty() ? null : steps.session().digest(table);
        return now != null && known.contains(now) ? now : null;
    }

    /** What is copied before the columns go; null where a person is to see to it. */
    private @Nullable KeptColumns aside(int number, AlterTable alter, ObjectName table, Look look) {
        if (steps.discards().copies(table)) {
            return copies.rows(rows(number), table);
        }
        boolean able = look.theirs() == null && !look.untold().isEmpty() && !steps.completed();
        if (!able
                || !(steps.session().describe(table) instanceof ObjectState.Present present)
                || !present.kind().equals("BASE TABLE")) {
            return null;
        }
        List<String> key = List.copyOf(
                definitions.identity(alter, present.definition(), List.of()).keySet());
        return new KeptColumns(
                copies.name(columns(number), table), AsideColumns.same(key), AsideColumns.same(look.untold()));
    }

    /** Copies under the lock under which the columns go, and tells of it with the answer. */
    private @Nullable String copied(int number, ObjectName table, KeptColumns aside, TargetOperation back, String sql) {
        boolean whole = aside.columns().isEmpty();
        Refusal refusal = copies.make(whole ? rows(number) : columns(number), table, aside);
        if (refusal != null) {
            return table + " could not be copied aside: " + refusal.text();
        }
        refusal = steps.script(number, new Work.Alters(table), back, sql, null).refusal();
        if (refusal != null) {
            return table + ": " + refusal.text();
        }
        told.add(number);
        if (whole) {
            copies.tellRows(rows(number), table, aside.image());
        } else {
            List<String> gone =
                    aside.columns().stream().map(KeptColumns.Column::before).toList();
            copies.tellColumns(columns(number), table, aside.image(), gone, !aside.whole(), counted(table));
        }
        steps.said();
        return null;
    }

    private String objection(ObjectName table, Look look, @Nullable String moved) {
        String why = moved;
        if (why == null) {
            why = table + ": "
                    + (look.theirs() == null
                            ? AddedColumns.untold(look.untold().get(0), steps.completed())
                            : look.theirs());
        } else if (look.theirs() != null) {
            why = why + "; " + look.theirs();
        }
        return alone ? why + steps.discards().option(table) : why;
    }

    private void take(ObjectName table, UndoSteps.Sent sent, List<String> columns) {
        if (sent.counted() != null) {
            made.left(table, sent.counted().rows(), columns);
        } else if (sent.refusal() == null) {
            uncounted.add(table);
        }
    }

    /** Whether it is known how its rows were left, so that others have written where they are otherwise. */
    private boolean counted(ObjectName table) {
        return made.isCounted(table) && !uncounted.contains(table);
    }

    /**
     * Tells of the copies of a statement that a run that died has sent, and of which nothing was written down behind
     * it.
     */
    void found(int number, StatementIntent intent, ObjectName table, AlterTable alter) {
        told.add(number);
        ObjectName ofColumns = copies.begun(columns(number));
        if (ofColumns != null && intent.before().object(table) instanceof ObjectState.Present before) {
            boolean keyed =
                    !definitions.identity(alter, before.definition(), List.of()).isEmpty();
            copies.tellColumns(columns(number), table, ofColumns, dropped(alter), keyed, counted(table));
        }
        ObjectName ofRows = copies.begun(rows(number));
        if (ofRows != null) {
            copies.tellRows(rows(number), table, ofRows);
        }
        if (!dropped(alter).isEmpty()) {
            uncounted.add(table);
        }
    }

    /**
     * Tells of the copies of a statement that was answered with an error, or not sent again because a person has taken
     * away what it would: what they keep may be nowhere else.
     */
    void left(int number, ObjectName table, AlterTable alter) {
        ObjectName ofColumns = told.contains(number) ? null : copies.begun(columns(number));
        if (ofColumns != null && steps.session().describe(ofColumns) instanceof ObjectState.Present copy) {
            boolean keyed = copy.definition().contains("PRIMARY KEY (");
            copies.tellColumns(columns(number), table, ofColumns, dropped(alter), keyed, counted(table));
        }
        ObjectName ofRows = told.contains(number) ? null : copies.begun(rows(number));
        if (ofRows != null) {
            copies.tellRows(rows(number), table, ofRows);
        }
    }

    private static String columns(int number) {
        return "au" + number;
    }

    private static String rows(int number) {
        return "cu" + number;
    }
}
