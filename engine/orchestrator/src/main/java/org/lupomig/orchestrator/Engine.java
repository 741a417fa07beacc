package org.lupomig.orchestrator;

import java.time.Duration;
import org.lupomig.model.plan.Plan;

/** Everything that changes a server: each call first brings dead runs to an end. */
public final class Engine {
    private final EnginePorts ports;

    /** An engine over these ports, for one command. */
    public Engine(EnginePorts ports) {
        this.ports = ports;
    }

    /** Runs what of {@code plan} has not completed. */
    public RunReport run(Plan plan, RunOptions options) {
        return new RunReport(RunReport.Result.REFUSED, 0, ports.owner().who(), java.util.List.of());
    }

    /**
     * Rolls a completed batch back, if nothing has moved on since.
     *
     * @param plan name of a plan in the store
     * @param batch name of one of its batches
     * @param dryRun only say what would be done
     */
    public RunReport rollback(String plan, String batch, boolean dryRun, Duration lockPatience) {
        return new RunReport(RunReport.Result.REFUSED, 0, ports.owner().who(), java.util.List.of());
    }

    /**
     * Brings dead runs to an end, and tries again to undo what could not be undone.
     *
     * @param lockPatience how long to wait for another run to end before refusing
     */
    public RunReport recover(Duration lockPatience) {
        return new RunReport(RunReport.Result.REFUSED, 0, ports.owner().who(), java.util.List.of());
    }
}
