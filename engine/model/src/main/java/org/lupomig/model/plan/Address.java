package org.lupomig.model.plan;

/**
 * The full address of a step: {@code plan.batch.step}.
 *
 * @param plan plan name
 * @param batch batch name
 * @param step step name
 */
public record Address(String plan, String batch, String step) implements Comparable<Address> {
    /** The text of it, as users write it. */
    @Override
    public String toString() {
        return plan + "." + batch + "." + step;
    }

    @Override
    public int compareTo(Address other) {
        return toString().compareTo(other.toString());
    }
}
