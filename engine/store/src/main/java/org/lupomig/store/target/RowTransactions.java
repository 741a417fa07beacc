package org.lupomig.store.target;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetSession.InsertResult;
import org.lupomig.orchestrator.port.TargetSession.RowsChanged;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;

/** Changes of rows over a session's connection, each one transaction that is committed whole or rolled back whole. */
final class RowTransactions {
    private static final String NO_STATE = "45000";

    private final MariaDbServer server;
    private final ServerConnection connection;

    RowTransactions(MariaDbServer server, ServerConnection connection) {
        this.server = server;
        this.connection = connection;
    }

    /** One statement between two counts of all rows. */
    StatementOutcome counted(
            String sql, ObjectName table, Function<InsertResult, List<Write>> writes, Consumer<List<Write>> journal) {
        return within(() -> {
            // makes the snapshot that the second digest shows too: what others change from here on is in neither
            RowDigest before = Digests.of(connection, table);
            StatementOutcome outcome = Answer.to(sql, connection);
            if (outcome instanceof StatementOutcome.Accepted accepted) {
                RowDigest after = Digests.of(connection, table);
                // last: from here to the commit every other writer waits
                journal.accept(writes.apply(new InsertResult(accepted.affected(), before, after)));
            }
            return outcome;
        });
    }

    /** Image, statement, journal. */
    StatementOutcome imaged(
            String sql,
            RowImage image,
            String rows,
            Function<RowsChanged, List<Write>> writes,
            Consumer<List<Write>> journal) {
        RowSql statements = statements(image);
        return within(() -> {
            StatementOutcome filled = Answer.to(statements.fill(rows), connection);
            if (!(filled instanceof StatementOutcome.Accepted imaged)) {
                return filled;
            }
            StatementOutcome outcome = Answer.to(sql, connection);
            if (!(outcome instanceof StatementOutcome.Accepted accepted)) {
                return outcome;
            }
            RowDigest left = RowSql.read(statements.live(), connection);
            if (image.extent() != Extent.WHOLE && !as(image.extent(), imaged.affected(), accepted.affected(), left)) {
                return refused("it went through " + accepted.affected() + " rows of " + image.table() + ", and "
                        + imaged.affected() + " had been found for it and kept");
            }
            journal.accept(writes.apply(new RowsChanged(accepted.affected(), left)));
            return outcome;
        });
    }

    private static boolean as(Extent extent, long imaged, long affected, RowDigest left) {
        return affected == imaged && left.rows() == (extent == Extent.DELETED ? 0 : imaged);
    }

    /** Puts rows back that are as the statement left them. */
    StatementOutcome restored(RowImage.Kept kept) {
        RowSql statements = statements(kept.image());
        boolean checked = kept.checked() && refersToOthers(kept.image().table());
        return within(() -> {
            RowDigest before = RowSql.read(statements.imaged(), connection);
            RowDigest live = RowSql.read(statements.live(), connection);
            if (live.equals(before)) {
                return new StatementOutcome.Accepted(0, List.of());
            }
            if (!live.equals(kept.left())) {
                return refused(moved(kept, live, statements));
            }
            String orphans = kept.checked() && kept.image().extent() == Extent.WHOLE ? orphans(kept.image()) : null;
            if (orphans != null) {
                return refused(orphans);
            }
            StatementOutcome removed = Answer.to(statements.remove(), connection);
            if (!(removed instanceof StatementOutcome.Accepted)) {
                return removed;
            }
            StatementOutcome inserted = Answer.to(statements.insert(checked), connection);
            if (!(inserted instanceof StatementOutcome.Accepted)) {
                return inserted;
            }
            RowDigest now = RowSql.read(statements.live(), connection);
            return now.equals(before)
                    ? inserted
                    : refused("its rows would not be as they were: " + now + " instead of " + before);
        });
    }

    /** Those that have the keys of those kept. */
    RowDigest kept(RowImage image) {
        return RowSql.read(statements(image).live(), connection);
    }

    private String moved(RowImage.Kept kept, RowDigest live, RowSql statements) {
        long expected = kept.left().rows();
        if (live.rows() == expected || kept.image().extent() == Extent.WHOLE) {
            return kept.image().extent() == Extent.WHOLE
                    ? "rows of " + kept.image().table() + " have been changed since"
                    : "rows that it changed have been changed since";
        }
        boolean more = live.rows() > expected;
        List<String> keys = RowSql.texts(statements.keys(more), connection);
        String which = " (by their keys: " + String.join("; ", keys) + (keys.size() == 5 ? "; …)" : ")");
        return more
                ? (live.rows() - expected) + " rows with the keys of those that it removed are there now" + which
                : (expected - live.rows()) + " rows that it changed are gone" + which;
    }

    /** Which rows of others refer to what came in and will go; null where none do. */
    private @Nullable String orphans(RowImage image) {
        for (RowReferences.Child child : server.reading(reader -> RowReferences.to(image.table(), reader))) {
            String sql = child.orphans(image.table(), image.image());
            if (sql == null) {
                return "a foreign key refers to it of " + child.table() + ", which this account does not see";
            }
            if (RowSql.read(sql, connection).rows() > 0) {
                return "rows of " + child.table() + " refer to rows that came in with it";
            }
        }
        return null;
    }

    /** Rows of a table that refers to itself may come back in any order. */
    private boolean refersToOthers(ObjectName table) {
        return server.reading(reader -> reader.one(
                "SELECT COUNT(*) > 0 AND COALESCE(SUM(REFERENCED_TABLE_NAME = TABLE_NAME), 0) = 0"
                        + " FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ?"
                        + " AND TABLE_NAME = ?",
                (row, ctx) -> row.getBoolean(1),
                Catalogue.schemaOf(table),
                table.name()));
    }

    private RowSql statements(RowImage image) {
        return server.reading(reader -> new RowSql(
                image.table(),
                image.image(),
                image.extent() == Extent.WHOLE,
                ImageColumn.of(image.image(), reader),
                ImageColumn.key(image.image(), reader)));
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

    private static StatementOutcome refused(String message) {
        return new StatementOutcome.Refused(0, NO_STATE, message);
    }
}
