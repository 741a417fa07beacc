package org.lupomig.cli;

import org.lupomig.cli.progress.JsonDisplay;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.progress.TextDisplay;

/** Chooses how a run is shown. */
final class Displays {
    private Displays() {}

    static RunDisplay create(Shell shell, boolean json) {
        return json
                ? new JsonDisplay(shell.out(), shell.clock())
                : new TextDisplay(
                        shell.out(), shell.err(), shell.terminal(), shell.style(), shell.errStyle(), shell.clock());
    }
}
