package org.lupomig.store.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.connect.SessionSettings;

/**
 * Sends an INSERT and notes the keys of the rows that come in, as the server gives them back. A few runs of numbers fit
 * into the journal; all others go to a table of their own, over another connection: they are durable before the rows
 * are, and say nothing as long as these are not.
 */
final class AddedRows implements AutoCloseable {
    private static final int BATCH = 500;

    private final MariaDbServer server;
    private final RowImage image;
    private final List<ImageColumn> key;
    private final @Nullable KeyRanges ranges;
    private final List<Object> waiting = new ArrayList<>();
    private @Nullable ServerConnection aside;
    private long count;

    AddedRows(MariaDbServer server, RowImage image, List<ImageColumn> key, boolean numbers) {
        this.server = server;
        this.image = image;
        this.key = List.copyOf(key);
        this.ranges = numbers ? new KeyRanges() : null;
    }

    /** Sends it. */
    StatementOutcome send(String sql, ServerConnection connection) {
        // behind whatever comment may end it
        StatementOutcome outcome = Answer.to(sql + "\nRETURNING " + NotedKey.returning(key), connection, this::take);
        if (outcome instanceof StatementOutcome.Accepted && aside != null) {
            flush(aside);
            aside.commit();
        }
        return outcome;
    }

    /** How many came in. */
    long count() {
        return count;
    }

    /** Their keys for the journal; null where the table has them. */
    @Nullable
    String keys() {
        return aside == null && ranges != null ? ranges.text() : null;
    }

    private void take(ResultSet row) throws SQLException {
        count++;
        if (aside == null && ranges != null && ranges.add(row.getString(1))) {
            return;
        }
        if (aside == null) {
            ServerConnection opened = open();
            if (ranges != null) {
                for (long[] range : ranges.all()) {
                    for (long each = range[0]; each <= range[1]; each++) {
                        put(opened, Long.toString(each));
                    }
                }
            }
        }
        for (int i = 1; i <= key.size(); i++) {
            waiting.add(row.getString(i));
        }
        if (waiting.size() >= BATCH * key.size() && aside != null) {
            flush(aside);
        }
    }

    private void put(ServerConnection opened, String value) {
        waiting.add(value);
        if (waiting.size() >= BATCH) {
            flush(opened);
        }
    }

    private ServerConnection open() {
        ServerConnection opened = server.open(SessionSettings.UNDO);
        aside = opened;
        String create = server.reading(reader -> ImageCreation.ofKeys(image, key, reader));
        try {
            opened.update(create);
        } catch (ServerRefused e) {
            if (e.code() != ServerError.NO_SUCH_SCHEMA) {
                throw e;
            }
            opened.update(OperationSql.of(new TargetOperation.CreateHeldSchema(), Catalogue.schemaOf(image.image())));
            opened.update(create);
        }
        opened.update("START TRANSACTION");
        return opened;
    }

    private void flush(ServerConnection opened) {
        int rows = waiting.size() / key.size();
        if (rows == 0) {
            return;
        }
        opened.update(
                "INSERT INTO " + SqlQuoting.identifier(image.image()) + " VALUES "
                        + String.join(", ", Collections.nCopies(rows, NotedKey.place(key))),
                waiting.toArray());
        waiting.clear();
    }

    @Override
    public void close() {
        if (aside != null) {
            aside.close();
        }
    }
}
