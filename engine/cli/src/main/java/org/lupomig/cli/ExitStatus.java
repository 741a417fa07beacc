package org.lupomig.cli;

/** What a command's end means to scripts. */
final class ExitStatus {
    /** Done, or clean. */
    static final int DONE = 0;
    /** Failed and undone, or there are findings. */
    static final int FINDINGS = 1;
    /** It could not run; nothing was touched. */
    static final int COULD_NOT_RUN = 2;
    /** It ended in the middle; the next command, or a person, has to look. */
    static final int NEEDS_A_PERSON = 3;
    /** A second signal ended it at once: 128 and the number of SIGINT. */
    static final int KILLED = 130;

    private ExitStatus() {}
}
