package org.lupomig.cli;

import java.util.List;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Problem;

/** How a command speaks of everything but its result: to people on standard error, to programs on standard output. */
interface Voice {
    /**
     * The voice that these arguments ask for, also where they make no sense: a program that asked for JSON gets JSON.
     */
    static Voice of(Shell shell, String... args) {
        String command = args.length == 0 ? "" : args[0];
        if (tellsEvents(command)) {
            return asks(args, "--json") ? new EventVoice(shell) : new TextVoice(shell);
        }
        return switch (command) {
            case "status", "history", "alerts" ->
                asks(args, "--json") ? new DocumentVoice(shell) : new TextVoice(shell);
            case "check", "rules", "plan", "rehearse", "show" ->
                asks(args, "--format=json") || asks(args, "--format", "json")
                        ? new DocumentVoice(shell)
                        : new TextVoice(shell);
            default -> new TextVoice(shell);
        };
    }

    /** Whether a command changes something, and tells of it as it happens. */
    static boolean tellsEvents(String command) {
        return switch (command) {
            case "run", "rollback", "retry", "resolve", "recover", "purge", "freeze", "thaw" -> true;
            default -> false;
        };
    }

    private static boolean asks(String[] args, String... words) {
        for (int i = 1; i + words.length <= args.length && !args[i].equals("--"); i++) {
            boolean same = true;
            for (int j = 0; j < words.length; j++) {
                same &= args[i + j].equals(words[j]);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** Says why the command could not run, and gives the exit status for that. */
    default int refuse(List<Problem> problems) {
        return refuse(problems, ExitStatus.COULD_NOT_RUN);
    }

    /**
     * Says why the command ends here.
     *
     * @return {@code status}
     */
    int refuse(List<Problem> problems, int status);

    /** Says what keeps a part of the command from being done. */
    void partly(List<Problem> problems);

    /** Says what was found in a plan, where that is not itself the command's result. */
    void found(LoadedPlan plan, List<Diagnostic> diagnostics);

    /** Where a run is shown. */
    RunDisplay display();

    /** The command has ended with this status; the last word. */
    void finish(int status);
}
