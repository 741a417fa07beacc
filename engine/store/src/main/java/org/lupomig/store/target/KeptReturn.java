package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.Definitions.Back;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.AlterBackKept;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.orchestrator.port.TargetSession.TableCount;
import org.lupomig.store.connect.ServerConnection;

/**
 * Takes an ALTER back whose lost values are kept. From the first statement to the last a comment of the table, or of
 * its columns, says that values are missing: who finds it goes on from there.
 *
 * <p>Readers wait for the lock.
 */
final class KeptReturn {
    /** Why values are not put back by keys that may have moved. */
    static final String KEYS_MOVED = "some of its rows are gone and others have come since: whether these are the same"
            + " under other keys, whose values would then be lost, cannot be told";

    private final ServerConnection connection;
    private final AlterBackKept back;
    private final Catalogue catalogue;
    private final KeptSql sql;
    private final KeysLook keys;
    private final ReturnSteps steps;
    private final Consumer<List<TableCount>> valuesBack;

    /**
     * Over a session's connection.
     *
     * @param catalogue to look at the table under the lock
     * @param valuesBack is told under the lock when all values are back, with all rows where they are counted
     */
    KeptReturn(
            ServerConnection connection,
            AlterBackKept back,
            Catalogue catalogue,
            Consumer<List<TableCount>> valuesBack) {
        this.connection = connection;
        this.back = back;
        this.catalogue = catalogue;
        this.valuesBack = valuesBack;
        this.sql = new KeptSql(back.table(), back.kept());
        this.keys = new KeysLook(connection, back.table(), back.keys());
        this.steps = new ReturnSteps(connection, back);
    }

    /**
     * Goes the way. A refused lock is thrown, and has had no effect.
     *
     * @param allRows whether all rows are counted, before the way and behind the values
     */
    CountedOutcome send(boolean allRows) {
        RowDigest[] counted = {CountedAlter.UNKNOWN, null};
        String found = foundBeforehand();
        if (found != null) {
            return new CountedOutcome(RowTransactions.refused(found), counted[0], null);
        }
        try {
            goes(allRows, counted);
        } catch (ServerRefused e) {
            steps.waited(e);
        }
        // rows that are counted are back, whatever is waited for then
        return new CountedOutcome(outcome(), counted[0], steps.refused() == null || steps.waited() ? counted[1] : null);
    }

    /** What keeps a key from coming back, where that can be told before anything is sent; null where nothing does. */
    private @Nullable String foundBeforehand() {
        boolean refers = back.way().last().stream().anyMatch(Back::refers);
        return refers && back.checked() && !back.begun() && !bringsWhatRefers() ? keys.foundBeforehand() : null;
    }

    private void goes(boolean allRows, RowDigest[] counted) {
        List<ObjectName> locks =
                new ArrayList<>(List.of(back.table(), back.kept().image()));
        if (back.aside() != null) {
            locks.add(back.aside());
        }
        List<Back> open = TableLock.needed(connection, locks, List.of(), () -> {
            if (allRows) {
                counted[0] = Digests.of(connection, back.table());
            }
            return locked(allRows, counted);
        });
        // the values are back: what is added now refers to other tables, which are not locked
        for (Back each : open) {
            adds(each);
        }
    }

    private void adds(Back each) {
        if (back.checked() && KeysLook.judges(back.keys())) {
            StatementOutcome held = keys.locked(() -> {
                steps.sends(each);
                return outcome();
            });
            if (!(held instanceof StatementOutcome.Accepted)) {
                steps.ends(held);
            }
        } else {
            steps.sends(each);
            StatementOutcome refused = steps.refused();
            steps.ends(refused == null ? null : keys.told(refused));
        }
    }

    private StatementOutcome outcome() {
        StatementOutcome refused = steps.refused();
        return refused == null ? new StatementOutcome.Accepted(0, List.of()) : refused;
    }

    /** Whether values come back by which rows refer: those of now say nothing. */
    private boolean bringsWhatRefers() {
        return back.kept().whole()
                || back.kept().columns().stream().anyMatch(column -> back.keys().stream()
                        .flatMap(key -> key.columns().stream())
                        .anyMatch(name ->
                                name.equalsIgnoreCase(column.before()) || name.equalsIgnoreCase(column.after())));
    }

    /** Under the locks; what could not be sent under them. */
    private List<Back> locked(boolean allRows, RowDigest[] counted) {
        if (!(catalogue.describe(back.table()) instanceof ObjectState.Present live)
                || !KeepingAlter.withoutCounter(live.definition())
                        .equals(KeepingAlter.withoutCounter(back.definition()))) {
            steps.refuse("somebody has changed its definition just now");
            return List.of();
        }
        if (!back.restored() && !restores()) {
            return List.of();
        }
        if (allRows) {
            // what is left of the way changes no row
            counted[1] = Digests.of(connection, back.table());
        }
        if (!back.restored()) {
            // A kill that leaves the rest undone, or done and not written down, leaves this.
            valuesBack.accept(allRows ? List.of(new TableCount(back.table(), counted[0], counted[1])) : List.of());
        }
        if (!steps.all(back.way().settled())) {
            return List.of();
        }
        List<Back> last = back.way().last();
        for (int i = 0; i < last.size(); i++) {
            if (last.get(i).refers()) {
                return last.subList(i, last.size());
            }
            if (!steps.sends(last.get(i))) {
                return List.of();
            }
        }
        return List.of();
    }

    /** Puts back what was lost, behind the first half of the way; false where that is refused. */
    private boolean restores() {
        if (back.all() != null && !back.all().equals(Digests.of(connection, back.table()))) {
            return steps.refuse(UnfitLook.MOVED);
        }
        if (lost()) {
            return false;
        }
        if (!back.begun()) {
            StatementOutcome looked =
                    new UnfitLook(connection, () -> {}).send(back, () -> new StatementOutcome.Accepted(0, List.of()));
            if (!(looked instanceof StatementOutcome.Accepted)) {
                steps.ends(looked);
                return false;
            }
        }
        if (!copied()) {
            return false;
        }
        return !back.kept().partitions().isEmpty() ? partitions() : back.kept().whole() ? rows() : values();
    }

    /** Whether the image has other rows than it kept. */
    private boolean lost() {
        String lost = ImageCount.lost(back.kept().image(), back.imaged(), connection);
        return lost != null && !steps.refuse(lost);
    }

    /** All rows, where nothing tells what of them is somebody else's. */
    private boolean copied() {
        if (back.aside() == null) {
            return true;
        }
        steps.ends(AsideCopy.fill(connection, back.table(), new KeptColumns(back.aside(), List.of(), List.of())));
        return steps.refused() == null;
    }

    private boolean rows() {
        return new WholeReturn(connection, back, sql, steps, this::isAsLeft).rows();
    }

    private boolean values() {
        if (!back.begun()) {
            boolean moved = !back.ours() && steps.any(sql.gone()) && steps.any(sql.come());
            if (moved && !steps.refuse(KEYS_MOVED)) {
                return false;
            }
            if (!isAsLeft() || !roomy()) {
                return false;
            }
        } else if (back.aside() == null && isWritten()) {
            return steps.refuse(AlterBackKept.WRITTEN);
        }
        return steps.accepted(sql.restore(KeptSql.counting(back.table(), connection)))
                && (!steps.any(sql.differing()) || steps.refuse("its values would not be as they were"));
    }

    /** Whether somebody has written into a column that came back half way, or was changed back. */
    private boolean isWritten() {
        String written = sql.written(KeptSql.constant(back.table(), connection));
        return (!written.isEmpty() && steps.any(written))
                || new HalfwayValues(connection, back.table(), back.kept()).written(back.after(), back.left());
    }

    /**
     * Makes the columns again, where some had gone in rows that are written anew and have room for them: added at once,
     * they would come into full pages, and every value that comes back would split one. That takes half the time and
     * less; where the server has no room for it, they are added all the same.
     */
    private boolean roomy() {
        boolean adds = back.kept().columns().stream().anyMatch(column -> column.after() == null);
        for (Back each : back.way().first()) {
            if (adds && steps.sends(steps.anew(each))) {
                continue;
            }
            steps.ends(null);
            if (!steps.sends(each)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The image is emptied in the transaction that puts its rows back: one that has rows tells that they are missing.
     */
    private boolean partitions() {
        List<ImageColumn> image = ImageColumn.of(back.kept().image(), connection);
        RowDigest before = Digests.read(sql.all(image, true), connection);
        if (back.way().first().isEmpty()) {
            RowDigest now = Digests.read(sql.all(image, false), connection);
            if (before.rows() == 0 || before.equals(now)) {
                return true;
            } else if (now.rows() > 0 && !back.ours()) {
                return steps.refuse("whether its rows were removed before others came cannot be told");
            }
        }
        if (!steps.all(back.way().first())) {
            return false;
        }
        return steps.within(() -> steps.accepted(sql.insert(image)) && steps.accepted(sql.clear()));
    }

    private boolean isAsLeft() {
        if (back.ours() || !back.kept().leavesAny()) {
            return true;
        }
        RowDigest known = back.left();
        RowDigest left = known == null ? KeptValues.expected(connection, back.table(), back.kept()) : known;
        return left.equals(KeptValues.left(connection, back.table(), back.kept()))
                || steps.refuse("values that it left have been changed since");
    }
}
