package org.lupomig.store.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.claim.Admission;
import org.lupomig.orchestrator.claim.Admission.Party;
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.Store.LockAttempt;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.target.SessionEnding;

/**
 * Takes over what the dead holder of a run has left, in one transaction: a kill before its commit leaves it to whoever
 * tries next, a kill after it leaves it to whoever finds this one dead.
 */
final class TakeOver {
    private static final Duration ENDING = Duration.ofSeconds(20);

    private final MariaDbServer server;
    private final LockRows locks;
    private final RunRecord dead;
    private final Owner owner;

    TakeOver(MariaDbServer server, LockRows locks, RunRecord dead, Owner owner) {
        this.server = server;
        this.locks = locks;
        this.dead = dead;
        this.owner = owner;
    }

    /** Whether a run has not ended. */
    interface Unfinished {
        boolean is(ServerConnection connection, long run);
    }

    /** What a session guards from now on. */
    interface Taken {
        LockAttempt by(GuardSession guard, Owner owner, List<Long> runs);
    }

    /** Null where there is nothing to do, or somebody does it. */
    @Nullable
    LockAttempt attempt(Unfinished unfinished, Taken taken) {
        GuardSession guard = GuardSession.open(server, owner);
        boolean kept = false;
        try {
            LockAttempt attempt = attempt(guard, unfinished, taken);
            kept = attempt instanceof LockAttempt.Held;
            return attempt;
        } catch (ServerRefused e) {
            guard.connection().rollbackQuietly();
            if (e.code() == ServerError.LOCK_WAIT || e.code() == ServerError.DEADLOCK) {
                return new LockAttempt.Waiting(List.of());
            }
            throw e;
        } finally {
            if (!kept) {
                guard.close();
            }
        }
    }

    private @Nullable LockAttempt attempt(GuardSession guard, Unfinished unfinished, Taken taken) {
        ServerConnection connection = guard.connection();
        while (true) {
            locks.serialize(connection);
            if (!unfinished.is(connection, dead.id())) {
                connection.rollbackQuietly();
                return null;
            }
            LockRows.Holder worker = locks.worker(connection, dead.id());
            if (worker == null) {
                return unknown(guard, taken);
            }
            if (!worker.dead()) {
                connection.rollbackQuietly();
                return null;
            }
            String token = worker.owner().token();
            if (!isGuarded(connection, token)) {
                List<Long> runs = locks.handOver(connection, token, owner);
                locks.take(connection, owner, "recovery of run " + dead.id(), List.of());
                connection.commit();
                return taken.by(guard, owner, runs);
            }
            connection.rollbackQuietly();
            if (!new SessionEnding(server, SessionName.guard(token)).within(ENDING)) {
                return new LockAttempt.Waiting(List.of());
            }
        }
    }

    private static boolean isGuarded(ServerConnection connection, String token) {
        return connection.one(
                "SELECT IS_USED_LOCK(?) IS NOT NULL", (rows, ctx) -> rows.getBoolean(1), SessionName.guard(token));
    }

    /** What the run touched is in no row: nobody may be at work beside it, least of all itself. */
    private LockAttempt unknown(GuardSession guard, Taken taken) {
        ServerConnection connection = guard.connection();
        List<Party> working = new ArrayList<>();
        for (LockRows.Holder one : locks.holders(connection)) {
            if (!one.dead()) {
                working.add(new Party(one.owner(), one.work(), Claims.server(), true, false));
            }
        }
        List<Ahead> ahead = Admission.ahead(Claims.server(), working, List.of());
        if (ahead.isEmpty()) {
            locks.take(
                    connection,
                    owner,
                    "recovery of run " + dead.id(),
                    Claims.server().all());
            locks.worksOn(connection, owner, dead.id());
            connection.commit();
            return taken.by(guard, owner, List.of(dead.id()));
        }
        connection.rollbackQuietly();
        return new LockAttempt.Waiting(ahead);
    }
}
