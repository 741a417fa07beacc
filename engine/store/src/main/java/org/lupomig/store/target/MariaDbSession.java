package org.lupomig.store.target;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.connect.SessionSettings;
import org.lupomig.store.journal.MariaDbStore;
import org.lupomig.store.privilege.MissingPrivileges;

/**
 * A session of the engine. What it sends goes over its own connection; definitions are read over others, whose settings
 * are fixed.
 */
final class MariaDbSession implements TargetSession {
    private final MariaDbServer server;
    private final ServerConnection connection;
    private final String lockName;
    private final Catalogue catalogue;
    private final String heldSchema;
    private final @Nullable MariaDbStore store;
    private final @Nullable String ownSchema;
    private @Nullable String schema;
    private @Nullable SessionContext context;
    private long limitMillis;
    private boolean lost;
    private boolean keepsInsertId;

    private MariaDbSession(
            MariaDbServer server,
            ServerConnection connection,
            String lockName,
            Catalogue catalogue,
            String heldSchema,
            @Nullable MariaDbStore store,
            SessionContext context) {
        this.server = server;
        this.connection = connection;
        this.lockName = lockName;
        this.catalogue = catalogue;
        this.heldSchema = heldSchema;
        this.store = store;
        this.context = context;
        this.ownSchema = context.schema();
        this.schema = ownSchema;
    }

    /** Takes the lock by which a later run finds the session, and reads what the session is. */
    static MariaDbSession over(
            ServerConnection connection,
            String lockName,
            MariaDbServer server,
            Catalogue catalogue,
            String heldSchema,
            @Nullable MariaDbStore store) {
        try {
            SessionContext context = SessionContext.lockedUnder(connection, lockName);
            return new MariaDbSession(server, connection, lockName, catalogue, heldSchema, store, context);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public @Nullable String defaultSchema() {
        return schema;
    }

    @Override
    public void useSchema(@Nullable String wanted) {
        String next = wanted == null ? ownSchema : wanted;
        if (next == null || next.equals(schema)) {
            return;
        }
        own(() -> {
            try {
                connection.update("USE " + SqlQuoting.identifier(next));
                schema = next;
            } catch (ServerRefused e) {
                if (e.code() != ServerError.NO_SUCH_SCHEMA) {
                    throw e;
                }
            }
            return next;
        });
    }

    @Override
    public void inZoneOf(String other) {
        String zone = own(this::known).otherwise(other).get("time_zone");
        if (zone != null) {
            own(() -> connection.update("SET time_zone = ?", zone));
            context = null;
        }
    }

    @Override
    public @Nullable String keysMoved(ObjectName table, KeptColumns kept) {
        return own(() -> KeptValues.keysMoved(connection, table, kept)) ? KeptReturn.KEYS_MOVED : null;
    }

    @Override
    public String context() {
        SessionContext known = context;
        if (known == null) {
            known = own(() -> SessionContext.of(connection));
            context = known;
        }
        return known.text();
    }

    @Override
    public List<ServerObject> runsAs() {
        return own(() -> AccountCatalogue.runsAs(connection));
    }

    @Override
    public @Nullable String misread() {
        return own(this::known).misread();
    }

    @Override
    public Answered ask(String expression, Duration limit) {
        String[] text = new String[1];
        StatementOutcome outcome = sent(() -> {
            limit(atLeastOneMilli(limit));
            return Answer.of(expression, connection, found -> text[0] = found);
        });
        return new Answered(outcome, text[0]);
    }

    @Override
    public void keepInsertId() {
        keepsInsertId = true;
    }

    @Override
    public ObjectState describe(ObjectName name) {
        return read(() -> catalogue.describe(name));
    }

    @Override
    public ServerObjectState look(ServerObject object) {
        return read(() -> catalogue.look(object));
    }

    @Override
    public SchemaState describeSchema(String name) {
        return read(() -> catalogue.describeSchema(name));
    }

    @Override
    public List<ServerObject> triggers(ObjectName table) {
        return read(() -> catalogue.triggers(table));
    }

    @Override
    public RowDigest digest(ObjectName table) {
        return own(() -> {
            limit(Duration.ZERO);
            connection.update("START TRANSACTION READ ONLY");
            try {
                return Digests.of(connection, table);
            } finally {
                connection.rollbackQuietly();
            }
        });
    }

    @Override
    public OwnValues ownValues(ObjectName table, String column) {
        return read(() -> server.reading(reader -> new ColumnValues(reader).ownIn(table, column)));
    }

    @Override
    public OwnValues any(ObjectName table, String condition) {
        return read(() -> server.reading(reader -> UnfitLook.in(reader, table, condition)));
    }

    private UnfitLook look() {
        return new UnfitLook(connection, () -> limit(Duration.ZERO));
    }

    private StatementOutcome bounded(String sql, Duration limit) {
        limit(atLeastOneMilli(limit));
        return Answer.to(sql, connection);
    }

    @Override
    public StatementOutcome execute(TargetOperation operation, Duration limit) {
        String sql = OperationSql.of(operation, heldSchema);
        boolean sets = SetStatement.is(sql);
        if (sets && SetStatement.changesCharset(sql)) {
            return new StatementOutcome.Refused(
                    0, "HY000", "scripts are read as UTF-8, so no other character set can be named here");
        }
        StatementOutcome outcome = sent(() -> {
            limit(atLeastOneMilli(limit));
            if (operation instanceof TargetOperation.DropSchema drop) {
                return new SchemaRemoval(server, connection, catalogue, drop.schema()).drop(sql);
            } else if (operation instanceof TargetOperation.RestoreSchema restore) {
                return SchemaGuard.released(connection, restore.schema(), sql);
            } else if (operation instanceof TargetOperation.CreateTwin twin) {
                return new TwinCreation(connection, heldSchema, known()).send(twin);
            } else if (operation instanceof TargetOperation.RestoreObject restore) {
                return new ObjectRestore(connection).send(restore);
            } else if (operation instanceof TargetOperation.AlterBackKept back) {
                limit(Duration.ZERO);
                return new KeptReturn(connection, back).send(false).outcome();
            } else if (operation instanceof TargetOperation.Care) {
                return CareAnswer.to(sql, connection);
            } else if (operation instanceof TargetOperation.RestoreAccount restore) {
                return AccountRestore.send(restore, connection);
            } else if (operation instanceof TargetOperation.CopyTrigger copy) {
                return new ObjectRestore(connection).send(ObjectRestore.restoring(copy));
            } else if (operation instanceof TargetOperation.Altering alter) {
                return look().locked(alter, () -> bounded(sql, limit));
            } else if (operation instanceof TargetOperation.CreateImage image) {
                return new ImageCreation(server, connection, catalogue, heldSchema).send(image);
            } else if (operation instanceof TargetOperation.SendWaived) {
                return waived(sql);
            }
            return Answer.to(sql, connection);
        });
        if (sets) {
            context = null;
        }
        if (operation instanceof TargetOperation.DropSchema drop
                && drop.schema().equals(schema)
                && outcome instanceof StatementOutcome.Accepted) {
            schema = null;
        }
        return outcome;
    }

    /** What it calls may have set whatever it likes, and begun a transaction, which ends here. */
    private StatementOutcome waived(String sql) {
        StatementOutcome outcome = Answer.to(sql, connection);
        if (!(outcome instanceof StatementOutcome.Lost)) {
            connection.update("SET autocommit = 1, " + SessionSettings.FORWARD.variables());
            limitMillis = 0;
            context = SessionContext.of(connection);
            schema = context.schema();
        }
        return outcome;
    }

    @Override
    public CountedOutcome counted(TargetOperation operation, ObjectName table, Duration limit) {
        String sql = OperationSql.of(operation, heldSchema);
        CountedOutcome[] counted = new CountedOutcome[1];
        StatementOutcome outcome = sent(() -> {
            if (operation instanceof TargetOperation.AlterKeeping keeping) {
                counted[0] = keeping(keeping).send(true, () -> bounded(sql, limit));
                return counted[0].outcome();
            } else if (operation instanceof TargetOperation.AlterBackKept back) {
                limit(Duration.ZERO);
                counted[0] = new KeptReturn(connection, back).send(true);
                return counted[0].outcome();
            }
            counted[0] = new CountedAlter(connection, table, () -> limit(Duration.ZERO))
                    .send(() -> operation instanceof TargetOperation.Altering alter
                            ? look().send(alter, () -> bounded(sql, limit))
                            : bounded(sql, limit));
            return counted[0].outcome();
        });
        return counted[0] == null
                ? new CountedOutcome(outcome, CountedAlter.UNKNOWN, null)
                : new CountedOutcome(outcome, counted[0].before(), counted[0].after());
    }

    @Override
    public CountedOutcome keeping(TargetOperation.AlterKeeping alter, Duration limit) {
        String sql = OperationSql.of(alter, heldSchema);
        CountedOutcome[] counted = new CountedOutcome[1];
        StatementOutcome outcome = sent(() -> {
            counted[0] = keeping(alter).send(false, () -> bounded(sql, limit));
            return counted[0].outcome();
        });
        return counted[0] == null
                ? new CountedOutcome(outcome, CountedAlter.UNKNOWN, null)
                : new CountedOutcome(outcome, counted[0].before(), counted[0].after());
    }

    private KeepingAlter keeping(TargetOperation.AlterKeeping alter) {
        return new KeepingAlter(connection, alter, () -> limit(Duration.ZERO));
    }

    @Override
    public RowDigest keptValues(ObjectName table, KeptColumns kept) {
        return own(() -> {
            limit(Duration.ZERO);
            return KeptValues.left(connection, table, kept);
        });
    }

    @Override
    public StatementOutcome insert(
            String sql, ObjectName table, Duration limit, Function<InsertResult, List<Write>> writes) {
        Consumer<List<Write>> journal = journal();
        return sent(() -> {
            limit(atLeastOneMilli(limit));
            return new RowTransactions(server, connection).counted(sql, table, writes, journal);
        });
    }

    @Override
    public RowFacts rowFacts(ObjectName table) {
        return read(() -> server.reading(reader -> RowCatalogue.of(table, reader)));
    }

    @Override
    public @Nullable String lackingForRows(ObjectName table) {
        return read(() -> server.reading(reader -> MissingPrivileges.ofRows(reader, table, heldSchema)));
    }

    @Override
    public StatementOutcome changeRows(
            TargetOperation.ChangeRows change, Duration limit, Function<RowsChanged, List<Write>> writes) {
        Consumer<List<Write>> journal = journal();
        return sent(() -> {
            limit(atLeastOneMilli(limit));
            return new RowTransactions(server, connection).changed(change, writes, journal);
        });
    }

    @Override
    public StatementOutcome restoreRows(
            List<RowImage.Kept> kept, List<TargetOperation.RestoreObject> triggers, Duration limit) {
        return sent(() -> {
            limit(atLeastOneMilli(limit));
            return new RowTransactions(server, connection).restored(kept, triggers);
        });
    }

    @Override
    public RowDigest keptRows(RowImage.Kept kept) {
        return own(() -> {
            limit(Duration.ZERO);
            return new RowTransactions(server, connection).kept(kept);
        });
    }

    private Consumer<List<Write>> journal() {
        MariaDbStore journal = store;
        if (journal == null) {
            throw new IllegalStateException("rows are not changed where there is no store to say so");
        }
        return said -> asStore(() -> {
            if (keepsInsertId) {
                InsertId.kept(connection, () -> journal.append(connection, said));
            } else {
                journal.append(connection, said);
            }
        });
    }

    @Override
    public void close() {
        if (!connection.closed()) {
            try {
                // closing alone frees it only when the server has noticed
                connection.update("DO RELEASE_LOCK(?)", lockName);
            } catch (ConnectionLost | ServerRefused e) {
                // the server frees the lock of a connection that ended
            }
        }
        connection.close();
    }

    /** Sends, and turns what goes wrong with our own statements around it into an outcome too. */
    private StatementOutcome sent(java.util.function.Supplier<StatementOutcome> work) {
        if (lost) {
            return new StatementOutcome.Lost("the session was lost before");
        }
        StatementOutcome outcome;
        try {
            outcome = work.get();
        } catch (ConnectionLost e) {
            outcome = new StatementOutcome.Lost(Objects.requireNonNullElse(e.getMessage(), "the connection ended"));
        } catch (ServerRefused e) {
            outcome = e.getCause() instanceof SQLException sql
                    ? Answer.of(sql, connection.driver())
                    : new StatementOutcome.Refused(e.code(), e.sqlState(), String.valueOf(e.getMessage()));
        }
        if (outcome instanceof StatementOutcome.Lost) {
            lost = true;
            connection.close();
        }
        return outcome instanceof StatementOutcome.LockTimeout waited
                ? new StatementOutcome.LockTimeout(waited.message(), Bystanders.of(server, connection.id()))
                : outcome;
    }

    /** Reads over the connection that statements are sent over. */
    private <T> T own(java.util.function.Supplier<T> work) {
        return read(() -> {
            try {
                return work.get();
            } catch (ConnectionLost e) {
                lost = true;
                connection.close();
                throw e;
            }
        });
    }

    private <T> T read(java.util.function.Supplier<T> work) {
        if (lost) {
            throw new ConnectionLost("the session was lost before", new IllegalStateException(lockName));
        }
        return work.get();
    }

    private SessionContext known() {
        SessionContext known = context == null ? SessionContext.of(connection) : context;
        context = known;
        return known;
    }

    /** The store is written under rules of its own where the author's would change what a text means. */
    private void asStore(Runnable work) {
        SessionContext known = known();
        if (known.fitForStore()) {
            work.run();
            return;
        }
        connection.update("SET sql_mode = 'STRICT_ALL_TABLES'");
        try {
            work.run();
        } finally {
            if (!connection.closed()) {
                connection.update("SET sql_mode = ?", known.sqlMode());
            }
        }
    }

    /**
     * Bounds the statements that follow; zero does not. Long limits count in whole seconds: what is left of a step's
     * time changes with every statement, and setting it each time would cost each statement a way to the server.
     */
    private void limit(Duration limit) {
        long millis = Math.min(limit.toMillis(), Duration.ofDays(30).toMillis());
        if (millis > 2_000) {
            millis = (millis + 999) / 1_000 * 1_000;
        }
        if (millis != limitMillis) {
            BigDecimal seconds = BigDecimal.valueOf(millis, 3).setScale(3, RoundingMode.UNNECESSARY);
            connection.update("SET max_statement_time = " + seconds.toPlainString());
            limitMillis = millis;
        }
    }

    private static Duration atLeastOneMilli(Duration limit) {
        return limit.toMillis() < 1 ? Duration.ofMillis(1) : limit;
    }
}
