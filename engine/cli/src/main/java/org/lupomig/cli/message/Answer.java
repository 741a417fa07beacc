package org.lupomig.cli.message;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Problem;

/** A value, or the problems because of which there is none. */
public final class Answer<T> {
    private final @Nullable T value;
    private final List<Problem> problems;

    private Answer(@Nullable T value, List<Problem> problems) {
        this.value = value;
        this.problems = List.copyOf(problems);
    }

    /** A value. */
    public static <T> Answer<T> of(T value) {
        return new Answer<>(value, List.of());
    }

    /** No value, because of one problem. */
    public static <T> Answer<T> no(MessageType type, Object... arguments) {
        return new Answer<>(null, List.of(Problem.of(type, arguments)));
    }

    /** No value, because of these problems, at least one. */
    public static <T> Answer<T> no(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a refusal needs a reason");
        }
        return new Answer<>(null, problems);
    }

    /** Whether there is a value. */
    public boolean isOk() {
        return problems.isEmpty();
    }

    /** The value of an answer that {@link #isOk}. */
    public T value() {
        if (value == null) {
            throw new IllegalStateException("no value: " + problems);
        }
        return value;
    }

    /** Why there is no value; empty where there is one. */
    public List<Problem> problems() {
        return problems;
    }

    /** What {@code next} makes of the value; a refusal stays one. */
    public <U> Answer<U> then(Function<? super T, Answer<U>> next) {
        return value == null ? new Answer<>(null, problems) : next.apply(value);
    }
}
