package org.lupomig.orchestrator.freeze;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target;

/** Looks for others who use what is frozen. */
final class Others {
    private static final int MOST_NAMED = 5;

    private final Target target;
    private final List<String> schemas;
    private boolean seen;

    /** Of these schemas; of none: whatever is used of the server. */
    Others(Target target, List<String> schemas) {
        this.target = target;
        this.schemas = schemas;
    }

    /** Whether anybody was seen so far. */
    boolean seen() {
        return seen;
    }

    /** What is to be said of those who are there now. Never throws. */
    List<Problem> found(Mode mode) {
        String names = schemas.isEmpty() ? "everything" : String.join(", ", schemas);
        Target.Others others;
        try {
            others = target.others(schemas);
        } catch (ConnectionLost | ServerRefused e) {
            return List.of(Problem.of(EngineMessage.OTHERS_UNSEEN, names, String.valueOf(e.getMessage()), ""));
        }
        List<Problem> problems = new ArrayList<>();
        if (!others.sessions().isEmpty()) {
            seen = true;
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
