package org.lupomig.orchestrator.freeze;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.run.RunLog;

/**
 * That a freeze, or an emergency, did not keep writers out for a time.
 *
 * @param problem what is to be told; null where it did
 * @param known whether an alert says so that nobody has resolved yet
 */
record Lapse(@Nullable Problem problem, boolean known) {
    static final Lapse NONE = new Lapse(null, false);

    /** Looks at what stands. */
    static Lapse of(EnginePorts ports, SystemState state) {
        if (Hold.of(ports.target().barrier(), state) instanceof Hold.Lapsed lapsed && !isComing(ports, state)) {
            Problem problem = Problem.of(EngineMessage.FREEZE_LAPSED, state.what(), lapsed.why());
            // Who tries again, because they could not be kept out, finds the same.
            return new Lapse(
                    problem,
                    ports.store().openAlerts(Alerts.FREEZE_LAPSED).stream()
                            .anyMatch(message -> message.startsWith(problem.message())));
        }
        return NONE;
    }

    /** Whether it is a freeze of somebody who has not kept anybody out so far, or has died there. */
    private static boolean isComing(EnginePorts ports, SystemState state) {
        return ports.store().unfinishedRuns().stream()
                .anyMatch(run -> run.kind() == RunKind.FREEZE
                        && run.id() == state.holder().run());
    }

    void tell(RunLog log) {
        if (problem != null) {
            log.tell(new RunEvent.Warned(problem));
        }
    }

    /** The alert of it, unless there is one. */
    List<Write> alerts(long at) {
        return problem == null || known
                ? List.of()
                : List.of(new Write.Alert(Write.Alert.Level.WARNING, Alerts.FREEZE_LAPSED, problem.message(), at));
    }

    /** Makes it durable; it has been told, and nothing is given up for an alert. */
    void write(RunLog log) {
        try {
            log.commit(alerts(log.stamp()));
        } catch (ServerRefused e) {
            log.tell(new RunEvent.Note("this could not be recorded: " + e.getMessage()));
        }
    }
}
