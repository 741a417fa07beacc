package org.lupomig.orchestrator.claim;

import org.lupomig.orchestrator.journal.Owner;

/**
 * What a command asks for before it begins.
 *
 * @param owner the command
 * @param work what it is about, for people: {@code run of plan shop}
 * @param priority the higher, the sooner it is its turn; each is worth {@link #MINUTES_EACH} minutes of waiting
 */
public record LockRequest(Owner owner, String work, Claims claims, int priority) {
    /** The least that can be asked for. */
    public static final int LOWEST = -10;

    /** The most that can be asked for. */
    public static final int HIGHEST = 10;

    /**
     * How many minutes earlier one of the next higher priority counts as having come. So none waits for ever: whoever
     * has waited that much longer goes first.
     */
    public static final int MINUTES_EACH = 5;
}
