package org.lupomig.cli;

/** What the command is doing, for the case that it fails unexpectedly. */
final class Activity {
    private volatile String now;

    Activity(String now) {
        this.now = now;
    }

    /** From here on it does something else; a participle, such as {@code compiling plans}. */
    void is(String participle) {
        now = participle;
    }

    @Override
    public String toString() {
        return now;
    }
}
