package org.lupomig.orchestrator.port;

import org.jspecify.annotations.Nullable;

/** Tells of an image whether somebody has emptied it: what would come back then is not what was there. */
public final class LostImage {
    private LostImage() {}

    /**
     * What is wrong with it, as a clause that goes on behind its name.
     *
     * @param kept how many rows it had; null where that was never heard
     * @param now how many it has; -1 where it is not there
     * @return null where nothing is
     */
    public static @Nullable String why(@Nullable Long kept, long now) {
        if (kept == null || kept == now) {
            return null;
        }
        return "it keeps what was there before, and " + (now < 0 ? "is gone" : "has " + now + " rows of " + kept);
    }
}
