package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.Turns;

/**
 * Statements that are sent while those of whom none is among them go on: round after round, neighbours that go over
 * sessions of their own beside each other. A round begins when all of the one before it is answered: so what has been
 * sent when one fails does not depend on how long the server takes for each.
 */
final class SendingLanes {
    /** In place of a session: nothing else is sent meanwhile. */
    static final Object ALONE = new Object();

    private final Turns turns;
    private List<Walker> sending = List.of();
    private Runnable ended = () -> {};

    /** What has gone wrong with none of them: said by the threads that send. */
    private final AtomicReference<@Nullable Throwable> broke = new AtomicReference<>();

    SendingLanes(Turns turns) {
        this.turns = turns;
    }

    /** Whether a statement of it is to be sent, or was, and has not been taken out. */
    boolean has(Walker walker) {
        return sending.contains(walker);
    }

    /** Has them sent, up to a round with one that does not come to what it should: that is known before the next. */
    void begin(List<Walker> next, Consumer<Walker> send) {
        List<@Nullable Upcoming> upcoming = new ArrayList<>();
        next.forEach(walker -> upcoming.add(walker.asks().upcoming));
        ended = turns.beside(guarded(() -> Upcoming.send(upcoming, () -> {
            for (List<Walker> round : rounds(next)) {
                send(round, send);
                if (broke.get() != null
                        || round.stream().anyMatch(walker -> walker.asks().cameToNothing())) {
                    return;
                }
            }
        })));
        sending = next;
    }

    /** Those that are sent beside each other, round by round, in their order. */
    private static List<List<Walker>> rounds(List<Walker> all) {
        List<List<Walker>> rounds = new ArrayList<>();
        List<Walker> round = new ArrayList<>();
        for (Walker walker : all) {
            Object over = walker.asks().of;
            if (round.stream()
                    .anyMatch(other -> over == ALONE || other.asks().of == ALONE || other.asks().of == over)) {
                rounds.add(List.copyOf(round));
                round.clear();
            }
            round.add(walker);
        }
        rounds.add(List.copyOf(round));
        return rounds;
    }

    private void send(List<Walker> round, Consumer<Walker> send) {
        int last = round.size() - 1;
        List<Runnable> ends = new ArrayList<>();
        try {
            for (Walker walker : round.subList(0, last)) {
                ends.add(turns.beside(guarded(() -> send.accept(walker))));
            }
            send.accept(round.get(last));
        } finally {
            ends.forEach(Runnable::run);
        }
    }

    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                broke.compareAndSet(null, e);
            }
        };
    }

    /**
     * Waits for them, and takes them out.
     *
     * @return those that were sent, or withheld, in their order
     */
    List<Walker> answered() {
        List<Walker> all = sending;
        ended.run();
        ended = () -> {};
        sending = List.of();
        Throwable thrown = broke.getAndSet(null);
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        return all.stream().filter(walker -> walker.asks().isAnswered()).toList();
    }

    boolean isEmpty() {
        return sending.isEmpty();
    }
}
