package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.Assigned;
import org.lupomig.orchestrator.port.FoundUnfit;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * How the statements of a batch left the rows of tables that it did not make, or of whose rows it kept some since they
 * were last counted, under the tables' present names. A later statement may have changed the same rows, or the columns
 * of their table: what they were before it is in its image, so that an earlier one's rows are compared with those that
 * are there now where no later one kept them, and with the images elsewhere.
 */
final class RowsLeft {
    /** Of more statements on one table only the last are looked at: each is compared with all that came after it. */
    static final int MOST = 100;

    private final Map<ObjectName, List<Change>> tables = new HashMap<>();

    /**
     * What one statement did to the rows or columns of one table.
     *
     * @param statement tells statements apart
     * @param assigned what it gave to rows
     * @param left how it left the values that it kept; null where it left none, and for all but an ALTER
     * @param unfit rows that would not come through the way back of an ALTER, by the table's name
     * @param parts whether rows went with their partitions
     */
    private record Change(
            int statement,
            LaterChange change,
            Assigned assigned,
            @Nullable RowDigest left,
            Function<ObjectName, List<UnfitRows>> unfit,
            boolean parts) {}

    /**
     * Something that is otherwise than the batch left it.
     *
     * @param why one clause
     * @param copied whether a rollback that has copied the table's rows aside can go on over it
     */
    record Found(String why, boolean copied) {}

    private static final String CHANGED = "rows that the batch changed are not as it left them";
    private static final Found TAKEN =
            new Found("it has rows with keys of those that the batch removed with partitions", false);
    private static final Found UNTOLD =
            new Found("whether its values fit into what it was could not be looked at", false);

    /** A statement changed rows, and left them so. */
    void changed(int statement, RowImage.Kept kept, Assigned assigned) {
        add(
                kept.image().table(),
                new Change(statement, new LaterChange.Rows(kept), assigned, null, name -> List.of(), false));
    }

    /** A table has another name now. */
    void renamed(Rename pair) {
        List<Change> changes = tables.remove(pair.from());
        if (changes != null) {
            changes.replaceAll(each -> each.change() instanceof LaterChange.Rows rows
                    ? new Change(
                            each.statement(),
                            new LaterChange.Rows(rows.kept().of(pair.to())),
                            each.assigned(),
                            each.left(),
                            each.unfit(),
                            each.parts())
                    : each);
            tables.put(pair.to(), changes);
        }
    }

    /**
     * A table was altered.
     *
     * @param kept the values that did not come through; null where all did
     * @param left how these were left; null where none of them were
     * @param unfit rows that would not come through the way back, by the table's name
     */
    void altered(
            int statement,
            ObjectName table,
            AlteredColumns columns,
            @Nullable KeptColumns kept,
            @Nullable RowDigest left,
            Function<ObjectName, List<UnfitRows>> unfit) {
        if (kept != null || !unfit.apply(table).isEmpty() || tables.containsKey(table)) {
            add(
                    table,
                    new Change(
                            statement, new LaterChange.Altered(columns, kept), Assigned.UNKNOWN, left, unfit, false));
        }
    }

    /** Rows of a table went with their partition: from then on none is there that has the key of one of them. */
    void went(int statement, ObjectName table, ObjectName image) {
        RowImage rows = new RowImage(table, image, RowImage.Extent.DELETED, "");
        RowImage.Left none = new RowImage.Left(new RowDigest(0, 0), null);
        add(
                table,
                new Change(
                        statement,
                        new LaterChange.Rows(new RowImage.Kept(rows, none)),
                        Assigned.UNKNOWN,
                        null,
                        name -> List.of(),
                        true));
    }

    private void add(ObjectName table, Change change) {
        tables.computeIfAbsent(table, name -> new ArrayList<>()).add(change);
    }

    /** From here on all that is done to a table is of matter. */
    void follow(ObjectName table) {
        tables.computeIfAbsent(table, name -> new ArrayList<>());
    }

    /** What was done to a table behind a statement, under its present name. */
    List<LaterChange> since(ObjectName table, int statement) {
        return tables.getOrDefault(table, List.of()).stream()
                .filter(change -> change.statement() > statement)
                .map(Change::change)
                .toList();
    }

    /** How many rows a table has more by what was done to it behind a statement. */
    long more(ObjectName table, int statement, TargetSession session) {
        long more = 0;
        for (LaterChange change : since(table, statement)) {
            if (change instanceof LaterChange.Rows rows) {
                RowImage image = rows.kept().image();
                boolean kept = image.extent() != RowImage.Extent.ADDED;
                more += rows.kept().left().rows().rows()
                        - (kept ? session.digest(image.image()).rows() : 0);
            }
        }
        return more;
    }

    /**
     * What of a table's rows that the batch changed is not as it left it.
     *
     * @param statement behind which they were changed; 0 for all
     */
    Set<Found> find(ObjectName table, int statement, TargetSession session) {
        Set<Found> found = new LinkedHashSet<>();
        List<Change> changes = tables.getOrDefault(table, List.of()).stream()
                .filter(change -> change.statement() > statement)
                .toList();
        for (int i = changes.size() - 1; i >= Math.max(0, changes.size() - MOST); i--) {
            Change change = changes.get(i);
            List<LaterChange> since = changes.subList(i + 1, changes.size()).stream()
                    .filter(later -> later.statement() != change.statement())
                    .map(Change::change)
                    .toList();
            if (change.change() instanceof LaterChange.Rows rows) {
                if (!rows.kept().left().rows().equals(session.keptRows(rows.kept(), since))) {
                    found.add(change.parts() ? TAKEN : changed(rows.kept(), change.assigned(), since, session));
                }
            } else if (change.change() instanceof LaterChange.Altered altered) {
                values(table, altered.kept(), change, since, session, found);
            }
        }
        if (found.contains(TAKEN)) {
            // of rows in the place of those that went that is no other thing
            found.removeIf(each -> each.why().startsWith(CHANGED));
        }
        return found;
    }

    private static Found changed(
            RowImage.Kept kept, Assigned assigned, List<LaterChange> since, TargetSession session) {
        return new Found(CHANGED + session.movedRows(kept, assigned, since).words(), true);
    }

    private static void values(
            ObjectName table,
            @Nullable KeptColumns kept,
            Change change,
            List<LaterChange> since,
            TargetSession session,
            Set<Found> found) {
        for (UnfitRows rows : change.unfit().apply(table)) {
            FoundUnfit unfit = session.found(table, rows, since);
            switch (unfit.own()) {
                case SOME -> found.add(new Found(unfit.why(), false));
                case UNKNOWN, UNSEEN -> found.add(UNTOLD);
                case NONE -> {}
            }
        }
        if (kept == null) {
            return;
        }
        String moved = session.keysMoved(table, kept, since);
        if (moved != null) {
            found.add(new Found(moved, false));
        }
        RowDigest left = kept.leavesAny() ? change.left() : null;
        if (left != null && !left.equals(session.keptValues(table, kept, since))) {
            found.add(new Found("values that the batch changed are not as it left them", !kept.whole()));
        }
    }
}
