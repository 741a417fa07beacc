package org.lupomig.orchestrator.undo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.HeldNames;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Referring;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.undo.Removals.Act;
import org.lupomig.orchestrator.undo.Removals.As;

/**
 * Takes away a table that a batch created, without ever dropping what the batch did not write. One that was left with
 * few rows or none is dropped where it stands, under a lock under which it is seen to be as it was left. Any other, and
 * where that is refused, is moved to the held schema first, which stops every writer; there its rows are compared with
 * what the batch put in, and only where they are exactly that is it dropped. A table that is not as the batch left it
 * is kept there, without its foreign keys: these would keep what it refers to from going, and go on judging, and
 * changing, what others do. Where it was moved is in the journal before it is moved, so that a later command can go on.
 */
final class TableRemoval {
    /** The table is referred to by a foreign key. */
    private static final int REFERRED_TO = 1451;

    /** Something of that name is there. */
    private static final int EXISTS = 1050;

    /** So many rows are looked at while others wait for the table: that takes some milliseconds. */
    private static final long FEW = 100;

    private static final String UNWRITTEN = "it has rows that this batch did not write";
    private static final String CHANGED = "it is not as this batch left it";

    private final RunLog log;
    private final StepCursor cursor;
    private final HeldNames names;
    private final Removals removals;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final Set<String> gone = new HashSet<>();
    private final Map<String, ObjectName> copies = new HashMap<>();
    private @Nullable String bound;

    /** For the tables of one step, of which some may be on their way already. */
    TableRemoval(
            RunLog log, StepCursor cursor, HeldNames names, Removals removals, Likeness likeness, UndoSteps steps) {
        this.log = log;
        this.cursor = cursor;
        this.names = names;
        this.removals = removals;
        this.likeness = likeness;
        this.steps = steps;
    }

    /** The names that tables get. */
    HeldNames names() {
        return names;
    }

    /** Copies of what goes that were begun here, and are not told of yet, by their keys. */
    Map<String, ObjectName> copies() {
        return copies;
    }

    /** What was done for a removal by a run that died. */
    List<Act> acts(String key) {
        return removals.of(key);
    }

    /** Whether a removal has gone so far that the table at its name is not the one that is to go. */
    boolean begun(String key) {
        return gone.contains(key) || moved(key) != null || dropped(key);
    }

    /**
     * Removes a table.
     *
     * @param key of the removal, unique within the step
     * @param known what the batch put into it; null where it is not the batch's table, and kept whatever is in it
     * @param left how the batch left it, each of the ways that are known; empty where none is
     */
    UndoResult remove(ObjectName table, String key, RowLedger.@Nullable Entry known, List<ObjectState.Present> left) {
        return remove(table, key, known, left, known != null && known.own() ? CHANGED : UNWRITTEN);
    }

    /**
     * Keeps a table of our own that is to go, for a person.
     *
     * @param key of the removal, unique within the step
     * @param why a clause
     */
    UndoResult keep(ObjectName table, String key, String why) {
        return remove(table, key, null, List.of(), why);
    }

    /**
     * Ends removals after which tables are kept that still have their foreign keys: nothing else would take these away.
     *
     * @return why some have; null where none has
     */
    @Nullable
    String stillBound() {
        for (String key : removals.acts().keySet()) {
            Act moved = bound == null ? moved(key) : null;
            if (moved != null && moved.as() == As.KEPT) {
                unbound(moved.name(), moved.name(), keys(moved.name()));
            }
        }
        return bound;
    }

    private UndoResult remove(
            ObjectName table,
            String key,
            RowLedger.@Nullable Entry known,
            List<ObjectState.Present> left,
            String whyKept) {
        UndoResult result = gone.contains(key) ? UndoResult.restored() : removed(table, key, known, left, whyKept);
        if (result instanceof UndoResult.Restored) {
            // What bears its name from here on is somebody else's.
            gone.add(key);
        }
        return result;
    }

    private UndoResult removed(
            ObjectName table,
            String key,
            RowLedger.@Nullable Entry known,
            List<ObjectState.Present> left,
            String whyKept) {
        Act moved = moved(key);
        if (moved != null && moved.as() == As.KEPT) {
            return moved.told()
                    ? unbound(table, moved.name(), keys(moved.name()))
                    : kept(table, key, moved.name(), whyKept);
        } else if (moved != null) {
            return settle(table, key, moved.name(), known);
        }
        if (dropped(key)) {
            return UndoResult.restored();
        }
        UndoResult inPlace = known != null && isLight(known) ? inPlace(table, key, known, left) : null;
        if (inPlace != null) {
            return inPlace;
        }
        if (!(steps.session().describe(table) instanceof ObjectState.Present present)) {
            return UndoResult.restored();
        }
        boolean own = known != null && known.own();
        boolean asLeft = own && (left.isEmpty() || matching(left, present) != null);
        return aside(table, present, key, asLeft ? known : null, whyKept);
    }

    /**
     * Moves it to the held schema.
     *
     * @param known what the batch put into it, and only that is dropped there; null where it is kept whatever is in it
     */
    private UndoResult aside(
            ObjectName table,
            ObjectState.Present present,
            String key,
            RowLedger.@Nullable Entry known,
            String whyKept) {
        boolean asLeft = known != null;
        String others = referring(table, present);
        if (others != null) {
            return new UndoResult.Stuck(table + " could not be moved aside: " + others);
        }
        ObjectName held = names.fresh(asLeft ? HeldName.REMOVED : HeldName.KEPT, key, table, steps.session());
        Refusal refusal = moveAside(table, present, key, held, asLeft ? As.PASSING : As.KEPT);
        if (refusal != null && steps.session().describe(held).absent()) {
            return new UndoResult.Stuck(
                    table + " could not be moved aside: " + refusal.text() + inTheWay(refusal, present));
        }
        if (!asLeft) {
            return kept(table, key, held, whyKept);
        }
        return settle(table, key, held, known);
    }

    /** What the server means where it speaks of a table, and it is a foreign key that has the name already. */
    private String inTheWay(Refusal refusal, ObjectState.Present present) {
        if (refusal.code() != EXISTS) {
            return "";
        }
        Set<String> keys =
                likeness.foreignKeys(present).stream().map(ForeignKey::name).collect(Collectors.toSet());
        return steps.session().foreignKeysNamed(keys, names.schema()).entrySet().stream()
                .map(key -> "; what is in the way is a foreign key of that name, " + key.getKey() + " of "
                        + key.getValue() + ": drop it (ALTER TABLE … DROP FOREIGN KEY), then retry")
                .collect(Collectors.joining());
    }

    /** As which of these it is there; null where it is none of them. */
    private ObjectState.@Nullable Present matching(List<ObjectState.Present> left, ObjectState.Present there) {
        return left.stream()
                .filter(each -> likeness.sameApartFromReferences(each, there))
                .findFirst()
                .orElse(null);
    }

    /** Whether so little is in it that it may be dropped where it stands. */
    private boolean isLight(RowLedger.Entry known) {
        RowDigest rows = known.rows();
        return known.own()
                && (rows == null || rows.rows() <= FEW)
                && steps.session().locksTables();
    }

    /** Drops it where it stands, where it is as it was left; null where it does not go in this way. */
    private @Nullable UndoResult inPlace(
            ObjectName table, String key, RowLedger.Entry known, List<ObjectState.Present> left) {
        if (!(steps.session().describe(table) instanceof ObjectState.Present there)) {
            return null;
        }
        ObjectState.Present as = matching(left, there);
        if (as == null
                || !as.kind().equals("BASE TABLE")
                || there.tableId() == null
                || !as.triggers().isEmpty()
                || !as.incoming().isEmpty()) {
            return null;
        }
        Refusal refusal = dropInPlace(table, key, known, as, there);
        if (refusal == null) {
            return UndoResult.restored();
        }
        return refusal.code() == Refusal.WAITED
                ? new UndoResult.Stuck(table + " could not be dropped: " + refusal.text())
                : null;
    }

    /**
     * Drops it where it stands. A kill before that leaves it there, with its id, and it is tried again; after it there
     * is none, or one with another id, which is somebody else's. That is the id which it has now: an ALTER may have
     * built it anew since it was left, or the way back of one, and whoever optimizes tables.
     */
    private @Nullable Refusal dropInPlace(
            ObjectName table, String key, RowLedger.Entry known, ObjectState.Present left, ObjectState.Present there) {
        return steps.send(
                new Work.DropsTable(table),
                new Snapshot(Map.of(table, there), Map.of()),
                new TargetOperation.DropUntouched(table, left.definition(), known.rows()),
                "DROP TABLE",
                Removals.marks(key, As.DROPPED_IN_PLACE));
    }

    /** Whether the table that was there is there under a name now; in the held schema nobody else makes tables. */
    private boolean isThere(ObjectState.Present original, ObjectName name) {
        return steps.session().describe(name) instanceof ObjectState.Present there
                && (names.schema().equals(name.schema()) || likeness.sameUnderAnotherName(original, there));
    }

    private static @Nullable String referring(ObjectName table, ObjectState.Present present) {
        List<String> others = present.incoming().stream()
                .filter(key -> !Referring.table(key).equals(table))
                .toList();
        return others.isEmpty() ? null : "foreign keys refer to it: " + String.join(", ", others);
    }

    /** Where a run that died has moved the table; null where it did not. */
    private @Nullable Act moved(String key) {
        List<Act> acts = removals.of(key);
        for (int i = acts.size() - 1; i >= 0; i--) {
            Act act = acts.get(i);
            // Nobody else gives such a name: so what has it is that table, whatever its id is by now.
            if ((act.as() == As.PASSING || act.as() == As.KEPT)
                    && !steps.session().describe(act.name()).absent()) {
                return act;
            }
        }
        return null;
    }

    /** Whether the last that a run that died was about to do was to drop it. */
    private boolean dropped(String key) {
        List<Act> acts = removals.of(key);
        if (acts.isEmpty()) {
            return false;
        }
        Act last = acts.get(acts.size() - 1);
        return switch (last.as()) {
            case DROPPED -> steps.session().describe(last.name()).absent();
            // What has its name by now, and is not it, is somebody else's.
            case DROPPED_IN_PLACE -> last.original() == null || !isThere(last.original(), last.name());
            case TWIN, TWIN_DROPPED, PASSING, KEPT, BACK, COPIED -> false;
        };
    }

    /** Moves it as it was just seen, and judged. */
    private @Nullable Refusal moveAside(
            ObjectName table, ObjectState.Present present, String key, ObjectName held, As as) {
        Refusal refusal = heldSchema();
        if (refusal != null) {
            return refusal;
        }
        Map<ObjectName, ObjectState> seen = new LinkedHashMap<>();
        seen.put(table, present);
        seen.put(held, new ObjectState.Absent());
        return rename(table, held, key, as, new Snapshot(seen, Map.of()));
    }

    /** Makes the schema that holds what is set aside, where it is not there. */
    @Nullable
    Refusal heldSchema() {
        return steps.session().hasSchema(names.schema())
                ? null
                : steps.send(
                        new Work.Nothing("schema " + names.schema()),
                        new TargetOperation.CreateHeldSchema(),
                        "CREATE SCHEMA IF NOT EXISTS");
    }

    private @Nullable Refusal rename(ObjectName from, ObjectName to, String key, As as) {
        Work.Renames work = new Work.Renames(List.of(new Rename(from, to)));
        return rename(from, to, key, as, Snapshot.read(steps.session(), work));
    }

    private @Nullable Refusal rename(ObjectName from, ObjectName to, String key, As as, Snapshot before) {
        List<Rename> pair = List.of(new Rename(from, to));
        return steps.send(
                new Work.Renames(pair),
                before,
                new TargetOperation.RenameTables(pair),
                "RENAME TABLE",
                Removals.marks(key, as));
    }

    private UndoResult settle(ObjectName table, String key, ObjectName held, RowLedger.@Nullable Entry known) {
        if (known == null || !known.accountsFor(steps.session().digest(held))) {
            return keep(table, key, held, UNWRITTEN);
        }
        Refusal refusal = drop(key, held, As.DROPPED);
        if (refusal == null || steps.session().describe(held).absent()) {
            return UndoResult.restored();
        }
        if (refusal.code() != REFERRED_TO) {
            return keep(table, key, held, "it could not be dropped: " + refusal.text());
        }
        // A table that this account may not see refers to it: that went with it, and comes back with it.
        Refusal back = rename(held, table, key, As.BACK);
        return new UndoResult.Stuck(
                table + " could not be moved aside: foreign keys refer to it, of tables that this account does not see"
                        + (back == null ? "" : "; it is " + held + " now: " + back.text()));
    }

    /** Drops what is held, in the journal before it is gone. */
    @Nullable
    Refusal drop(String key, ObjectName held, As as) {
        return steps.send(
                new Work.DropsTable(held), new TargetOperation.DropTable(held), "DROP TABLE", Removals.marks(key, as));
    }

    /** Under a name that says that nobody but a person drops it. */
    private UndoResult keep(ObjectName table, String key, ObjectName held, String why) {
        ObjectName kept = names.fresh(HeldName.KEPT, key, table, steps.session());
        return rename(held, kept, key, As.KEPT) == null ? kept(table, key, kept, why) : kept(table, key, held, why);
    }

    /** Says that it is kept before its keys go, so that they are told with it; and once, whoever dies then. */
    private UndoResult kept(ObjectName table, String key, ObjectName held, String why) {
        List<ForeignKey> keys = keys(held);
        String all = keys.isEmpty() ? why : why + "; without its foreign keys there: " + texts(keys);
        String message = table + " is" + Alerts.keptAs(held) + ": " + all;
        log.commit(List.of(
                cursor.note(JournalEntry.Kind.UNDO_DONE, 0, Removals.told(key)),
                new Write.Alert(Write.Alert.Level.WARNING, Alerts.TABLE_KEPT, message, log.stamp())));
        log.tell(new RunEvent.Held(cursor.address(), table.toString(), held.toString()));
        return unbound(table, held, keys);
    }

    private UndoResult unbound(ObjectName table, ObjectName held, List<ForeignKey> keys) {
        if (keys.isEmpty()) {
            return UndoResult.restored();
        }
        Binds work = new Binds(held, keys, false);
        Refusal refusal = steps.send(work, new TargetOperation.ForeignKeys(held, keys, false), work.summary());
        if (refusal == null) {
            return UndoResult.restored();
        }
        bound = table + " is kept as " + held + ", and its foreign keys are still there: " + refusal.text();
        return new UndoResult.Stuck(bound);
    }

    private List<ForeignKey> keys(ObjectName held) {
        return steps.session().describe(held) instanceof ObjectState.Present present
                ? likeness.foreignKeys(present).stream().map(ForeignKey::alone).toList()
                : List.of();
    }

    private static String texts(List<ForeignKey> keys) {
        return keys.stream().map(ForeignKey::text).collect(Collectors.joining(", "));
    }
}
