package org.lupomig.orchestrator.run;

import java.util.List;
import org.lupomig.orchestrator.EnginePorts;

/** Has several steps worked on as a group: the server is asked for all of them at once, and for one commit. */
public final class GroupedWork {
    /**
     * How many statements of steps that have nothing in common are sent at a time where nobody says how many: most wait
     * for the server's disk, and two such waits are little more than one.
     */
    static final int LANES = 2;

    private GroupedWork() {}

    /** The work on one step. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it.
         *
         * @param number the step's
         * @param ports what it is done through
         */
        void on(int number, EnginePorts ports);
    }

    /**
     * Works on all of them, which must have nothing in common. Where the work on one throws something, nothing is sent
     * any more; when all have come to an end, it is thrown.
     *
     * @param groups numbers of the steps, from 1, in the order in which they come, by group; two groups take turns
     * @param log what is said of them
     */
    public static void on(List<List<Integer>> groups, EnginePorts ports, RunLog log, Work work) {
        StepCrew crew = new StepCrew(ports);
        crew.says(log);
        Company before = log.worksWith(crew);
        try {
            crew.together(
                    groups,
                    LANES,
                    (one, other) -> true,
                    () -> true,
                    () -> false,
                    () -> {},
                    number -> work.on(number, crew.ports()));
        } finally {
            log.worksWith(before);
        }
    }
}
