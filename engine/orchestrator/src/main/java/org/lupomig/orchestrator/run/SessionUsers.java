package org.lupomig.orchestrator.run;

import org.lupomig.orchestrator.port.TargetSession;

/** The steps that use one session: it is closed when the last of them has done with it. */
final class SessionUsers {
    private final TargetSession session;
    private int open;
    private boolean done = true;

    /** So many. */
    SessionUsers(TargetSession session, int users) {
        this.session = session;
        this.open = users;
    }

    TargetSession session() {
        return session;
    }

    /**
     * One of them uses it no more.
     *
     * @param allDone whether all that it sent has done what it was sent for
     */
    void close(boolean allDone) {
        done &= allDone;
        open--;
        if (open == 0) {
            if (done) {
                session.allDone();
            }
            session.close();
        }
    }
}
