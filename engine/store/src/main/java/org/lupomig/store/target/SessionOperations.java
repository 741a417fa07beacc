package org.lupomig.store.target;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession.CountedOutcome;
import org.lupomig.orchestrator.port.TargetSession.TableCount;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

/** Sends statements that commit by themselves, each in the way that it takes. */
final class SessionOperations {
    private final MariaDbServer server;
    private final SessionLine line;
    private final ServerConnection connection;
    private final Catalogue catalogue;
    private final String heldSchema;
    private @Nullable LockedDrops ahead;

    SessionOperations(MariaDbServer server, SessionLine line, Catalogue catalogue, String heldSchema) {
        this.server = server;
        this.line = line;
        this.connection = line.connection();
        this.catalogue = catalogue;
        this.heldSchema = heldSchema;
    }

    StatementOutcome execute(TargetOperation operation, Duration limit) {
        if (operation instanceof TargetOperation.CreateImage image) {
            return line.sent(() -> {
                line.bound(limit);
                return new ImageCreation(server, connection, catalogue, heldSchema).send(image);
            });
        }
        if (operation instanceof TargetOperation.CopyRows copy) {
            return line.sent(() -> {
                line.unbounded();
                return ImageCreation.fill(copy, server, connection);
            });
        }
        String sql = OperationSql.of(operation, heldSchema);
        boolean sets = SetStatement.is(sql);
        if (sets && SetStatement.changesCharset(sql)) {
            return new StatementOutcome.Refused(
                    0, "HY000", "scripts are read as UTF-8, so no other character set can be named here");
        }
        StatementOutcome outcome = line.sent(sql, () -> {
            line.bound(limit);
            if (operation instanceof TargetOperation.DropSchema drop) {
                return new SchemaRemoval(server, connection, catalogue, drop.schema()).drop(sql);
            } else if (operation instanceof TargetOperation.DropUntouched drop) {
                return drop(drop, () -> bounded(sql, limit));
            } else if (operation instanceof TargetOperation.RestoreSchema restore) {
                return SchemaGuard.released(connection, restore.schema(), sql);
            } else if (operation instanceof TargetOperation.CreateTwin twin) {
                return new TwinCreation(connection, heldSchema, line.known()).send(twin);
            } else if (operation instanceof TargetOperation.TakeDefaults take) {
                return new TwinCreation(connection, heldSchema, line.known()).send(take);
            } else if (operation instanceof TargetOperation.OnSequence on) {
                return SequenceLock.held(connection, on.sequence(), on.next(), () -> Answer.to(sql, connection));
            } else if (operation instanceof TargetOperation.RestoreObject restore) {
                return new ObjectRestore(connection).send(restore);
            } else if (operation instanceof TargetOperation.Care) {
                return CareAnswer.to(sql, connection);
            } else if (operation instanceof TargetOperation.RestoreAccount restore) {
                return AccountRestore.send(restore, connection);
            } else if (operation instanceof TargetOperation.CopyTrigger copy) {
                return new ObjectRestore(connection).send(ObjectRestore.restoring(copy));
            } else if (operation instanceof TargetOperation.Altering alter) {
                StatementOutcome sent = look().locked(alter, () -> bounded(sql, limit));
                return LenientAlter.isFor(alter, sent)
                        ? lenient(alter).locked(sent, () -> bounded(alter.sql(), limit))
                        : sent;
            } else if (operation instanceof TargetOperation.SendWaived) {
                return waived(sql);
            }
            return Answer.to(sql, connection);
        });
        if (sets) {
            line.forget();
        }
        if (operation instanceof TargetOperation.DropSchema drop
                && drop.schema().equals(line.schema())
                && outcome instanceof StatementOutcome.Accepted) {
            line.losesSchema();
        }
        return outcome;
    }

    /**
     * What it calls may have set whatever it likes, and begun a transaction, which ends here: where it failed, with
     * nothing of that. It may also have let go the lock by which a later run finds the session.
     */
    private StatementOutcome waived(String sql) {
        StatementOutcome outcome = Answer.to(sql, connection);
        if (outcome instanceof StatementOutcome.Lost) {
            return outcome;
        }
        boolean accepted = outcome instanceof StatementOutcome.Accepted;
        if (!accepted) {
            connection.rollbackQuietly();
        }
        connection.update("SET autocommit = 1, " + SessionSettings.FORWARD.variables());
        line.readAnew();
        return accepted && !line.isLocked()
                ? new StatementOutcome.Refused(
                        0, "HY000", "it has released the lock by which a later run would find its connection")
                : outcome;
    }

    private StatementOutcome drop(TargetOperation.DropUntouched drop, Supplier<StatementOutcome> send) {
        if (ahead != null && ahead.allows(drop)) {
            return send.get();
        }
        // A lock for this one alone gives back all others.
        ahead = null;
        return new UntouchedDrop(connection, drop, catalogue, line::unbounded).send(send);
    }

    /**
     * Does some work in which these tables are dropped, and looks at all of them beforehand where nobody is in the way.
     */
    void together(List<TargetOperation.DropUntouched> drops, Runnable work) {
        line.own(() -> {
            line.unbounded();
            ahead = LockedDrops.of(drops, connection, catalogue);
            return drops;
        });
        boolean held = ahead != null;
        try {
            work.run();
        } finally {
            ahead = null;
            if (held) {
                LockedDrops.release(connection);
            }
        }
    }

    CountedOutcome counted(TargetOperation operation, ObjectName table, Duration limit) {
        String sql = OperationSql.of(operation, heldSchema);
        return counting(sql, () -> {
            CountedAlter counted = new CountedAlter(connection, table, line::unbounded);
            RowDigest all = operation instanceof TargetOperation.AlterBack back ? back.all() : null;
            return all == null
                    ? counted.send(() -> looking(operation, sql, limit))
                    : counted.sendOnto(all, () -> looking(operation, sql, limit));
        });
    }

    CountedOutcome numbering(TargetOperation operation, ObjectName table, Duration limit) {
        String sql = OperationSql.of(operation, heldSchema);
        return counting(sql, () -> new CountedAlter(connection, table, line::unbounded)
                .sendAlone(() -> looking(operation, sql, limit)));
    }

    CountedOutcome keeping(TargetOperation.AlterKeeping alter, boolean all, Duration limit, LongConsumer copied) {
        return counting(alter.sql(), () -> new KeepingAlter(connection, alter, catalogue, line::unbounded, copied)
                .send(all, () -> bounded(alter.sql(), limit)));
    }

    CountedOutcome bringBack(TargetOperation.AlterBackKept back, boolean all, Consumer<List<TableCount>> valuesBack) {
        return counting(back.sql(), () -> {
            line.unbounded();
            return new KeptReturn(connection, back, catalogue, valuesBack).send(all);
        });
    }

    private StatementOutcome looking(TargetOperation operation, String sql, Duration limit) {
        if (!(operation instanceof TargetOperation.Altering alter)) {
            return bounded(sql, limit);
        }
        StatementOutcome sent = look().send(alter, () -> bounded(sql, limit));
        return LenientAlter.isFor(alter, sent) ? lenient(alter).send(() -> bounded(alter.sql(), limit)) : sent;
    }

    private LenientAlter lenient(TargetOperation.Altering alter) {
        return new LenientAlter(connection, (TargetOperation.Alter) alter, catalogue, look());
    }

    /** What was counted before a refusal is not lost with it. */
    private CountedOutcome counting(String sql, Supplier<CountedOutcome> work) {
        CountedOutcome[] counted = new CountedOutcome[1];
        StatementOutcome outcome = line.sent(sql, () -> {
            counted[0] = work.get();
            return counted[0].outcome();
        });
        return counted[0] == null ? new CountedOutcome(outcome, CountedAlter.UNKNOWN, null) : counted[0].with(outcome);
    }

    private UnfitLook look() {
        return new UnfitLook(connection, line::unbounded);
    }

    private StatementOutcome bounded(String sql, Duration limit) {
        line.bound(limit);
        return Answer.to(sql, connection);
    }
}
