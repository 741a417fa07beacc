package org.lupomig.orchestrator.run;

/** The work on another step of a group has thrown something: this one goes no further, and has nothing to say of it. */
final class GroupBroken extends Error {
    private static final long serialVersionUID = 1L;

    GroupBroken(Throwable other) {
        super(other);
    }
}
