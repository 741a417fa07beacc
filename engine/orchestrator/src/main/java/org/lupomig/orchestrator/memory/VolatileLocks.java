package org.lupomig.orchestrator.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.claim.Admission;
import org.lupomig.orchestrator.claim.Admission.Party;
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.claim.LockRequest;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunRecord;

/** The locks and the queue of a store in memory, as those of a server are. */
public final class VolatileLocks {
    /** How long locks are good for after the last sign of life. */
    public static final Duration EXPIRY = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final LongPredicate unfinished;
    private final Map<String, Holder> holders = new LinkedHashMap<>();
    private final List<Waiter> waiting = new ArrayList<>();
    private long arrivals;

    VolatileLocks(InstantSource clock, LongPredicate unfinished) {
        this.clock = clock;
        this.unfinished = unfinished;
    }

    private static final class Holder {
        final Owner owner;
        final String work;
        final Claims claims;
        final Set<Long> runs = new HashSet<>();
        boolean connected = true;
        Instant seen;

        Holder(Owner owner, String work, Claims claims, Instant seen) {
            this.owner = owner;
            this.work = work;
            this.claims = claims;
            this.seen = seen;
        }
    }

    /** One that asks. */
    static final class Waiter {
        final LockRequest request;
        final long arrival;
        final Instant counted;
        boolean connected = true;
        Instant seen;

        Waiter(LockRequest request, long arrival, Instant now) {
            this.request = request;
            this.arrival = arrival;
            this.counted = now.minus(Duration.ofMinutes((long) request.priority() * LockRequest.MINUTES_EACH));
            this.seen = now;
        }
    }

    Waiter come(LockRequest request) {
        return new Waiter(request, ++arrivals, clock.instant());
    }

    /** Takes all that it asks for, or says who goes before. */
    List<Ahead> ask(Waiter waiter, boolean stays) {
        Instant now = clock.instant();
        waiter.seen = now;
        waiting.removeIf(other -> other != waiter && (!other.connected || isExpired(other.seen, now)));
        holders.values().removeIf(holder -> isDead(holder, now) && !hasUnfinished(holder));
        List<Party> before = waiting.stream()
                .filter(other -> other != waiter && order().compare(other, waiter) < 0)
                .sorted(order())
                .map(other ->
                        new Party(other.request.owner(), other.request.work(), other.request.claims(), false, false))
                .toList();
        List<Ahead> ahead = Admission.ahead(waiter.request.claims(), holding(now), before);
        if (ahead.isEmpty()) {
            waiting.remove(waiter);
            LockRequest request = waiter.request;
            holders.put(request.owner().token(), new Holder(request.owner(), request.work(), request.claims(), now));
        } else if (stays && !waiting.contains(waiter)) {
            waiting.add(waiter);
        }
        return ahead;
    }

    void leave(Waiter waiter) {
        waiting.remove(waiter);
    }

    /** Gives what the dead holder of a run had to another one; all of the server where that is not known. */
    List<Ahead> takeOver(RunRecord run, Owner by) {
        Instant now = clock.instant();
        Holder dead = holderOf(run.id());
        if (dead == null) {
            List<Ahead> ahead = Admission.ahead(Claims.server(), holding(now), List.of());
            if (!ahead.isEmpty()) {
                return ahead;
            }
        }
        Holder taken = new Holder(by, "recovery of run " + run.id(), dead == null ? Claims.server() : dead.claims, now);
        if (dead == null) {
            taken.runs.add(run.id());
        } else {
            taken.runs.addAll(dead.runs);
            holders.remove(dead.owner.token());
        }
        holders.put(by.token(), taken);
        return List.of();
    }

    boolean isWorkedOn(long run) {
        Holder holder = holderOf(run);
        return holder != null && !isDead(holder, clock.instant());
    }

    void worksOn(String token, long run) {
        Holder holder = holders.get(token);
        if (holder != null) {
            holder.runs.add(run);
        }
    }

    /** Whether it still holds what it took; a sign of life. */
    boolean holds(String token) {
        Holder holder = holders.get(token);
        if (holder == null || !holder.connected) {
            return false;
        }
        holder.seen = clock.instant();
        return true;
    }

    void giveBack(String token) {
        Holder holder = holders.get(token);
        if (holder != null && hasUnfinished(holder)) {
            holder.connected = false;
        } else {
            holders.remove(token);
        }
    }

    void gone(String token) {
        Holder holder = holders.get(token);
        if (holder != null) {
            holder.connected = false;
        }
        waiting.stream()
                .filter(waiter -> waiter.request.owner().token().equals(token))
                .forEach(waiter -> waiter.connected = false);
    }

    /** Who holds something now, dead ones too. */
    public List<String> holders() {
        return List.copyOf(holders.keySet());
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }

    private static Comparator<Waiter> order() {
        return Comparator.comparing((Waiter waiter) -> waiter.counted).thenComparing(waiter -> waiter.arrival);
    }

    private List<Party> holding(Instant now) {
        return holders.values().stream()
                .map(holder -> new Party(holder.owner, holder.work, holder.claims, true, isDead(holder, now)))
                .toList();
    }

    private @Nullable Holder holderOf(long run) {
        return holders.values().stream()
                .filter(holder -> holder.runs.contains(run))
                .findFirst()
                .orElse(null);
    }

    private boolean hasUnfinished(Holder holder) {
        return holder.runs.stream().anyMatch(unfinished::test);
    }

    private static boolean isDead(Holder holder, Instant now) {
        return !holder.connected || isExpired(holder.seen, now);
    }

    private static boolean isExpired(Instant seen, Instant now) {
        return seen.plus(EXPIRY).isBefore(now);
    }
}
