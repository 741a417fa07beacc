package org.lupomig.cli.progress;

import org.jspecify.annotations.Nullable;
import org.lupomig.cli.text.Words;

/** How far a run is, in words. */
public final class Progress {
    private Progress() {}

    /**
     * {@code 12 of 40 steps, 31.05 %, about 2 min 10 s left}.
     *
     * @param secondsLeft null where nothing is known
     */
    public static String text(int done, int total, String percentage, @Nullable Long secondsLeft) {
        return done + " of " + Words.count(total, "step") + ", " + percentage + " %"
                + (secondsLeft == null ? "" : ", about " + Words.millis(secondsLeft * 1000) + " left");
    }

    /** {@code 31.05} for 3105. */
    public static String percentage(int hundredths) {
        return hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100;
    }
}
