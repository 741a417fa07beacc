package org.lupomig.cli.progress;

import org.lupomig.cli.text.Texts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.port.RunListener;

/** Where a run is shown. Several threads may speak at once. */
public interface RunDisplay extends RunListener {
    /**
     * Something begins.
     *
     * @param what it, for people: {@code plan phase_a 4.0.3}
     * @param texts the files that its events speak of
     */
    void begin(String what, Texts texts);

    /** A word from the command itself. */
    void say(String message);

    /** From here on it is said now and then how far a run is, also where that is not shown by itself. */
    default void tellProgress() {}

    /** What began has ended. */
    void end(RunReport report, Texts texts);
}
