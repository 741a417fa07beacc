package org.lupomig.orchestrator.run;

import java.util.List;
import org.lupomig.orchestrator.EnginePorts;

/** Has several steps worked on as a group: the server is asked for all of them at once, and for one commit. */
public final class GroupedWork {
    private GroupedWork() {}

    /** The work on one step. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it.
         *
         * @param position the step's place in the plan
         * @param ports what it is done through
         */
        void on(int position, EnginePorts ports);
    }

    /**
     * Works on all of them, which must have nothing in common. Where the work on one throws something, nothing is sent
     * any more; when all have come to an end, it is thrown.
     *
     * @param positions theirs, in the order in which they come
     * @param log what is said of them
     */
    public static void on(List<Integer> positions, EnginePorts ports, RunLog log, Work work) {
        StepCrew crew = new StepCrew(ports);
        Company before = log.worksWith(crew);
        try {
            crew.together(positions, () -> true, () -> false, () -> {}, position -> work.on(position, crew.ports()));
        } finally {
            log.worksWith(before);
        }
    }
}
