package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * How the statements of a batch left the rows of tables that it did not make, under the tables' present names. A later
 * statement may have changed the same rows: what they were before it is in its image, so that an earlier one's rows are
 * compared with those that are there now where no later one kept them, and with the images elsewhere.
 */
final class RowsLeft {
    /** Of more statements on one table only the last are looked at: each is compared with all that came after it. */
    static final int MOST = 100;

    private final Map<ObjectName, List<Change>> tables = new HashMap<>();

    /**
     * One statement's change of rows.
     *
     * @param statement tells statements apart
     * @param comparable whether the table still has the columns by which the rows were counted
     * @param parts whether the rows went with their partitions
     */
    private record Change(int statement, RowImage.Kept kept, boolean comparable, boolean parts) {}

    /** How rows are that a batch has changed. */
    enum Found {
        /** As it left them, as far as that can be told. */
        AS_LEFT,
        /** Otherwise. */
        CHANGED,
        /** There are some with the keys of those that went with their partitions. */
        TAKEN
    }

    /** A statement changed rows, and left them so. */
    void changed(int statement, RowImage.Kept kept) {
        tables.computeIfAbsent(kept.image().table(), name -> new ArrayList<>())
                .add(new Change(statement, kept, true, false));
    }

    /** A table has another name now. */
    void renamed(Rename pair) {
        List<Change> changes = tables.remove(pair.from());
        if (changes != null) {
            changes.replaceAll(change ->
                    new Change(change.statement(), change.kept().of(pair.to()), change.comparable(), change.parts()));
            tables.put(pair.to(), changes);
        }
    }

    /**
     * A table was altered.
     *
     * @param grown whether it has all the rows still that it had, and their columns as they were
     */
    void altered(ObjectName table, boolean grown) {
        List<Change> changes = tables.get(table);
        if (changes == null) {
            return;
        }
        if (!grown) {
            tables.remove(table);
            return;
        }
        // Of rows that came in no image says which columns they had.
        changes.replaceAll(change -> new Change(
                change.statement(),
                change.kept(),
                change.comparable() && change.kept().image().extent() != RowImage.Extent.ADDED,
                change.parts()));
    }

    /**
     * Rows of a table went with their partition: from then on none is there that has the key of one of them. Where the
     * batch had changed any before, the image tells how it left them.
     */
    void went(int statement, ObjectName table, ObjectName image) {
        List<Change> changes = tables.computeIfAbsent(table, name -> new ArrayList<>());
        if (changes.stream().anyMatch(change -> change.kept().image().extent() == RowImage.Extent.WHOLE)) {
            changes.clear();
        }
        RowImage rows = new RowImage(table, image, RowImage.Extent.DELETED, "");
        changes.add(new Change(
                statement, new RowImage.Kept(rows, new RowImage.Left(new RowDigest(0, 0), null)), true, true));
    }

    /** How the rows of a table are that the batch changed. */
    Found find(ObjectName table, TargetSession session) {
        Found found = Found.AS_LEFT;
        List<Change> changes = tables.getOrDefault(table, List.of());
        for (int i = changes.size() - 1; i >= Math.max(0, changes.size() - MOST); i--) {
            Change change = changes.get(i);
            List<RowImage.Kept> since = new ArrayList<>();
            for (Change later : changes.subList(i + 1, changes.size())) {
                if (later.statement() != change.statement()) {
                    since.add(later.kept());
                }
            }
            if (change.comparable() && !change.kept().left().rows().equals(session.keptRows(change.kept(), since))) {
                if (change.parts()) {
                    return Found.TAKEN;
                }
                found = Found.CHANGED;
            }
        }
        return found;
    }
}
