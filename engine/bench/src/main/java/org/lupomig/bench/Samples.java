package org.lupomig.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/** What was measured of one thing, round by round. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    /** Less another in the same round. */
    Samples minus(Samples other) {
        return with(other, (a, b) -> a - b);
    }

    /** Times another in the same round. */
    Samples per(Samples other) {
        return with(other, (a, b) -> a / b);
    }

    /** Of each so much as one of so many. */
    Samples per(double many) {
        Samples result = new Samples();
        values.forEach(value -> result.add(value / many));
        return result;
    }

    private Samples with(Samples other, DoubleBinaryOperator both) {
        Samples result = new Samples();
        for (int i = 0; i < values.size(); i++) {
            result.add(both.applyAsDouble(values.get(i), other.values.get(i)));
        }
        return result;
    }

    double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** The first columns of a line of the table. */
    String line(String what) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f to %.2f |",
                what,
                median(),
                Collections.min(values),
                Collections.max(values));
    }
}
