package org.lupomig.cli;

import java.util.function.BooleanSupplier;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.wiring.Signals;

/** SIGINT and SIGTERM: the first asks to stop, the second stops at once. */
final class StopRequest implements BooleanSupplier {
    private volatile boolean requested;

    private StopRequest() {}

    /**
     * Listens from now on.
     *
     * @param firstWord what is said at the first signal
     */
    static StopRequest listen(RunDisplay display, String firstWord) {
        StopRequest stop = new StopRequest();
        Signals.hear(count -> {
            stop.requested = true;
            if (count == 1) {
                display.say(firstWord + " (once more: stop at once, and leave the rest to the next command)");
            } else {
                // Not exit: nothing of ours may be tidied up half-way. The next command finds the run and ends it.
                Runtime.getRuntime().halt(ExitStatus.KILLED);
            }
        });
        return stop;
    }

    @Override
    public boolean getAsBoolean() {
        return requested;
    }
}
