package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.Turns;

/** Statements that are sent one after the other, while those of whom none is among them go on. */
final class SendingLane {
    private final Turns turns;
    private List<Walker> sending = List.of();
    private Runnable ended = () -> {};

    /** What has gone wrong with none of them: said by the thread that sends. */
    private volatile @Nullable Throwable broke;

    SendingLane(Turns turns) {
        this.turns = turns;
    }

    /** Whether a statement of it is to be sent, or was, and has not been taken out. */
    boolean has(Walker walker) {
        return sending.contains(walker);
    }

    /** Has them sent, up to the one that does not come to what it should: that is known before another one is sent. */
    void begin(List<Walker> next, Consumer<Walker> send) {
        List<@Nullable Upcoming> upcoming = new ArrayList<>();
        next.forEach(walker -> upcoming.add(walker.asks().upcoming));
        ended = turns.beside(() -> {
            try {
                Upcoming.send(upcoming, () -> {
                    for (Walker walker : next) {
                        send.accept(walker);
                        if (walker.asks().cameToNothing()) {
                            return;
                        }
                    }
                });
            } catch (RuntimeException | Error e) {
                broke = e;
            }
        });
        sending = next;
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
        Throwable thrown = broke;
        broke = null;
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
