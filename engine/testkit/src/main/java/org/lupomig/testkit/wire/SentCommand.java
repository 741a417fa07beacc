package org.lupomig.testkit.wire;

/**
 * A command that may have changed something.
 *
 * @param line the number of the line that it came by, from 1
 * @param text the statement; of one that was prepared before, that it was
 */
public record SentCommand(int line, String text) {
    private static final int SHOWN = 100;

    /** How it begins, in one line. */
    @Override
    public String toString() {
        String flat = text.replaceAll("\\s+", " ");
        return line + ": " + (flat.length() > SHOWN ? flat.substring(0, SHOWN) + "…" : flat);
    }
}
