package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.ChangeRows;
import org.lupomig.orchestrator.port.TargetOperation.RestoreObject;
import org.lupomig.orchestrator.port.TargetSession.InsertResult;
import org.lupomig.orchestrator.port.TargetSession.RowsChanged;
import org.lupomig.orchestrator.port.TargetSession.TableCount;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** Changes of rows over a session's connection, each one transaction that is committed whole or rolled back whole. */
final class RowTransactions {
    private static final String NO_STATE = "45000";
    private static final RowImage.Left NOTHING_LEFT = new RowImage.Left(new RowDigest(0, 0), null);

    private final MariaDbServer server;
    private final ServerConnection connection;

    RowTransactions(MariaDbServer server, ServerConnection connection) {
        this.server = server;
        this.connection = connection;
    }

    /**
     * One statement between two counts of all rows.
     *
     * @param adds whether it changes no rows that are there
     */
    StatementOutcome counted(
            String sql,
            ObjectName table,
            boolean adds,
            Function<InsertResult, List<Write>> writes,
            Consumer<List<Write>> journal) {
        return within(() -> {
            // Rows that are only added: the second count shows the first one's snapshot with these, and nothing of what
            // others do. A row that is changed is shown as it is now, with what somebody committed to it after the
            // snapshot; so the first count locks all, and both see the latest.
            Digests.Held held = adds ? Digests.held(connection, table) : Digests.heldUnseen(connection, table);
            RowDigest before = held.empty() ? new RowDigest(0, 0) : Digests.read(held.all(), connection);
            StatementOutcome outcome = Answer.to(sql, connection);
            if (outcome instanceof StatementOutcome.Accepted accepted) {
                RowDigest after = Digests.read(held.all(), connection);
                // last: from here to the commit every other writer waits
                journal.accept(writes.apply(new InsertResult(accepted.affected(), before, after)));
            }
            return outcome;
        });
    }

    /** Images, statement, journal. */
    StatementOutcome changed(
            ChangeRows change, Function<RowsChanged, List<Write>> writes, Consumer<List<Write>> journal) {
        List<RowSql> statements = server.reading(reader -> change.images().stream()
                .map(image -> statements(new RowImage.Kept(image, NOTHING_LEFT), reader, ""))
                .toList());
        return within(() -> {
            for (ObjectName table : change.counted()) {
                // nobody writes to it from here on
                Digests.read("SELECT COUNT(*), 0 FROM " + SqlQuoting.identifier(table) + " FOR UPDATE", connection);
            }
            List<Long> imaged = new ArrayList<>();
            for (int i = 0; i < statements.size(); i++) {
                RowImage image = change.images().get(i);
                StatementOutcome filled = image.extent() == Extent.ADDED
                        ? new StatementOutcome.Accepted(0, List.of())
                        : Answer.to(statements.get(i).fill(image.rows()), connection);
                if (!(filled instanceof StatementOutcome.Accepted accepted)) {
                    return filled;
                }
                imaged.add(accepted.affected());
            }
            List<List<Orphans>> orphans = statements.stream().map(this::orphans).toList();
            List<RowDigest> before = counts(change);
            return sent(change, statements, imaged, orphans, before, said -> journal.accept(writes.apply(said)));
        });
    }

    /** What is kept and refers to nothing: it is to come back all the same. */
    private List<Orphans> orphans(RowSql sql) {
        return sql.extent() == Extent.ADDED
                ? List.of()
                : server.reading(reader -> new RowParents(sql, reader)).noted(connection);
    }

    private StatementOutcome sent(
            ChangeRows change,
            List<RowSql> statements,
            List<Long> imaged,
            List<List<Orphans>> orphans,
            List<RowDigest> before,
            Consumer<RowsChanged> journal) {
        int added = -1;
        for (int i = 0; i < statements.size(); i++) {
            added = change.images().get(i).extent() == Extent.ADDED ? i : added;
        }
        if (added < 0) {
            StatementOutcome outcome = Answer.to(change.sql(), connection);
            return outcome instanceof StatementOutcome.Accepted accepted
                    ? left(change, statements, imaged, orphans, before, accepted, journal)
                    : outcome;
        }
        RowImage image = change.images().get(added);
        List<ImageColumn> key = server.reading(reader -> ImageColumn.ofKey(image.table(), reader));
        boolean numbers = NotedKey.how(key) == RowFacts.Noting.AS_NUMBERS;
        try (AddedRows rows = new AddedRows(server, image, key, numbers)) {
            StatementOutcome outcome = rows.send(change.sql(), connection);
            if (!(outcome instanceof StatementOutcome.Accepted)) {
                return outcome;
            }
            List<RowSql> noted = new ArrayList<>(statements);
            noted.set(added, statements.get(added).with(rows.count() == 0 ? "" : rows.keys()));
            List<Long> counts = new ArrayList<>(imaged);
            counts.set(added, rows.count());
            var accepted = new StatementOutcome.Accepted(rows.count(), List.of());
            return left(change, noted, counts, orphans, before, accepted, journal);
        }
    }

    private StatementOutcome left(
            ChangeRows change,
            List<RowSql> statements,
            List<Long> imaged,
            List<List<Orphans>> orphans,
            List<RowDigest> before,
            StatementOutcome.Accepted accepted,
            Consumer<RowsChanged> journal) {
        List<RowImage.Left> left = new ArrayList<>();
        Map<ObjectName, RowSql> byTable = new LinkedHashMap<>();
        statements.forEach(sql -> byTable.put(sql.table(), sql));
        for (int i = 0; i < statements.size(); i++) {
            RowSql sql = statements.get(i);
            // it is held by now: what has come since its image was made would not come back with its rows
            if (!ImageColumn.alike(sql.columns(), server.reading(reader -> ImageColumn.of(sql.table(), reader)))) {
                return StatementOutcome.Refused.overtaken(sql.table() + " has other columns now");
            }
            RowDigest live = Digests.read(sql.live(), connection);
            if (!as(sql.extent(), imaged.get(i), accepted.affected(), live)) {
                return refused("it went through " + accepted.affected() + " rows of " + sql.table() + ", and "
                        + imaged.get(i) + " had been found for it and kept");
            }
            List<Orphans> noted = new ArrayList<>(orphans.get(i));
            RowFacts facts = change.seen().get(sql.table());
            if (facts != null && live.rows() > 0) {
                RowOrphans children = new RowOrphans(sql, facts);
                List<Orphans> found = children.noted(byTable, connection);
                String hidden = children.hidden(found, connection);
                if (hidden != null && Boolean.TRUE.equals(checksKeys())) {
                    return refused(hidden);
                }
                noted.addAll(found);
            }
            Long kept = sql.keys() != null ? null : imaged.get(i);
            left.add(new RowImage.Left(live, sql.keys(), noted, kept));
        }
        // it holds these tables by now: what decided what is kept cannot change any more
        for (Map.Entry<ObjectName, RowFacts> each : change.seen().entrySet()) {
            RowFacts now = server.reading(reader -> RowCatalogue.of(each.getKey(), reader));
            if (!now.sameAs(each.getValue())) {
                return StatementOutcome.Refused.overtaken(
                        "foreign keys or triggers of " + each.getKey() + " have been changed at the same moment");
            }
        }
        List<RowDigest> after = counts(change);
        List<TableCount> counted = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            counted.add(new TableCount(change.counted().get(i), before.get(i), after.get(i)));
        }
        // last: from here to the commit every other writer waits
        journal.accept(new RowsChanged(accepted.affected(), left, counted));
        return accepted;
    }

    private @Nullable Boolean checksKeys() {
        return connection.first("SELECT @@foreign_key_checks", (row, ctx) -> row.getBoolean(1));
    }

    private List<RowDigest> counts(ChangeRows change) {
        return change.counted().stream()
                .map(table -> Digests.of(connection, table))
                .toList();
    }

    private static boolean as(Extent extent, long imaged, long affected, RowDigest left) {
        return switch (extent) {
            case UPDATED -> affected == imaged && left.rows() == imaged;
            case DELETED -> affected == imaged && left.rows() == 0;
            case ADDED -> left.rows() == imaged;
            case RELATED -> left.rows() <= imaged;
            case WHOLE -> true;
        };
    }

    /** Puts rows back that are as the statement left them. */
    StatementOutcome restored(List<RowImage.Kept> kept, List<RestoreObject> triggers) {
        RowReturn rows = server.reading(reader -> new RowReturn(kept, reader, connection));
        return triggers.isEmpty() ? within(rows::send) : new QuietTables(connection, triggers).send(rows, this::within);
    }

    /** Those that have the keys of those kept. */
    RowDigest kept(RowImage.Kept kept) {
        try {
            RowSql rows = server.reading(reader -> statements(kept, reader, ""));
            return rows.tellsApart()
                    ? Digests.read(rows.live(), connection)
                    : kept.left().rows();
        } catch (ServerRefused e) {
            if (e.code() == ServerError.NO_SUCH_TABLE && kept.left().rows().rows() == 0) {
                return kept.left().rows();
            }
            throw e;
        }
    }

    static RowSql statements(RowImage.Kept kept, ServerConnection reader, String mark) {
        RowImage image = kept.image();
        boolean added = image.extent() == Extent.ADDED;
        ObjectName model = added ? image.table() : image.image();
        return new RowSql(
                image.table(),
                image.image(),
                image.extent(),
                ImageColumn.of(model, reader),
                ImageColumn.key(model, reader),
                kept.left().keys(),
                mark);
    }

    private StatementOutcome within(Supplier<StatementOutcome> work) {
        connection.update("START TRANSACTION");
        StatementOutcome outcome;
        try {
            outcome = work.get();
        } catch (RuntimeException e) {
            connection.rollbackQuietly();
            throw e;
        }
        if (outcome instanceof StatementOutcome.Accepted) {
            connection.commit();
        } else {
            connection.rollbackQuietly();
        }
        return outcome;
    }

    static StatementOutcome refused(String message) {
        return new StatementOutcome.Refused(0, NO_STATE, message);
    }
}
