package org.lupomig.model.doctrine;

import org.lupomig.model.source.Location;

/** Where a rule says what it has found: the global {@code findings} of every rule. */
public interface Findings {
    /**
     * Reports one finding of the rule that is running.
     *
     * @param place the words that are wrong, not the statement that they stand in
     * @param arguments what stands in the places {@code {0}}, {@code {1}} … of the rule's message and help
     * @return the finding, for related places and fixes
     */
    Finding at(Location place, Object... arguments);
}
