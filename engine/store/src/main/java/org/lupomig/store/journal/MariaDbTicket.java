package org.lupomig.store.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.claim.Admission;
import org.lupomig.orchestrator.claim.Admission.Party;
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.Store.LockAttempt;
import org.lupomig.orchestrator.port.Store.Ticket;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.target.SessionEnding;

/**
 * A command that asks for locks. Each time it asks is one transaction, which holds up all others that ask: in it either
 * all that the command claims becomes its own, or nothing does. A kill before its commit has left nothing; after it,
 * the rows of a dead one, which the next to ask removes, or takes over.
 */
final class MariaDbTicket implements Ticket {
    /** Who was silent for too long is ended, which takes as long as the server needs to roll back. */
    private static final Duration ENDING = Duration.ofSeconds(20);

    private static final int DEADLOCKS = 3;

    private final MariaDbServer server;
    private final LockRequest request;
    private final LockRows locks;
    private final QueueRows queue;
    private final Function<GuardSession, LockAttempt> held;
    private @Nullable GuardSession guard;
    private @Nullable Long scheduled;
    private long job;

    MariaDbTicket(
            MariaDbServer server,
            LockRequest request,
            LockRows locks,
            QueueRows queue,
            Function<GuardSession, LockAttempt> held) {
        this.server = server;
        this.request = request;
        this.locks = locks;
        this.queue = queue;
        this.held = held;
    }

    @Override
    public LockAttempt ask(boolean stays) {
        GuardSession session = guard == null ? GuardSession.open(server, request.owner()) : guard;
        guard = session;
        for (int i = 0; ; i++) {
            List<String> silent = new ArrayList<>();
            List<Ahead> ahead;
            try {
                ahead = attempt(session.connection(), stays, silent);
            } catch (ServerRefused e) {
                session.connection().rollbackQuietly();
                if (e.code() == ServerError.DEADLOCK && i < DEADLOCKS) {
                    continue;
                }
                if (e.code() == ServerError.LOCK_WAIT) {
                    // somebody changes locks for longer than anybody should
                    return new LockAttempt.Waiting(List.of());
                }
                throw e;
            }
            if (ahead.isEmpty()) {
                guard = null;
                return held.apply(session);
            }
            if (silent.isEmpty() || i >= DEADLOCKS) {
                return new LockAttempt.Waiting(ahead);
            }
            silent.forEach(token -> new SessionEnding(server, SessionName.guard(token)).within(ENDING));
        }
    }

    /** One transaction: who goes before, or nobody, and all is taken. */
    private List<Ahead> attempt(ServerConnection connection, boolean stays, List<String> silent) {
        locks.serialize(connection);
        List<Party> holding = holding(connection, silent);
        List<Party> waiting = waiting(connection);
        List<Ahead> ahead = Admission.ahead(request.claims(), holding, waiting);
        if (ahead.isEmpty()) {
            locks.take(
                    connection,
                    request.owner(),
                    request.work(),
                    request.claims().all());
            if (job != 0) {
                queue.leave(connection, job);
                job = 0;
            }
        } else if (stays && (job == 0 || !queue.stay(connection, job))) {
            job = queue.enter(connection, request, turn(connection));
        }
        connection.commit();
        return ahead;
    }

    private List<Party> holding(ServerConnection connection, List<String> silent) {
        List<Party> holding = new ArrayList<>();
        Map<String, Claims> claims = null;
        for (LockRows.Holder one : locks.holders(connection)) {
            if (one.dead() && !one.runs()) {
                if (one.guarded()) {
                    silent.add(one.owner().token());
                } else {
                    locks.forget(connection, one.owner());
                    continue;
                }
            }
            claims = claims == null ? locks.claims(connection) : claims;
            Claims its = one.unrecorded()
                    ? Claims.server()
                    : claims.getOrDefault(one.owner().token(), Claims.of(List.of()));
            String work = one.work().isEmpty()
                    ? one.unrecorded() ? "a run whose locks somebody has removed" : "what a dead run has left"
                    : one.work();
            holding.add(new Party(one.owner(), work, its, true, one.dead()));
        }
        return holding;
    }

    /** Those who wait and go before it. The dead are taken out of the line. */
    private List<Party> waiting(ServerConnection connection) {
        List<Party> before = new ArrayList<>();
        for (QueueRows.Waiter one : queue.waiting(connection)) {
            if (one.job() == job) {
                return before;
            }
            if (!one.alive()) {
                queue.leave(connection, one.job());
            } else if (job != 0 || one.scheduled() <= turn(connection)) {
                before.add(new Party(one.owner(), one.work(), one.claims(), false, false));
            }
        }
        return before;
    }

    private long turn(ServerConnection connection) {
        Long known = scheduled;
        if (known == null) {
            known = queue.scheduled(connection, request.priority());
            scheduled = known;
        }
        return known;
    }

    @Override
    public void close() {
        GuardSession session = guard;
        if (session == null) {
            return;
        }
        guard = null;
        try {
            if (job != 0) {
                locks.serialize(session.connection());
                queue.leave(session.connection(), job);
                session.connection().commit();
            }
        } catch (ConnectionLost | ServerRefused e) {
            // whoever asks next finds it gone
        } finally {
            session.close();
        }
    }
}
