package org.lupomig.cli;

/** What the command is doing, for the case that it fails in the middle. */
final class Activity {
    private volatile String now;
    private volatile boolean changing;

    Activity(String now) {
        this.now = now;
    }

    /** From here on it does something else; a participle, such as {@code compiling plans}. */
    void is(String participle) {
        now = participle;
        changing = false;
    }

    /** From here on it does something that must not be left in the middle. */
    void changes(String participle) {
        now = participle;
        changing = true;
    }

    /** Whether something may be left in the middle where it ends now. */
    boolean isChanging() {
        return changing;
    }

    @Override
    public String toString() {
        return now;
    }
}
