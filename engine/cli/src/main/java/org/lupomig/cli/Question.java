package org.lupomig.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A question to the person at the terminal. Where there is none, nobody is asked. */
final class Question {
    /** What came of it. */
    enum Answered {
        YES,
        NO,
        NOBODY_THERE
    }

    private Question() {}

    /** Whether there is somebody to ask: what is shown goes to a terminal, and what is typed comes from one. */
    static boolean anybodyThere(Shell shell) {
        return shell.terminal() && shell.keyboard().isThere();
    }

    /** Asks, and takes anything but a yes for a no. */
    static Answered ask(Shell shell, String question) {
        if (!anybodyThere(shell)) {
            return Answered.NOBODY_THERE;
        }
        shell.out().print(question + " [y/N] ");
        shell.out().flush();
        String line = shell.keyboard().line();
        return isYes(line) ? Answered.YES : Answered.NO;
    }

    private static boolean isYes(@Nullable String line) {
        String word = line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }
}
