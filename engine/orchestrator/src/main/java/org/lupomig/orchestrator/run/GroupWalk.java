package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;

/**
 * Walks several steps that have nothing in common, each as if it were alone, and has the server asked for all of them
 * at once. Each goes on until it needs the server; when all of them do, what is to be sent is sent, one statement after
 * the other in the order of the plan, then what they want to see is looked at in one question, then what they have to
 * say is made durable in one commit.
 *
 * <p>Each walks in a thread of its own, and only one thread ever goes on: it is a way to stop in the middle of a walk,
 * and nothing happens side by side. All that goes to the server goes from the caller's thread.
 */
final class GroupWalk {
    /** No step. */
    static final int NOBODY = 0;

    /**
     * What is asked for, in the order in which it is served: statements first, so that as many as may be wait for the
     * same look, and commits last, so that as many as may be wait for the same one.
     */
    enum Kind {
        SEND,
        OPEN,
        DESCRIBE,
        DESCRIBE_MADE,
        REFERRING,
        COMMIT,
        /** To wait for one because of whom a statement was withheld. */
        HOLD
    }

    /** What a statement has come to. */
    enum Sent {
        /** Others may be sent before that is dealt with. */
        WELL,
        /** It is dealt with before others are sent. */
        NOT_WELL,
        /** The same, and nobody knows how long that takes. */
        WAITS;

        static Sent of(StatementOutcome outcome) {
            return outcome instanceof StatementOutcome.Accepted
                    ? WELL
                    : outcome instanceof StatementOutcome.LockTimeout ? WAITS : NOT_WELL;
        }
    }

    private final BooleanSupplier goesOn;
    private final BooleanSupplier stops;
    private final Runnable whole;
    private final IntConsumer turn;
    private final InstantSource clock;
    private final Runnable settles;
    private final List<Walker> walkers = new ArrayList<>();
    private @Nullable Walker current;
    private @Nullable Walker first;
    private @Nullable Walker served;
    private Instant servedFrom = Instant.EPOCH;

    /**
     * A walk.
     *
     * @param goesOn whether another step may begin
     * @param stops whether no other statement may be sent
     * @param whole throws where none of them may do anything more
     * @param turn is told whose turn it is, by its position; {@link #NOBODY} where no step goes on
     * @param clock tells how long they wait for each other
     * @param settles makes durable what was put off
     */
    GroupWalk(
            BooleanSupplier goesOn,
            BooleanSupplier stops,
            Runnable whole,
            IntConsumer turn,
            InstantSource clock,
            Runnable settles) {
        this.settles = settles;
        this.whole = whole;
        this.clock = clock;
        this.goesOn = goesOn;
        this.stops = stops;
        this.turn = turn;
    }

    private static final class Walker {
        final int position;
        final Semaphore goes = new Semaphore(0);
        final Semaphore rests = new Semaphore(0);
        Duration rested = Duration.ZERO;

        @Nullable
        Asked<?, ?> asks;

        Walker(int position) {
            this.position = position;
        }
    }

    /** What a step waits for. */
    private static final class Asked<K, T> {
        final Kind kind;
        final Object of;
        final K key;
        final Function<List<K>, List<T>> answers;
        final @Nullable Supplier<T> withheld;
        final Function<T, Sent> came;

        @Nullable
        T answer;

        boolean sent = true;
        Duration took = Duration.ZERO;
        Instant since = Instant.EPOCH;

        @Nullable
        RuntimeException failure;

        @Nullable
        Error error;

        Asked(
                Kind kind,
                Object of,
                K key,
                Function<List<K>, List<T>> answers,
                @Nullable Supplier<T> withheld,
                Function<T, Sent> came) {
            this.kind = kind;
            this.of = of;
            this.key = key;
            this.answers = answers;
            this.withheld = withheld;
            this.came = came;
        }

        Sent came() {
            return failure != null || error != null || answer == null
                    ? Sent.NOT_WELL
                    : sent ? came.apply(answer) : Sent.WELL;
        }

        void withhold() {
            answer = Objects.requireNonNull(withheld).get();
            sent = false;
        }

        /** What has gone wrong first is said. */
        void fail(Throwable thrown) {
            if (error != null || failure != null) {
                return;
            }
            if (thrown instanceof Error wrong) {
                error = wrong;
            } else {
                failure = thrown instanceof RuntimeException wrong ? wrong : new IllegalStateException(thrown);
            }
        }

        T answered() {
            if (error != null) {
                throw error;
            } else if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(answer);
        }
    }

    /**
     * Walks all of them, until each has ended.
     *
     * @param positions of steps, in the order in which they are walked
     * @param work throws nothing
     */
    void walk(List<Integer> positions, IntConsumer work) {
        try {
            for (int position : positions) {
                if (goesOn.getAsBoolean()) {
                    Walker walker = new Walker(position);
                    start(walker, work);
                    walkers.add(walker);
                    goOn(walker);
                }
            }
            for (List<Walker> next = next(); !next.isEmpty(); next = next()) {
                serve(next);
                if (first == next.get(0)
                        && asks(first).withheld != null
                        && asks(first).came() == Sent.WAITS) {
                    quieten(first);
                }
                next.forEach(this::goOn);
            }
        } catch (RuntimeException | Error e) {
            while (!walkers.isEmpty()) {
                asks(walkers.get(0)).fail(e);
                goOn(walkers.get(0));
            }
            throw e;
        }
    }

    /**
     * Nobody knows how long it takes until one is through that waits for a lock. Before that goes on, what the others
     * have done is looked at and made durable, and of what they were about to do it is said that it was not sent.
     */
    private void quieten(Walker waits) {
        for (List<Walker> next = others(waits); !next.isEmpty(); next = others(waits)) {
            Asked<?, ?> asks = asks(next.get(0));
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
            asks(waits).fail(e);
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

    private List<Walker> others(Walker waits) {
        return among(walkers.stream()
                .filter(walker -> walker != waits && asks(walker).kind != Kind.HOLD)
                .toList());
    }

    private void start(Walker walker, IntConsumer work) {
        Thread thread = new Thread(
                () -> {
                    walker.goes.acquireUninterruptibly();
                    try {
                        work.accept(walker.position);
                    } finally {
                        walker.asks = null;
                        walker.rests.release();
                    }
                },
                "lupomig-step");
        // A daemon: a second Ctrl-C ends the process wherever it is.
        thread.setDaemon(true);
        thread.start();
    }

    private void goOn(Walker walker) {
        current = walker;
        turn.accept(walker.position);
        walker.goes.release();
        walker.rests.acquireUninterruptibly();
        turn.accept(NOBODY);
        current = null;
        if (walker.asks == null) {
            walkers.remove(walker);
            first = first == walker ? null : first;
        }
    }

    /**
     * Waits for what one of those that walk needs, in its thread.
     *
     * @param of what it is asked of: only questions to the same are put together
     * @param answers gives one answer to each
     */
    <K, T> T ask(Kind kind, Object of, K key, Function<List<K>, List<T>> answers) {
        return rest(new Asked<>(kind, of, key, answers, null, answer -> Sent.WELL));
    }

    /**
     * The same for a statement.
     *
     * @param withheld the answer where it is not sent because others have failed; null where it is sent anyway
     * @param came what it has come to
     */
    <T> T send(Supplier<T> statement, @Nullable Supplier<T> withheld, Function<T, Sent> came) {
        return rest(new Asked<>(
                Kind.SEND,
                this,
                statement,
                all -> all.stream().map(Supplier::get).toList(),
                withheld,
                came));
    }

    private <K, T> T rest(Asked<K, T> asked) {
        Walker self = Objects.requireNonNull(current);
        asked.since = clock.instant();
        self.asks = asked;
        self.rests.release();
        self.goes.acquireUninterruptibly();
        Duration waited = Duration.between(asked.since, clock.instant()).minus(asked.took);
        self.rested = waited.isNegative() ? self.rested : self.rested.plus(waited);
        return asked.answered();
    }

    /** Those that are served next. */
    private List<Walker> next() {
        Walker alone = first;
        if (alone != null) {
            return List.of(alone);
        }
        return among(walkers);
    }

    private List<Walker> among(List<Walker> some) {
        for (Kind kind : Kind.values()) {
            List<Walker> found = new ArrayList<>();
            for (Walker walker : some) {
                Asked<?, ?> asks = Objects.requireNonNull(walker.asks);
                if (asks.kind == kind && (found.isEmpty() || (kind != Kind.SEND && asks.of == asks(found.get(0)).of))) {
                    found.add(walker);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private Asked<?, ?> asks(Walker walker) {
        return Objects.requireNonNull(walker.asks);
    }

    /** How long the one that goes on has waited for others: of what is had for several, each has had its part. */
    Duration rested() {
        Walker walker = current;
        Walker serving = served;
        return walker != null
                ? walker.rested
                : serving == null
                        ? Duration.ZERO
                        : serving.rested.plus(Duration.between(asks(serving).since, servedFrom));
    }

    private void serve(List<Walker> some) {
        Walker walker = some.get(0);
        servedFrom = clock.instant();
        served = some.size() == 1 ? walker : null;
        answer(some.stream().map(this::asks).toList());
        served = null;
        Duration part = Duration.between(servedFrom, clock.instant()).dividedBy(some.size());
        some.forEach(each -> asks(each).took = part);
        if (asks(walker).kind == Kind.SEND && asks(walker).withheld != null) {
            // What a failure comes to is known before another statement is sent.
            first = asks(walker).came() == Sent.WELL ? null : walker;
        }
    }

    /** Questions of one kind, put to the same: so their keys and answers are of the same types. */
    @SuppressWarnings("unchecked")
    private <K, T> void answer(List<? extends Asked<?, ?>> some) {
        List<Asked<K, T>> all = (List<Asked<K, T>>) (List<?>) some;
        Asked<K, T> one = all.get(0);
        try {
            if (one.withheld != null || one.kind == Kind.HOLD) {
                whole.run();
            }
            if (one.withheld != null && stops.getAsBoolean()) {
                one.withhold();
                return;
            }
            List<T> answers =
                    one.answers.apply(all.stream().map(asked -> asked.key).toList());
            for (int i = 0; i < all.size(); i++) {
                all.get(i).answer = answers.get(i);
            }
        } catch (ServerRefused e) {
            if (all.size() > 1 && one.kind != Kind.COMMIT && one.kind != Kind.OPEN) {
                // It may be about one of them.
                all.forEach(asked -> answer(List.of(asked)));
            } else {
                all.forEach(asked -> asked.fail(e));
            }
        } catch (RuntimeException | Error e) {
            all.forEach(asked -> asked.fail(e));
        }
    }
}
