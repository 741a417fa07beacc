package org.lupomig.orchestrator.run;

import java.util.List;
import org.lupomig.orchestrator.port.TargetSession;

/** The steps that use some sessions: these are closed when the last of them has done with them. */
final class SessionUsers {
    private final List<TargetSession> sessions;
    private int open;
    private boolean done = true;

    /** So many, of at least one session. */
    SessionUsers(List<TargetSession> sessions, int users) {
        this.sessions = List.copyOf(sessions);
        this.open = users;
    }

    /** The one over which all of them look: what they look at is the same over each. */
    TargetSession looks() {
        return sessions.get(0);
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
                sessions.forEach(TargetSession::allDone);
            }
            sessions.forEach(TargetSession::close);
        }
    }
}
