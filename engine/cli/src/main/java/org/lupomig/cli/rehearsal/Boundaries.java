package org.lupomig.cli.rehearsal;

/** What is done at the boundaries between statements. The names are what users type. */
public enum Boundaries {
    none(false, false),
    failures(true, false),
    kills(false, true),
    all(true, true);

    private final boolean fails;
    private final boolean ends;

    Boundaries(boolean fails, boolean ends) {
        this.fails = fails;
        this.ends = ends;
    }

    /** Whether a failure is injected at each. */
    boolean hasFailures() {
        return fails;
    }

    /** Whether the process is killed at each. */
    boolean hasKills() {
        return ends;
    }
}
