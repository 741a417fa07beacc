package org.lupomig.store.target;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.Definitions.Back;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.AlterBackKept;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.store.connect.ServerConnection;

/**
 * Takes an ALTER back whose lost values are kept. From the first statement to the last a comment of the table, or of
 * its columns, says that values are missing: who finds it goes on from there.
 *
 * <p>Readers wait for the lock. Where whole rows come back, a process that is killed leaves the rows as the statement
 * left them, or as they were before; without rows only where the server would not have the former in the table as it
 * was.
 */
final class KeptReturn {
    /** Why values are not put back by keys that may have moved. */
    static final String KEYS_MOVED = "some of its rows are gone and others have come since: whether these are the same"
            + " under other keys, whose values would then be lost, cannot be told";

    private static final String MOVED = "somebody has changed its rows since it was half way back";

    private static final String NO_STATE = "45000";

    private final ServerConnection connection;
    private final AlterBackKept back;
    private final Catalogue catalogue;
    private final KeptSql sql;
    private final KeysLook keys;
    private @Nullable StatementOutcome refused;

    /**
     * Over a session's connection.
     *
     * @param catalogue to look at the table under the lock
     */
    KeptReturn(ServerConnection connection, AlterBackKept back, Catalogue catalogue) {
        this.connection = connection;
        this.back = back;
        this.catalogue = catalogue;
        this.sql = new KeptSql(back.table(), back.kept());
        this.keys = new KeysLook(connection, back.table(), back.keys());
    }

    /**
     * Goes the way. A refused lock is thrown, and has had no effect.
     *
     * @param allRows whether all rows are counted, before and after
     */
    CountedOutcome send(boolean allRows) {
        RowDigest[] counted = {CountedAlter.UNKNOWN, null};
        boolean refers = back.way().last().stream().anyMatch(Back::refers);
        String found = refers && back.checked() && !back.begun() && !bringsWhatRefers() ? keys.foundBeforehand() : null;
        if (found != null) {
            return new CountedOutcome(RowTransactions.refused(found), counted[0], null);
        }
        List<Back> open =
                TableLock.needed(connection, List.of(back.table(), back.kept().image()), List.of(), () -> {
                    if (allRows) {
                        counted[0] = Digests.of(connection, back.table());
                    }
                    List<Back> rest = locked();
                    if (allRows && refused == null) {
                        counted[1] = Digests.of(connection, back.table());
                    }
                    return rest;
                });
        // the values are back: what is added now refers to other tables, which are not locked
        for (Back each : open) {
            if (back.checked() && KeysLook.judges(back.keys())) {
                StatementOutcome held = keys.locked(() -> {
                    sends(each);
                    return refused == null ? new StatementOutcome.Accepted(0, List.of()) : refused;
                });
                refused = held instanceof StatementOutcome.Accepted ? refused : held;
            } else {
                sends(each);
                refused = refused == null ? null : keys.told(refused);
            }
        }
        StatementOutcome outcome = refused == null ? new StatementOutcome.Accepted(0, List.of()) : refused;
        return new CountedOutcome(outcome, counted[0], refused == null ? counted[1] : null);
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
    private List<Back> locked() {
        if (!(catalogue.describe(back.table()) instanceof ObjectState.Present live)
                || !KeepingAlter.withoutCounter(live.definition())
                        .equals(KeepingAlter.withoutCounter(back.definition()))) {
            refuse("somebody has changed its definition just now");
            return List.of();
        }
        if (back.all() != null && !back.all().equals(Digests.of(connection, back.table()))) {
            refuse(UnfitLook.MOVED);
            return List.of();
        }
        if (!back.begun()) {
            StatementOutcome looked =
                    new UnfitLook(connection, () -> {}).send(back, () -> new StatementOutcome.Accepted(0, List.of()));
            if (!(looked instanceof StatementOutcome.Accepted)) {
                refused = looked;
                return List.of();
            }
        }
        boolean done =
                !back.kept().partitions().isEmpty() ? partitions() : back.kept().whole() ? rows() : values();
        if (!done) {
            return List.of();
        }
        List<Back> last = back.way().last();
        for (int i = 0; i < last.size(); i++) {
            if (last.get(i).refers()) {
                return last.subList(i, last.size());
            }
            if (!sends(last.get(i))) {
                return List.of();
            }
        }
        return List.of();
    }

    private boolean values() {
        if (!back.begun()) {
            boolean moved = !back.ours() && any(sql.gone()) && any(sql.come());
            if (moved && !refuse(KEYS_MOVED)) {
                return false;
            }
            if (!isAsLeft() || !roomy()) {
                return false;
            }
        } else {
            String written = sql.written(KeptSql.constant(back.table(), connection));
            if (!written.isEmpty() && any(written)) {
                return refuse("somebody has written into a column whose values were about to come back");
            }
        }
        return accepted(sql.restore(KeptSql.counting(back.table(), connection)))
                && (!any(sql.differing()) || refuse("its values would not be as they were"));
    }

    /**
     * Makes the columns again, where some had gone in rows that are written anew and have room for them: added at once,
     * they would come into full pages, and every value that comes back would split one. That takes half the time and
     * less; where the server has no room for it, they are added all the same.
     */
    private boolean roomy() {
        boolean adds = back.kept().columns().stream().anyMatch(column -> column.after() == null);
        for (Back each : back.way().first()) {
            if (adds && sends(anew(each))) {
                continue;
            }
            refused = null;
            if (!sends(each)) {
                return false;
            }
        }
        return true;
    }

    private boolean rows() {
        List<ImageColumn> image = ImageColumn.of(back.kept().image(), connection);
        RowDigest before = Digests.read(sql.all(image, true), connection);
        boolean there = back.begun()
                && back.way().first().isEmpty()
                && before.equals(Digests.read(sql.all(image, false), connection));
        if (there) {
            return true;
        }
        boolean emptied = back.begun() && isEmpty();
        boolean halfway = back.begun() && back.way().first().isEmpty();
        if (!emptied && !(halfway ? isAsLeft(image) || refuse(MOVED) : isAsLeft())) {
            return false;
        }
        if (halfway && !emptied) {
            return exchanged(image, before);
        }
        String mark = "ALTER TABLE " + SqlQuoting.identifier(back.table()) + " COMMENT = "
                + SqlQuoting.literal(back.kept().mark());
        if (!back.begun() && !sends(new Back(mark, false))) {
            return false;
        }
        if (!emptied
                && comparable(image)
                && all(back.way().first().stream().map(this::anew).toList())) {
            return exchanged(image, before);
        }
        // the server would not have these rows in that table
        refused = null;
        return accepted(sql.empty())
                && all(back.way().first().stream().map(this::anew).toList())
                && accepted(sql.insert(image))
                && (before.equals(Digests.read(sql.all(image, false), connection))
                        || refuse("its rows would not be as they were"));
    }

    /**
     * Whether rows that stay while the table changes can still be told then to be as the statement left them: one
     * statement leads there, and the columns by which they are told are the same on either side.
     */
    private boolean comparable(List<ImageColumn> image) {
        return back.left() != null
                && back.way().first().size() == 1
                && !back.way().first().get(0).refers()
                && staying(image).equals(ImageColumn.of(back.table(), connection));
    }

    /** The columns that the statement left there, as the image has them. */
    private List<ImageColumn> staying(List<ImageColumn> image) {
        return image.stream()
                .filter(column -> back.kept().columns().stream()
                        .noneMatch(lost -> lost.after() == null && lost.before().equalsIgnoreCase(column.name())))
                .toList();
    }

    /** Whether the rows of a table that is half way are as the statement left them. */
    private boolean isAsLeft(List<ImageColumn> image) {
        return back.left() != null
                && back.left()
                        .equals(Digests.read(
                                Digests.sql(staying(image), "", "FROM " + SqlQuoting.identifier(back.table())),
                                connection));
    }

    /** The rows that are there go and those that are kept come in one transaction: a kill leaves either. */
    private boolean exchanged(List<ImageColumn> image, RowDigest before) {
        return within(() -> accepted(sql.empty())
                && accepted(sql.insert(image))
                && (before.equals(Digests.read(sql.all(image, false), connection))
                        || refuse("its rows would not be as they were")));
    }

    private boolean within(BooleanSupplier work) {
        connection.update("SET autocommit = 0");
        try {
            return LockedTransaction.within(connection, work::getAsBoolean, done -> done);
        } finally {
            if (!connection.closed()) {
                connection.update("SET autocommit = 1");
            }
        }
    }

    /** The table is written anew: columns that come and go at once leave their places in it. */
    private Back anew(Back each) {
        String head = "ALTER TABLE " + SqlQuoting.identifier(back.table()) + " ";
        String actions = each.sql().startsWith(head) ? each.sql().substring(head.length()) : "PARTITION";
        boolean alone = actions.startsWith("PARTITION") || actions.startsWith("REMOVE");
        return alone ? each : new Back(head + "FORCE, " + actions, each.refers());
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
                return refuse("whether its rows were removed before others came cannot be told");
            }
        }
        if (!all(back.way().first())) {
            return false;
        }
        return within(() -> accepted(sql.insert(image)) && accepted(sql.clear()));
    }

    private boolean isEmpty() {
        return !any("SELECT 1 FROM " + SqlQuoting.identifier(back.table()) + " LIMIT 1");
    }

    private boolean isAsLeft() {
        if (back.ours() || !back.kept().leavesAny()) {
            return true;
        }
        RowDigest known = back.left();
        RowDigest left = known == null ? KeptValues.expected(connection, back.table(), back.kept()) : known;
        return left.equals(KeptValues.left(connection, back.table(), back.kept()))
                || refuse("values that it left have been changed since");
    }

    private boolean all(List<Back> statements) {
        for (Back each : statements) {
            if (!sends(each)) {
                return false;
            }
        }
        return true;
    }

    private boolean sends(Back each) {
        return refused == null
                && accepted("SET STATEMENT sql_mode = 'NO_AUTO_VALUE_ON_ZERO', system_versioning_alter_history = KEEP,"
                        + " check_constraint_checks = 0, foreign_key_checks = " + (asksServer(each) ? 1 : 0) + " FOR "
                        + each.sql());
    }

    private boolean asksServer(Back each) {
        return each.refers() && back.checked() && !KeysLook.judges(back.keys());
    }

    private boolean accepted(String statement) {
        StatementOutcome outcome = Answer.to(statement, connection);
        if (outcome instanceof StatementOutcome.Accepted) {
            return true;
        }
        refused = outcome;
        return false;
    }

    private boolean any(String query) {
        return connection.first(query, (row, ctx) -> 1) != null;
    }

    private boolean refuse(String why) {
        refused = new StatementOutcome.Refused(0, NO_STATE, why);
        return false;
    }
}
