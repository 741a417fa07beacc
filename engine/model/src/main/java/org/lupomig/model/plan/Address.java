package org.lupomig.model.plan;

import org.jspecify.annotations.Nullable;

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

    // By hand, as hashCode is: what the compiler leaves to be linked at run time is felt when a command starts.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address
                && step.equals(address.step)
                && batch.equals(address.batch)
                && plan.equals(address.plan);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * plan.hashCode() + batch.hashCode()) + step.hashCode();
    }

    @Override
    public int compareTo(Address other) {
        return toString().compareTo(other.toString());
    }
}
