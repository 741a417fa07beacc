package org.lupomig.orchestrator.recovery;

import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.AppliedBy;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.machine.Evidence;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;

/** Whether one command has begun anything that the next one would have to bring to an end. */
public final class Begun {
    private final EnginePorts ports;
    private boolean atWork;

    /** A command that has not. */
    public Begun(EnginePorts ports) {
        this.ports = ports;
    }

    /** It has its locks, and goes to work. */
    public void goesToWork() {
        atWork = true;
    }

    /**
     * Whether it has, or something is there that an earlier one has left. What the store does not answer counts as yes.
     *
     * @param asRun whether all that such a command does is done in a run of its own, which it writes down first
     */
    public boolean anything(boolean asRun) {
        if (atWork && !asRun) {
            return true;
        }
        try {
            String own = ports.owner().token();
            return !ports.store().deadRuns().isEmpty()
                    || ports.store().runs(1).stream()
                            .anyMatch(run -> run.owner().token().startsWith(own))
                    || ports.store().plans().stream()
                            .flatMap(plan -> ports.store().steps(plan).stream())
                            .anyMatch(this::isLeft);
        } catch (ConnectionLost | ServerRefused e) {
            return true;
        }
    }

    private boolean isLeft(StepRecord step) {
        return step.state() == State.FAILED
                && AppliedBy.ofFailed(step.address(), ports.store().journal(step.run())) != Evidence.REFUSED;
    }
}
