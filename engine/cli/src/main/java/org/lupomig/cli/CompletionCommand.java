package org.lupomig.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.text.FishCompletion;
import org.lupomig.model.diagnostic.Problem;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lupomig completion}: a script with which a shell completes commands, options and plans. */
@Command(
        name = "completion",
        sortOptions = false,
        header = "Prints a script with which a shell completes commands, options and plan files.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(lupomig completion bash)",
            "  lupomig completion bash > ~/.local/share/bash-completion/completions/lupomig",
            "  lupomig completion zsh >> ~/.zshrc",
            "  lupomig completion fish > ~/.config/fish/completions/lupomig.fish",
            "",
            "Exit status: 0 printed, 2 there is none for that shell."
        })
final class CompletionCommand implements Callable<Integer> {
    /** Where the generated function has nothing to offer: plans, and folders on the way to them. */
    private static final String PLANS = """

            # Plans, where there is neither a command nor an option.
            _lupomig() {
              _complete_lupomig
              local word="${COMP_WORDS[COMP_CWORD]}"
              if [[ ${#COMPREPLY[@]} -eq 0 && "$word" != -* ]]; then
                local IFS=$'\\n'
                compopt -o filenames 2> /dev/null
                COMPREPLY=( $(compgen -f -X '!*.lupomig' -- "$word") $(compgen -d -- "$word") )
              fi
            }
            complete -o default -F _lupomig lupomig
            """;

    private final CommandContext context;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell = "";

    CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CommandLine all = Main.commandLine(context);
        switch (shell) {
            // The script itself sees which of the two reads it.
            case "bash", "zsh" -> context.shell().out().print(AutoComplete.bash("lupomig", all) + PLANS);
            case "fish" -> context.shell().out().print(FishCompletion.of(all));
            default -> {
                String sentence = "there is a completion for bash, zsh and fish, not for '" + Shown.of(shell) + "'";
                return context.voice().refuse(List.of(Problem.of(CliMessage.USAGE, sentence, "lupomig completion")));
            }
        }
        return ExitStatus.DONE;
    }
}
