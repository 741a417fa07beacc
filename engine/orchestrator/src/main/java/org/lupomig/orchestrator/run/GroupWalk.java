package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Turns;

/**
 * Walks several steps that have nothing in common, each as if it were alone, and has the server asked for all of them
 * at once. Each goes on until it needs the server; when all of them do, what they want to see is looked at in one
 * question, then what they have to say is made durable in one commit, then what is to be sent is sent in the order of
 * the plan: one statement after the other over each session, neighbours with sessions of their own beside each other.
 *
 * <p>Two groups take turns: while statements of one are on their way, the other one is walked up to where it wants to
 * send its own. What happens in which order does not depend on how long the server takes: nothing is sent before all of
 * the other group is answered. Where a statement does not come to what it should, or is to be sent no more, all go one
 * after the other until that is dealt with.
 *
 * <p>Each walks in a thread of its own, and only one of these ever goes on: it is a way to stop in the middle of a
 * walk. Statements go to the server from threads beside them, all else from the caller's.
 */
final class GroupWalk {
    /** No step. */
    static final int NOBODY = 0;

    /** What the thread that asks is sending. */
    private static final ThreadLocal<@Nullable Served> SERVED = new ThreadLocal<>();

    /**
     * What is asked for, in the order in which it is served: statements first, so that as many as may be wait for the
     * same look, and commits last, so that as many as may be wait for the same one.
     */
    enum Kind {
        /** To wait for a lock that somebody else has, while all others stand still. */
        WAIT,
        SEND,
        OPEN,
        DESCRIBE,
        DESCRIBE_MADE,
        REFERRING,
        COMMIT,
        /** To wait for one because of whom a statement was withheld. */
        HOLD
    }

    private final BooleanSupplier goesOn;
    private final BooleanSupplier stops;
    private final Runnable whole;
    private final IntConsumer turn;
    private final InstantSource clock;
    private final Runnable settles;
    private final Runnable moves;
    private final SendingLanes lanes;

    /** A thread for each that walks; what one group has used, the next one uses again. */
    private final ExecutorService threads = Executors.newCachedThreadPool(GroupWalk::thread);

    private final List<Walker> walkers = new ArrayList<>();

    /** Whoever has it goes on: one of those that walk, or what a statement that is on its way asks of one of them. */
    private final ReentrantLock goesNow = new ReentrantLock();

    private @Nullable Walker current;

    /**
     * Those whose statements did not come to what they should, until that is dealt with: the first one goes on alone.
     */
    private final Deque<Walker> failed = new ArrayDeque<>();

    private boolean halts;

    /** Said to the one who sends. */
    private volatile boolean broken;

    /**
     * A walk.
     *
     * @param goesOn whether another step may begin
     * @param stops whether no other statement may be sent
     * @param whole throws where none of them may do anything more
     * @param turn is told whose turn it is, by its position; {@link #NOBODY} where no step goes on
     * @param turns has statements sent beside those who go on
     * @param clock tells how long they wait for each other
     * @param settles makes durable what was put off
     * @param moves is told before and after statements: what was looked at may have changed
     */
    GroupWalk(
            BooleanSupplier goesOn,
            BooleanSupplier stops,
            Runnable whole,
            IntConsumer turn,
            Turns turns,
            InstantSource clock,
            Runnable settles,
            Runnable moves) {
        this.lanes = new SendingLanes(turns);
        this.moves = moves;
        this.settles = settles;
        this.whole = whole;
        this.clock = clock;
        this.goesOn = goesOn;
        this.stops = stops;
        this.turn = turn;
    }

    /** Whose statement is on its way, and since when. */
    private record Served(Walker walker, Instant since) {}

    /**
     * Walks all of them, until each has ended; once.
     *
     * @param groups positions of steps, in the order in which they are walked
     * @param beside whether the second of two of these, by place, may be walked while statements of the first are sent
     * @param work throws nothing
     */
    void walk(List<List<Integer>> groups, BiPredicate<Integer, Integer> beside, IntConsumer work) {
        int begun = 0;
        try {
            do {
                prepare();
                while (begun < groups.size() && mayBegin(begun, beside)) {
                    begin(groups.get(begun), begun, work);
                    begun++;
                    prepare();
                }
                List<Walker> answered = answered();
                if (isCalm(answered)) {
                    sendNext();
                    answered.forEach(this::goOn);
                } else {
                    notCalm(answered);
                    oneByOne();
                }
            } while (!walkers.isEmpty() || begun < groups.size());
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        } finally {
            threads.shutdown();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "lupomig-step");
        // A daemon: a second Ctrl-C ends the process wherever it is.
        thread.setDaemon(true);
        return thread;
    }

    /** Nothing more is sent, and all of them hear of it. */
    private void fail(Throwable thrown) {
        broken = true;
        try {
            answered();
        } catch (RuntimeException | Error e) {
            if (e != thrown) {
                thrown.addSuppressed(e);
            }
        }
        while (!walkers.isEmpty()) {
            walkers.get(0).asks().fail(thrown);
            goOn(walkers.get(0));
        }
    }

    /** A group is walked alone, or beside the only one that there is, while that waits for its statements. */
    private boolean mayBegin(int group, BiPredicate<Integer, Integer> beside) {
        if (walkers.isEmpty()) {
            return true;
        }
        int other = walkers.get(0).group;
        return walkers.stream().allMatch(walker -> walker.group == other && lanes.has(walker))
                && beside.test(other, group);
    }

    private void begin(List<Integer> positions, int group, IntConsumer work) {
        for (int position : positions) {
            if (goesOn.getAsBoolean()) {
                Walker walker = new Walker(position, group);
                walker.start(threads, work);
                walkers.add(walker);
                goOn(walker);
            }
        }
    }

    /** Brings those of which no statement is on its way to where each wants to send one, or waits for others. */
    private void prepare() {
        for (List<Walker> next = among(quiet()); !next.isEmpty(); next = among(quiet())) {
            serve(next);
            next.forEach(this::goOn);
        }
    }

    private List<Walker> quiet() {
        return walkers.stream()
                .filter(walker -> !lanes.has(walker)
                        && walker.asks().kind != Kind.SEND
                        && !walker.asks().standsStill())
                .toList();
    }

    /** Waits for the statements that are on their way; those that were sent, or withheld, in their order. */
    private List<Walker> answered() {
        if (lanes.isEmpty()) {
            return List.of();
        }
        try {
            return lanes.answered();
        } finally {
            moves.run();
        }
    }

    /** Whether all has come to what it should, and nobody waits for others. */
    private boolean isCalm(List<Walker> answered) {
        return answered.stream().noneMatch(walker -> walker.asks().cameToNothing())
                && walkers.stream().noneMatch(walker -> walker.asks().standsStill())
                && failed.isEmpty();
    }

    /**
     * Sends what is to be sent next, in the order of the plan, while others go on. That one of these cannot go on stops
     * what comes behind it, and not what is being sent: so it does not depend on who is faster.
     */
    private void sendNext() {
        List<Walker> next = walkers.stream()
                .filter(walker ->
                        walker.asks().kind == Kind.SEND && !walker.asks().isAnswered())
                .toList();
        if (next.isEmpty()) {
            return;
        }
        moves.run();
        boolean none = halts();
        lanes.begin(next, walker -> send(walker, () -> none || broken || stops.getAsBoolean()));
    }

    private void send(Walker walker, BooleanSupplier withhold) {
        Served now = new Served(walker, clock.instant());
        SERVED.set(now);
        answer(List.of(walker.asks()), withhold);
        SERVED.remove();
        walker.asks().took = Duration.between(now.since(), clock.instant());
    }

    /** Whether nothing more is sent: somebody has asked to stop, or one of them cannot go on. */
    private boolean halts() {
        return halts || stops.getAsBoolean() || !goesOn.getAsBoolean();
    }

    /** Those that were answered: where that is not what it should be, the others stand still until it is dealt with. */
    private void notCalm(List<Walker> answered) {
        List<Walker> nothing = answered.stream()
                .filter(walker -> walker.asks().cameToNothing())
                .toList();
        nothing.stream().filter(walker -> !walker.asks().waits()).forEach(failed::add);
        nothing.stream().filter(walker -> walker.asks().waits()).forEach(failed::add);
        answered.stream().filter(walker -> !failed.contains(walker)).forEach(this::goOn);
    }

    /** Lets all go on one after the other, until nobody waits for others. */
    private void oneByOne() {
        while (!isCalm(List.of())) {
            List<Walker> next = next();
            if (!next.get(0).asks().isAnswered()) {
                serve(next);
            }
            if (failed.peekFirst() == next.get(0) && next.get(0).asks().waits()) {
                quieten(next.get(0));
            }
            boolean waited =
                    failed.peekFirst() == next.get(0) && next.get(0).asks().waits();
            next.forEach(this::goOn);
            if (waited && failed.remove(next.get(0))) {
                // Two that wait for locks are tried by turns.
                failed.addLast(next.get(0));
            }
        }
    }

    /** Does what a statement that is on its way asks of the step that sent it, while nobody else goes on. */
    <T> T inTurn(Supplier<T> work) {
        goesNow.lock();
        try {
            return work.get();
        } finally {
            goesNow.unlock();
        }
    }

    /**
     * Nobody knows how long it takes until one is through that waits for a lock. Before that goes on, what the others
     * have done is looked at and made durable, and of what they were about to do it is said that it was not sent.
     */
    private void quieten(Walker waits) {
        for (List<Walker> next = others(waits); !next.isEmpty(); next = others(waits)) {
            Asked<?, ?> asks = next.get(0).asks();
            if (asks.kind == Kind.SEND && asks.withheld != null) {
                withhold(asks);
            } else {
                serve(next);
            }
            next.forEach(this::goOn);
        }
        try {
            settles.run();
        } catch (RuntimeException | Error e) {
            waits.asks().fail(e);
        }
    }

    private void withhold(Asked<?, ?> asks) {
        try {
            whole.run();
            asks.withhold();
        } catch (RuntimeException | Error e) {
            asks.fail(e);
        }
    }

    /** Those that can be brought to an end, or to where they wait for others; none that waits for a lock, too. */
    private List<Walker> others(Walker waits) {
        return among(walkers.stream()
                .filter(walker -> walker != waits && !walker.asks().standsStill() && !failed.contains(walker))
                .toList());
    }

    private void goOn(Walker walker) {
        goesNow.lock();
        try {
            current = walker;
            turn.accept(walker.position);
            walker.goOn();
            turn.accept(NOBODY);
            current = null;
        } finally {
            goesNow.unlock();
        }
        halts |= halts();
        if (walker.hasEnded()) {
            walkers.remove(walker);
            failed.remove(walker);
        }
    }

    /**
     * Waits for what one of those that walk needs, in its thread.
     *
     * @param of what it is asked of: only questions to the same are put together
     * @param answers gives one answer to each
     */
    <K, T> T ask(Kind kind, Object of, K key, Function<List<K>, List<T>> answers) {
        return rest(new Asked<>(kind, of, key, answers, null, answer -> Sent.WELL, clock.instant(), null));
    }

    /**
     * The same for a statement.
     *
     * @param over the session over which it is sent; null where no other one may be sent beside it
     * @param withheld the answer where it is not sent because others have failed; null where it is sent anyway
     * @param came what it has come to
     * @param upcoming what is executed; null where that is not known
     */
    <T> T send(
            @Nullable Object over,
            Supplier<T> statement,
            @Nullable Supplier<T> withheld,
            Function<T, Sent> came,
            @Nullable Upcoming upcoming) {
        return rest(new Asked<>(
                Kind.SEND,
                over == null ? SendingLanes.ALONE : over,
                statement,
                all -> all.stream().map(Supplier::get).toList(),
                withheld,
                came,
                clock.instant(),
                upcoming));
    }

    private <K, T> T rest(Asked<K, T> asked) {
        Walker self = Objects.requireNonNull(current);
        self.rest(asked);
        Duration waited = Duration.between(asked.since, clock.instant()).minus(asked.took);
        self.rested = waited.isNegative() ? self.rested : self.rested.plus(waited);
        return asked.answered();
    }

    /** Those that are served next. */
    private List<Walker> next() {
        Walker alone = failed.peekFirst();
        if (alone != null) {
            return List.of(alone);
        }
        return among(walkers);
    }

    private List<Walker> among(List<Walker> some) {
        for (Kind kind : Kind.values()) {
            List<Walker> found = new ArrayList<>();
            for (Walker walker : some) {
                Asked<?, ?> asks = walker.asks();
                if (asks.kind == kind
                        && (found.isEmpty()
                                || (kind != Kind.SEND && asks.of == found.get(0).asks().of))) {
                    found.add(walker);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** How long the one that goes on has waited for others: of what is had for several, each has had its part. */
    Duration rested() {
        Walker walker = current;
        if (walker != null) {
            return walker.rested;
        }
        Served now = SERVED.get();
        return now == null
                ? Duration.ZERO
                : now.walker().rested.plus(Duration.between(now.walker().asks().since, now.since()));
    }

    private void serve(List<Walker> some) {
        Walker walker = some.get(0);
        if (walker.asks().kind == Kind.SEND) {
            moves.run();
            send(walker, this::halts);
            moves.run();
            if (walker.asks().withheld != null) {
                // What a failure comes to is known before another statement is sent.
                failed.remove(walker);
                if (walker.asks().cameToNothing()) {
                    failed.addFirst(walker);
                }
            }
            return;
        }
        if (walker.asks().kind == Kind.WAIT) {
            if (!failed.contains(walker)) {
                failed.addFirst(walker);
            }
            quieten(walker);
        }
        Instant from = clock.instant();
        answer(some.stream().map(Walker::asks).toList(), this::halts);
        Duration part = Duration.between(from, clock.instant()).dividedBy(some.size());
        some.forEach(each -> each.asks().took = part);
    }

    /** Questions of one kind, put to the same: so their keys and answers are of the same types. */
    @SuppressWarnings("unchecked")
    private <K, T> void answer(List<? extends Asked<?, ?>> some, BooleanSupplier withhold) {
        List<Asked<K, T>> all = (List<Asked<K, T>>) (List<?>) some;
        Asked<K, T> one = all.get(0);
        try {
            if (one.withheld != null || one.standsStill()) {
                whole.run();
            }
            if (one.withheld != null && withhold.getAsBoolean()) {
                one.withhold();
                return;
            }
            List<T> answers =
                    one.answers.apply(all.stream().map(asked -> asked.key).toList());
            for (int i = 0; i < all.size(); i++) {
                all.get(i).answer(answers.get(i));
            }
        } catch (ServerRefused e) {
            if (all.size() > 1 && one.kind != Kind.COMMIT && one.kind != Kind.OPEN) {
                // It may be about one of them.
                all.forEach(asked -> answer(List.of(asked), withhold));
            } else {
                all.forEach(asked -> asked.fail(e));
            }
        } catch (RuntimeException | Error e) {
            all.forEach(asked -> asked.fail(e));
        }
    }
}
