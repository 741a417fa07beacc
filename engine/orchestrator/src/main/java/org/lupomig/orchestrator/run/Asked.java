package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a step that is walked with others waits for: what it asks, and what comes of it. */
final class Asked<K, T> {
    final GroupWalk.Kind kind;
    final Object of;
    final K key;
    final Function<List<K>, List<T>> answers;
    final @Nullable Supplier<T> withheld;
    final Instant since;
    final @Nullable Upcoming upcoming;
    private final Function<T, Sent> came;

    private @Nullable T answer;
    private boolean sent = true;
    private @Nullable RuntimeException failure;
    private @Nullable Error error;

    /** How long the server had it for this step alone. */
    Duration took = Duration.ZERO;

    /**
     * Something that is asked for.
     *
     * @param of what it is asked of: only questions to the same are put together
     * @param answers gives one answer to each
     * @param withheld the answer to a statement that is not sent because others have failed; null where it is sent
     *     anyway
     * @param came what a statement has come to
     * @param upcoming what is executed where it is a statement; null where that is not known
     */
    Asked(
            GroupWalk.Kind kind,
            Object of,
            K key,
            Function<List<K>, List<T>> answers,
            @Nullable Supplier<T> withheld,
            Function<T, Sent> came,
            Instant since,
            @Nullable Upcoming upcoming) {
        this.kind = kind;
        this.of = of;
        this.key = key;
        this.answers = answers;
        this.withheld = withheld;
        this.came = came;
        this.since = since;
        this.upcoming = upcoming;
    }

    /** Whether it is a statement of which it is known by now that it did not come to what it should. */
    boolean cameToNothing() {
        return withheld != null && came() != Sent.WELL;
    }

    /** Whether the same is for a lock that somebody else has. */
    boolean waits() {
        return withheld != null && came() == Sent.WAITS;
    }

    /** Whether it asks for nothing that the server could do now. */
    boolean standsStill() {
        return kind == GroupWalk.Kind.HOLD || kind == GroupWalk.Kind.WAIT;
    }

    private Sent came() {
        return failure != null || error != null || answer == null
                ? Sent.NOT_WELL
                : sent ? came.apply(answer) : Sent.WELL;
    }

    boolean isAnswered() {
        return answer != null || failure != null || error != null;
    }

    void answer(T given) {
        answer = given;
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
