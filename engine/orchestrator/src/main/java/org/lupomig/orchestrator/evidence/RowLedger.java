package org.lupomig.orchestrator.evidence;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.RowDigest;

/**
 * The tables that a batch created and the rows it put into them. It decides what may be dropped: only a table all of
 * whose rows are known to be the batch's.
 */
public final class RowLedger {
    private final Map<ObjectName, Creation> byPresentName = new HashMap<>();
    private final Map<Creation, Entry> entries = new HashMap<>();

    /** The statement that created a table: names may be used again, this is not. */
    public record Creation(Address step, int ordinal) {}

    /**
     * What is known of one table.
     *
     * @param rows number and digest of all rows, null while nothing was inserted
     * @param own whether all of them are the batch's
     */
    public record Entry(@Nullable RowDigest rows, boolean own) {
        /** A table that nothing was put into. */
        public static final Entry EMPTY = new Entry(null, true);

        /** Whether {@code live} shows exactly what the batch put there. */
        public boolean accountsFor(RowDigest live) {
            return rows == null ? live.rows() == 0 : own && rows.equals(live);
        }
    }

    /** Takes in what a statement of {@code step} did. */
    public void add(Address step, Work work, StatementDone done) {
        if (!done.effect()) {
            return;
        }
        if (work instanceof Work.CreatesTable creates) {
            Creation creation = new Creation(step, done.ordinal());
            byPresentName.put(creates.table(), creation);
            entries.put(creation, Entry.EMPTY);
        } else if (work instanceof Work.Renames renames) {
            for (Rename pair : renames.pairs()) {
                Creation creation = byPresentName.remove(pair.from());
                if (creation != null) {
                    byPresentName.put(pair.to(), creation);
                }
            }
        } else if (done.rows() != null && !work.objects().isEmpty()) {
            Creation creation = byPresentName.get(work.objects().get(0));
            if (creation != null) {
                entries.computeIfPresent(
                        creation, (key, known) -> new Entry(done.rows(), known.own() && done.ownRows()));
            }
        }
    }

    /** What is known of the table of this name now; null where the batch did not create it. */
    public @Nullable Entry get(ObjectName table) {
        Creation creation = byPresentName.get(table);
        return creation == null ? null : entries.get(creation);
    }

    /**
     * What is known of the table that a statement created, under whatever name; {@link Entry#EMPTY} where nothing is.
     */
    public Entry of(Address step, int ordinal) {
        return entries.getOrDefault(new Creation(step, ordinal), Entry.EMPTY);
    }

    /** All tables that the batch created, under their present names. */
    public Map<ObjectName, Entry> all() {
        Map<ObjectName, Entry> out = new HashMap<>();
        byPresentName.forEach((name, creation) -> out.put(name, entries.getOrDefault(creation, Entry.EMPTY)));
        return out;
    }
}
