package org.lupomig.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often a test that tries much has tried what, and what came of it. Printed as one line of the same form by each:
 * {@code [counts] kills of a run: points 460, killed 6, as before 5, done 1}.
 */
public final class Counts {
    private final String title;
    private final Map<String, Long> numbers = new LinkedHashMap<>();

    /**
     * Nothing has been counted yet.
     *
     * @param title what is tried
     */
    public Counts(String title) {
        this.title = title;
    }

    /** Something of this kind has happened once more. */
    public Counts count(String what) {
        return add(what, 1);
    }

    /** So many more of this kind; also none, which is told as well. */
    public Counts add(String what, long number) {
        numbers.merge(what, number, Long::sum);
        return this;
    }

    /** How often this has happened. */
    public long of(String what) {
        return numbers.getOrDefault(what, 0L);
    }

    /** Prints the line. */
    public void print() {
        System.out.println(this);
    }

    @Override
    public String toString() {
        return "[counts] " + title + ": "
                + numbers.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
