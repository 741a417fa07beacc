package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Rows that would refer to nothing once a batch is back, and did not before: those that come back to a parent that
 * others have deleted, and those that others wrote while the batch's foreign key was away. It is asked only of tables
 * that kept their names, and that the batch has not altered since: what such a one has by now, foreign keys and columns
 * and values, is not what it has when it is that statement's turn, and it is looked at then.
 */
final class LateOrphans {
    private final List<Change> changes = new ArrayList<>();
    private final Set<ObjectName> moved = new HashSet<>();

    /**
     * What one statement did: rows that it changed in one table, or a foreign key that it took away; neither where it
     * altered the table.
     */
    private record Change(
            ObjectName table,
            RowImage.@Nullable Kept rows,
            @Nullable Orphans key) {}

    /**
     * A statement of the batch, in its order.
     *
     * @param converted columns whose values are of another type since: rows that referred to nothing are not known by
     *     what they refer by now
     */
    void follow(Work work, StatementDone done, Set<String> converted) {
        if (work instanceof ChangesRows rows) {
            for (int i = 0; i < rows.images().size(); i++) {
                RowImage image = rows.images().get(i);
                changes.add(new Change(
                        image.table(), new RowImage.Kept(image, done.kept().get(i)), null));
            }
        } else if (work instanceof Work.Alters alters) {
            changes.add(new Change(alters.table(), null, null));
            alters.keys().stream()
                    .filter(key -> key.columns().stream().noneMatch(converted::contains))
                    .forEach(key -> changes.add(new Change(alters.table(), null, key)));
        } else if (work instanceof Work.CreatesTable creates) {
            moved.add(creates.table());
        } else if (work instanceof Work.Renames || work instanceof Binds) {
            moved.addAll(work.objects());
        }
    }

    /** Adds what is found, each table's once. */
    void find(TargetSession session, GoneBefore before, List<Conflict> conflicts) {
        Set<String> told = new TreeSet<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (stays(change.table(), before)) {
                String found = found(change, changes.subList(i + 1, changes.size()), session, before);
                if (found != null && told.add(change.table() + " " + found)) {
                    conflicts.add(Conflict.of(change.table(), found));
                }
            }
        }
    }

    private @Nullable String found(Change change, List<Change> later, TargetSession session, GoneBefore before) {
        Set<ObjectName> altered = altered(later);
        if (altered.contains(change.table())) {
            return null;
        }
        RowImage.Kept rows = change.rows();
        if (rows != null) {
            Set<ObjectName> unknown = gone(before);
            unknown.addAll(altered);
            return rows.image().extent() == RowImage.Extent.ADDED
                    ? null
                    : session.orphaned(rows, others(changes), unknown);
        }
        Orphans key = change.key();
        if (key == null || altered.contains(key.parent()) || !stays(key.parent(), before)) {
            return null;
        }
        List<RowImage.Kept> since = later.stream()
                .filter(each -> each.table().equals(change.table()))
                .map(Change::rows)
                .filter(each -> each != null)
                .toList();
        return session.orphaned(key, since, others(later));
    }

    private static Set<ObjectName> altered(List<Change> later) {
        Set<ObjectName> tables = new HashSet<>();
        later.stream()
                .filter(each -> each.rows() == null && each.key() == null)
                .forEach(each -> tables.add(each.table()));
        return tables;
    }

    /** Whether it has the name now that it had then, and what is done to it before it is looked at is known. */
    private boolean stays(ObjectName table, GoneBefore before) {
        return !moved.contains(table) && !before.found().objects().containsKey(table);
    }

    private Set<ObjectName> gone(GoneBefore before) {
        Set<ObjectName> all = new HashSet<>(moved);
        all.addAll(before.found().objects().keySet());
        return all;
    }

    /** Rows that are there again by then. */
    private static List<RowImage> others(List<Change> changes) {
        List<RowImage> images = new ArrayList<>();
        for (Change each : changes) {
            RowImage.Kept rows = each.rows();
            if (rows != null && rows.image().extent() != RowImage.Extent.ADDED) {
                images.add(rows.image());
            }
        }
        return images;
    }
}
