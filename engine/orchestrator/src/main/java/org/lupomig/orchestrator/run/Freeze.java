package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target;

/**
 * The advisory freeze of some schemas. It stops nobody: it is published, and at both of its ends others are looked for
 * and named. Without schemas it does nothing.
 */
public final class Freeze {
    private static final int MOST_NAMED = 5;

    private final EnginePorts ports;
    private final RunLog log;
    private final String reason;
    private final List<String> schemas;
    private boolean othersSeen;

    /** Of these schemas, for this reason. */
    public Freeze(EnginePorts ports, RunLog log, String reason, List<String> schemas) {
        this.ports = ports;
        this.log = log;
        this.reason = reason;
        this.schemas = List.copyOf(schemas);
    }

    /** The freeze that a dead run left behind; of nothing where there is none. */
    public static Freeze left(EnginePorts ports, RunLog log) {
        SystemState state = ports.store().systemState();
        boolean frozen = state.mode() == Mode.FROZEN || state.mode() == Mode.THAWING;
        return new Freeze(ports, log, state.reason(), frozen ? state.schemas() : List.of());
    }

    /** What publishes that it begins, for the caller to commit. */
    List<Write> freezing() {
        return published(Mode.FROZEN);
    }

    /** Says that it has begun, and looks for others. */
    void frozen() {
        said(Mode.FROZEN);
    }

    /** What publishes that it is about to end, for the caller to commit. */
    public List<Write> thawing() {
        return published(Mode.THAWING);
    }

    /** Says that it is about to end, and looks for others. That it has ended is said with the end of the batch. */
    public void thawed() {
        said(Mode.THAWING);
    }

    /** What the end of a run says of it: empty where nobody was seen. */
    String sentence() {
        return othersSeen
                ? "; others used " + String.join(", ", schemas) + " meanwhile, so that exactness is not guaranteed"
                : "";
    }

    private SystemState state(Mode mode) {
        return new SystemState(mode, reason, schemas, log.stamp());
    }

    private List<Write> published(Mode mode) {
        return schemas.isEmpty() ? List.of() : List.of(new Write.Published(state(mode)));
    }

    private void said(Mode mode) {
        if (schemas.isEmpty()) {
            return;
        }
        log.tell(new RunEvent.SystemMoved(state(mode)));
        List<Problem> found = found(mode);
        List<Write> alerts = new ArrayList<>();
        for (Problem problem : found) {
            log.tell(new RunEvent.Warned(problem));
            alerts.add(new Write.Alert(
                    Write.Alert.Level.WARNING, "others during a freeze", problem.message(), log.stamp()));
        }
        try {
            log.commit(alerts);
        } catch (ServerRefused e) {
            // It has been told; a batch does not go back, nor stay frozen, for an alert.
            log.tell(new RunEvent.Note("this could not be recorded: " + e.getMessage()));
        }
    }

    private List<Problem> found(Mode mode) {
        String names = String.join(", ", schemas);
        Target.Others others;
        try {
            others = ports.target().others(schemas);
        } catch (ConnectionLost | ServerRefused e) {
            return List.of(Problem.of(EngineMessage.OTHERS_UNSEEN, names, String.valueOf(e.getMessage()), ""));
        }
        List<Problem> problems = new ArrayList<>();
        if (!others.sessions().isEmpty()) {
            othersSeen = true;
            problems.add(Problem.of(EngineMessage.OTHERS_SEEN, names, mode.word(), named(others.sessions())));
        }
        if (!others.all()) {
            problems.add(Problem.of(
                    EngineMessage.OTHERS_UNSEEN,
                    names,
                    "this account lacks PROCESS",
                    "; GRANT PROCESS ON *.* lets them be seen"));
        }
        return problems;
    }

    private static String named(List<Target.OtherSession> sessions) {
        List<String> names = new ArrayList<>();
        for (Target.OtherSession session : sessions.subList(0, Math.min(MOST_NAMED, sessions.size()))) {
            names.add(session.account() + " (connection " + session.connection() + ")");
        }
        int more = sessions.size() - names.size();
        return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
    }
}
