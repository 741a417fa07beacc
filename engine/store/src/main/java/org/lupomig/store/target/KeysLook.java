package org.lupomig.store.target;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Holds the rows of a table against foreign keys that come back. The server does so itself where every row referred to
 * something before; where some did not, it would take no key back, and is not asked: the rows are looked at here, under
 * a lock of the table and of those that it refers to, under which the key comes back over those that referred to
 * nothing before.
 */
final class KeysLook {
    private static final String CHILD = "r";
    private static final String PARENT = "f";

    private final ServerConnection connection;
    private final ObjectName table;
    private final List<Orphans> keys;
    private final Set<ObjectName> gone = new HashSet<>();

    KeysLook(ServerConnection connection, ObjectName table, List<Orphans> keys) {
        this.connection = connection;
        this.table = table;
        this.keys = List.copyOf(keys);
    }

    /** Whether it is looked here, and the server is not asked. */
    static boolean judges(List<Orphans> keys) {
        return keys.stream().anyMatch(key -> key.rows() > 0) && keys.stream().noneMatch(Orphans::unseen);
    }

    /** Looks and sends under one lock, or without where the account may take none. */
    StatementOutcome locked(Supplier<StatementOutcome> send) {
        if (!take()) {
            return looked(send);
        }
        StatementOutcome outcome;
        try {
            outcome = looked(send);
        } finally {
            if (!connection.closed()) {
                connection.update("UNLOCK TABLES");
            }
        }
        // the statement names other tables, too
        return outcome instanceof StatementOutcome.Refused refused && refused.code() == ServerError.NOT_LOCKED
                ? looked(send)
                : outcome;
    }

    private StatementOutcome looked(Supplier<StatementOutcome> send) {
        String found = found();
        return found == null ? send.get() : RowTransactions.refused(found);
    }

    /** What the server refused because of such rows, with which they are. */
    StatementOutcome told(StatementOutcome outcome) {
        String found = outcome instanceof StatementOutcome.Refused refused && refused.code() == ServerError.NO_PARENT
                ? found()
                : null;
        return found == null ? outcome : RowTransactions.refused(found);
    }

    private boolean take() {
        StringJoiner locks = new StringJoiner(", ");
        locks.add(SqlQuoting.identifier(table) + " WRITE");
        locks.add(SqlQuoting.identifier(table) + " AS " + CHILD + " READ");
        for (int i = 0; i < keys.size(); i++) {
            ObjectName parent = keys.get(i).parent();
            if (isThere(parent)) {
                locks.add(SqlQuoting.identifier(parent) + " AS " + PARENT + i + " READ");
            } else {
                gone.add(parent);
            }
        }
        try {
            connection.update("LOCK TABLES " + locks);
            return true;
        } catch (ServerRefused e) {
            return switch (e.code()) {
                case ServerError.SCHEMA_DENIED, ServerError.TABLE_DENIED, ServerError.NO_SUCH_TABLE -> false;
                default -> throw e;
            };
        }
    }

    /** Whether a parent is, which can be locked then. */
    private boolean isThere(ObjectName parent) {
        try {
            RowSql.texts("SELECT 1 FROM " + SqlQuoting.identifier(parent) + " LIMIT 0", connection);
            return true;
        } catch (ServerRefused e) {
            return e.code() != ServerError.NO_SUCH_TABLE;
        }
    }

    /** The same where the columns of a key may not be there yet: their values are to come back first. */
    @Nullable
    String foundBeforehand() {
        try {
            return found();
        } catch (ServerRefused e) {
            if (e.code() != ServerError.NO_SUCH_COLUMN) {
                throw e;
            }
            return null;
        }
    }

    /** Which rows keep a key from coming back, one clause; null where none do, as far as is seen. */
    @Nullable
    String found() {
        for (int i = 0; i < keys.size(); i++) {
            Orphans key = keys.get(i);
            if (key.unseen()) {
                continue;
            }
            String found = gone.contains(key.parent()) ? found(key, null) : foundIn(key, PARENT + i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String foundIn(Orphans key, String parent) {
        try {
            return found(key, parent);
        } catch (ServerRefused e) {
            if (e.code() != ServerError.NO_SUCH_TABLE) {
                throw e;
            }
            return found(key, null);
        }
    }

    private @Nullable String found(Orphans key, @Nullable String parent) {
        var columns = new RowReferences.Parent(key.parent(), key.columns(), key.referred());
        OrphanRows rows = OrphanRows.by(columns, table, table, CHILD, parent, "TRUE");
        long others = rows.since(key, "", connection);
        return others == 0
                ? null
                : others + " of its rows refer to nothing in " + key.parent() + " by "
                        + String.join(", ", key.columns())
                        + ", and did not before (by their keys: "
                        + rows.few(key, ImageColumn.key(table, connection), connection) + ")";
    }
}
