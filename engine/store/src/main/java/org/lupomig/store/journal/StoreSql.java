package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.report.AlertRecord;

/** The statements that write to the store, within whatever transaction is open on the connection. */
final class StoreSql {
    /** A statement's rows together, in characters: half of what the smallest sensible server takes. */
    private static final int STATEMENT_CHARS = 500_000;

    private static final int STATEMENT_ROWS = 200;

    /** A number that no server gives by itself; the driver takes those from 32768 for negative ones. */
    private static final int FENCE_PASSED = 31_110;

    /** Another one: no error of a COMMIT proves that nothing was made durable. */
    private static final int COMMIT_FAILED = 31_111;

    private static final String COMMIT_BEGINS = "BEGIN NOT ATOMIC DECLARE EXIT HANDLER FOR SQLEXCEPTION RESIGNAL SET"
            + " MYSQL_ERRNO = " + COMMIT_FAILED + "; COMMIT; ";

    /** What was only read must not stay open. */
    private static final String COMMIT_ENDS = "COMMIT; END; ";

    private static final String RUN_CHANGED =
            " updated_ymdhis = UTC_TIMESTAMP() + 0 WHERE run_id = ? AND migration_type <> 'step'";

    private final StoreSchemas schemas;
    private final SystemRow system;
    private final ExpiringRows expiring;
    private final String tracking;
    private final String alerts;

    StoreSql(StoreSchemas schemas) {
        this.schemas = schemas;
        this.system = new SystemRow(schemas);
        this.expiring = new ExpiringRows(schemas);
        this.alerts = StoreTable.in(schemas.orchestration(), "migration_alerts");
        this.tracking = StoreTable.in(schemas.orchestration(), "lupo_migration_tracking");
    }

    /** Inserts the row of a new run and gives its number. All locks are held up: no other run is given one now. */
    long begin(ServerConnection connection, NewRun run) {
        Owner owner = run.owner();
        long number = nextRun(connection);
        connection.update(
                "INSERT INTO " + tracking
                        + " (run_id, migration_type, plan_key, plan_name, batch_name, step_name, migration_version,"
                        + " plan_checksum, status, execution_order, tables_affected, executed_by, owner_token,"
                        + " owner_pid, owner_since_ymdhis, started_ymdhis, duration_ms, error_message,"
                        + " created_ymdhis, updated_ymdhis)"
                        + " VALUES (?, ?, ?, ?, '', '', ?, ?, 'running', 0, 0, ?, ?, ?, ?, ?, 0, '',"
                        + " UTC_TIMESTAMP() + 0, UTC_TIMESTAMP() + 0)",
                number,
                run.kind().word(),
                RowKey.of(run.plan()),
                run.plan(),
                run.version(),
                run.checksum(),
                owner.who(),
                owner.token(),
                owner.pid(),
                owner.since(),
                run.started());
        return number;
    }

    /** Removes so many rows at most that are good for a time only and are over it; gives how many. */
    int removeExpired(ServerConnection connection, int most) {
        return expiring.remove(connection, most);
    }

    /** Runs are counted from 1; in a store made anew, from behind what an earlier one has left in the held schema. */
    private long nextRun(ServerConnection connection) {
        Long last = connection.first("SELECT MAX(run_id) FROM " + tracking, (rows, ctx) -> {
            long number = rows.getLong(1);
            return rows.wasNull() ? null : number;
        });
        return 1 + (last == null ? HeldNames.in(schemas.held(), connection).lastRun() : last);
    }

    /** Counts the tables of these schemas as they are now, and not as they were when the writes were put together. */
    void recount(ServerConnection connection, List<String> counted) {
        for (String schema : counted) {
            connection.update(
                    "UPDATE " + StoreTable.in(schemas.orchestration(), "lupo_schema_versions")
                            + " SET table_count = (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
                            + " AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')) WHERE schema_key = ?",
                    schema,
                    RowKey.of("schema", schema));
        }
    }

    /**
     * Holds the fence and writes everything, in one message to the server where it is not too long.
     *
     * <p>With {@code commits} that message makes it durable, too: a kill of ours behind it changes nothing any more,
     * and one of the server has either all of it or nothing.
     *
     * @param connection one of ours, or one that reads and checks as the store needs it
     * @param commits whether nothing else belongs to the transaction; what was too long is then left to commit
     * @return whether it is a holder still; nothing is written where it is not
     * @throws Store.StateMoved where the system state is another than one was declared upon; nothing is written
     */
    Fenced writeFenced(
            ServerConnection connection, LockRows.Holding holding, long run, List<Write> writes, boolean commits) {
        List<Sent> statements = statements(run, writes);
        if (statements.stream().mapToLong(each -> each.chars).sum() > STATEMENT_CHARS) {
            return writeApart(connection, holding, statements);
        }
        var block = new StringBuilder("BEGIN NOT ATOMIC DECLARE emergency INT; ").append(holding.sql());
        block.append("; IF ROW_COUNT() <> 1 THEN SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = ")
                .append(FENCE_PASSED)
                .append(", MESSAGE_TEXT = 'another command has taken the locks over'; END IF; ");
        var values = new ArrayList<@Nullable Object>(holding.values());
        for (Sent each : statements) {
            block.append(each.sql).append("; ");
            values.addAll(each.values);
        }
        // Asked with what is written, so that it costs no message of its own; and so that it waits for nobody, and
        // nobody for it: SET would lock the row.
        String asked = "SELECT " + system.emergency() + " INTO emergency; ";
        if (commits) {
            block.append(COMMIT_BEGINS).append(asked).append(COMMIT_ENDS);
        } else {
            block.append(asked);
        }
        try {
            long emergency =
                    connection.answered(block.append("SELECT emergency; END").toString(), values.toArray());
            return emergency > 0 ? Fenced.HELD_IN_EMERGENCY : Fenced.HELD;
        } catch (ServerRefused e) {
            if (e.code() == FENCE_PASSED) {
                return Fenced.PASSED;
            }
            if (e.code() == SystemRow.MOVED) {
                throw new Store.StateMoved();
            }
            if (commits && provesNothing(e.code())) {
                throw new ConnectionLost("the answer to COMMIT was lost: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** The same in a message each. */
    private Fenced writeApart(ServerConnection connection, LockRows.Holding holding, List<Sent> statements) {
        if (connection.update(holding.sql(), holding.values().toArray()) != 1) {
            return Fenced.PASSED;
        }
        try {
            statements.forEach(each -> connection.update(each.sql, each.values.toArray()));
        } catch (ServerRefused e) {
            if (e.code() == SystemRow.MOVED) {
                throw new Store.StateMoved();
            }
            throw e;
        }
        return emergency(connection) ? Fenced.HELD_IN_EMERGENCY : Fenced.HELD;
    }

    /** What came of writing behind a fence. */
    enum Fenced {
        /** Another command has taken the locks over. */
        PASSED,
        HELD,
        /** Held, and an emergency stands. */
        HELD_IN_EMERGENCY
    }

    /** Whether an emergency stands. */
    boolean emergency(ServerConnection connection) {
        return connection.one("SELECT " + system.emergency(), (row, ctx) -> row.getInt(1)) > 0;
    }

    /**
     * Whether what was to be made durable may be so, whatever the answer. A block that somebody ends is refused even
     * where its COMMIT was through by then.
     */
    private static boolean provesNothing(int code) {
        return switch (code) {
            case COMMIT_FAILED, ServerError.STATEMENT_KILLED, ServerError.STATEMENT_TIMEOUT -> true;
            default -> false;
        };
    }

    /** A statement with its values. */
    private record Sent(String sql, List<@Nullable Object> values, int chars) {}

    private List<Sent> statements(long run, List<Write> writes) {
        var rows = new WriteRows(run, writes);
        List<Sent> statements = new ArrayList<>();
        for (Map.Entry<StoreTable, List<@Nullable Object[]>> entry :
                rows.byTable().entrySet()) {
            insert(statements, entry.getKey(), entry.getValue());
        }
        for (Write ending : rows.endings()) {
            if (ending instanceof Write.Published w) {
                statements.add(new Sent(system.made(), List.of(), 0));
                statements.add(new Sent(system.published(), system.values(run, w), 500));
            } else if (ending instanceof Write.Declared w) {
                statements.add(new Sent(system.made(), List.of(), 0));
                statements.add(new Sent(system.declared(), system.values(run, w), 500));
            } else {
                statements.add(end(run, ending));
            }
        }
        return statements;
    }

    private void insert(List<Sent> statements, StoreTable table, List<@Nullable Object[]> rows) {
        var values = new ArrayList<@Nullable Object>();
        int count = 0;
        int chars = 0;
        for (Object[] row : rows) {
            int length = length(row);
            if (count > 0 && (count == STATEMENT_ROWS || chars + length > STATEMENT_CHARS)) {
                statements.add(new Sent(table.insert(schemas, count), new ArrayList<>(values), chars));
                values.clear();
                count = 0;
                chars = 0;
            }
            values.addAll(Arrays.asList(row));
            count++;
            chars += length;
        }
        statements.add(new Sent(table.insert(schemas, count), values, chars));
    }

    private static String below(long at, String note) {
        return "\nresolved by lupomig, " + UtcStamp.show(at) + ": " + note;
    }

    private Sent end(long run, Write ending) {
        var values = new ArrayList<@Nullable Object>();
        String sql;
        if (ending instanceof Write.RunEnded w) {
            sql = "UPDATE " + tracking + " SET status = ?, error_message = ?, ended_ymdhis = ?, duration_ms = ?,"
                    + RUN_CHANGED;
            values.addAll(Arrays.asList(w.status().word(), StoreText.cut(w.detail()), w.at(), w.durationMillis(), run));
        } else if (ending instanceof Write.Settled w) {
            // To the letter: names that differ by no more than case are two.
            sql = "UPDATE " + alerts + " SET status = '" + AlertRecord.RESOLVED + "', message = CONCAT(message, ?),"
                    + " updated_ymdhis = UTC_TIMESTAMP() + 0 WHERE title = ? AND status <> '" + AlertRecord.RESOLVED
                    + "' AND is_deleted = 0 AND (run_id = ? OR ? = 0)"
                    + " AND LEFT(message, CHAR_LENGTH(?)) COLLATE utf8mb4_bin = ?";
            values.addAll(Arrays.asList(
                    below(w.at(), w.note()),
                    StoreText.cut(w.title()),
                    w.raisedBy(),
                    w.raisedBy(),
                    w.begins(),
                    w.begins()));
        } else {
            sql = "UPDATE " + tracking + " SET status = 'running', ended_ymdhis = NULL," + RUN_CHANGED;
            values.add(run);
        }
        return new Sent(sql, values, sql.length());
    }

    private static int length(@Nullable Object[] row) {
        int length = row.length * 4;
        for (Object value : row) {
            length += value instanceof String text ? text.length() : 8;
        }
        return length;
    }
}
