package org.lupomig.orchestrator.evidence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;

/**
 * The tables that a batch created, under their present names, and the rows it put into them. It decides what may be
 * dropped: only a table all of whose rows are known to be the batch's. It follows the batch forward, and its undo back.
 */
public final class RowLedger {
    private final Map<ObjectName, Creation> byPresentName = new HashMap<>();
    private final Map<Creation, Entry> entries = new HashMap<>();
    private final Set<ObjectName> bound = new HashSet<>();
    private final Set<ObjectName> leaving = new HashSet<>();

    /** The statement that created a table: names may be used again, this is not. */
    public record Creation(Address step, int ordinal) {
        // By hand, as hashCode is: what the compiler leaves to be linked at run time is felt when a command starts.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Creation creation && ordinal == creation.ordinal && step.equals(creation.step);
        }

        @Override
        public int hashCode() {
            return 31 * step.hashCode() + ordinal;
        }
    }

    /**
     * What is known of one table.
     *
     * @param rows number and digest of all rows, null while nothing was inserted
     * @param own whether all of them are the batch's
     * @param left how the last statement that named it left it; null where that is not known
     */
    public record Entry(@Nullable RowDigest rows, boolean own, ObjectState.@Nullable Present left) {
        private static final Entry EMPTY = new Entry(null, true, null);

        /** Whether this many rows more make exactly {@code after} out of exactly what the batch had put there. */
        public boolean grows(RowDigest before, long by, RowDigest after) {
            return accountsFor(before) && after.rows() == before.rows() + by;
        }

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
        RowDigest rows = done.rows();
        if (work instanceof Work.CreatesTable creates) {
            Creation creation = new Creation(step, done.ordinal());
            byPresentName.put(creates.table(), creation);
            entries.put(creation, rows == null ? Entry.EMPTY : new Entry(rows, done.ownRows(), null));
        } else if (work instanceof Work.Renames renames) {
            renamed(renames.pairs());
        } else if (work instanceof Binds binds && binds.adds()) {
            bound.add(binds.table());
        } else if (rows != null && !work.objects().isEmpty()) {
            counted(work.objects().get(0), rows, done.ownRows());
        }
        done.counted().forEach(counted -> counted.tell(this));
        done.after().objects().forEach(this::left);
    }

    /** Tables have other names now, whether forward or back. */
    public void renamed(List<Rename> pairs) {
        for (Rename pair : pairs) {
            Creation creation = byPresentName.remove(pair.from());
            if (creation != null) {
                byPresentName.put(pair.to(), creation);
            }
        }
    }

    /** A table of the batch has these rows now; {@code own} is whether the change of them was all ours. */
    public void counted(ObjectName table, RowDigest rows, boolean own) {
        change(table, known -> new Entry(rows, known.own() && own, known.left()));
    }

    /** A table of the batch looks like this now; null where that is not known. */
    public void left(ObjectName table, @Nullable ObjectState state) {
        ObjectState.Present left = state instanceof ObjectState.Present present ? present : null;
        change(table, known -> new Entry(known.rows(), known.own(), left));
    }

    /** Tables look as {@code earlier} knows them, which has followed less of the batch. */
    public void leftAsIn(RowLedger earlier) {
        entries.replaceAll((creation, known) -> {
            Entry then = earlier.entries.get(creation);
            return new Entry(known.rows(), known.own(), then == null ? null : then.left());
        });
    }

    private void change(ObjectName table, java.util.function.UnaryOperator<Entry> change) {
        Creation creation = byPresentName.get(table);
        if (creation != null) {
            entries.computeIfPresent(creation, (key, known) -> change.apply(known));
        }
    }

    /** What is known of the table of this name now; null where the batch did not create it. */
    public @Nullable Entry get(ObjectName table) {
        Creation creation = byPresentName.get(table);
        return creation == null ? null : entries.get(creation);
    }

    /** Whether the batch has given this table its foreign keys, which its undo takes away. */
    public boolean bound(ObjectName table) {
        return bound.contains(table);
    }

    /** Tables of the batch have these names, under which their removal was cut short: nobody else gives such. */
    public void leaving(Set<ObjectName> tables) {
        leaving.addAll(tables);
    }

    /** Whether the table of this name now is one of the batch, be it on its way out. */
    public boolean isOwn(ObjectName table) {
        return leaving.contains(table) || get(table) != null;
    }

    /** The names that tables of the batch have now. */
    public Set<ObjectName> own() {
        return Set.copyOf(byPresentName.keySet());
    }

    /**
     * These, and those on their way out: their foreign keys hold nothing back, since they go, or are kept without them.
     */
    public Set<ObjectName> going() {
        Set<ObjectName> going = new HashSet<>(own());
        going.addAll(leaving);
        return going;
    }

    /** The table of this name is not there any more: what gets the name is not the batch's. */
    public void gone(ObjectName table) {
        byPresentName.remove(table);
    }

    /** What a statement created is not there any more, whatever name it had in the end. */
    public void gone(Address step, int ordinal) {
        byPresentName.values().remove(new Creation(step, ordinal));
    }

    /** What created the table of this name now; null where the batch did not. */
    public @Nullable Creation creation(ObjectName table) {
        return byPresentName.get(table);
    }

    /** What is known of the table that a statement created, under whatever name; an empty table where nothing is. */
    public Entry of(Address step, int ordinal) {
        return entries.getOrDefault(new Creation(step, ordinal), Entry.EMPTY);
    }
}
