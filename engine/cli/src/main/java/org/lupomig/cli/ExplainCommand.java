package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.lupomig.analysis.DoctrineMessage;
import org.lupomig.cli.config.Nearest;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.doctrine.Catalogue;
import org.lupomig.doctrine.Rule;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.sql.SqlMessage;
import org.lupomig.store.StoreMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lupomig explain}: what a rule or a message means. */
@Command(
        name = "explain",
        sortOptions = false,
        header = "Explains a rule, with examples, or a message.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig explain no-foreign-keys",
            "  lupomig explain LM3101",
            "  lupomig explain LM1144",
            "",
            "Exit status: 0 explained, 2 there is nothing of that name."
        })
final class ExplainCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "RULE", description = "The name of a rule, or the code of a rule or a message.")
    private String wanted = "";

    ExplainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.builtIn();
        Rule rule = catalogue.find(wanted);
        if (rule != null) {
            context.shell().out().print(catalogue.page(rule));
            return ExitStatus.DONE;
        }
        for (MessageType message : messages()) {
            if (message.code().equals(wanted.toUpperCase(Locale.ROOT))
                    || message.title().equals(wanted)) {
                print(message);
                return ExitStatus.DONE;
            }
        }
        String hint = Nearest.hint(wanted, catalogue.names(), "lupomig rules lists the rules");
        return context.voice().refuse(List.of(Problem.of(CliMessage.NOTHING_TO_EXPLAIN, Shown.of(wanted), hint)));
    }

    private void print(MessageType message) {
        Shell shell = context.shell();
        shell.out().println("# " + message.title());
        shell.out().println();
        shell.out().println(message.code() + " · " + message.severity().word() + " — " + message.template());
        if (!message.help().isEmpty()) {
            shell.out().println();
            shell.out().println(message.help());
        }
    }

    private static List<MessageType> messages() {
        List<MessageType> all = new ArrayList<>();
        all.addAll(List.of(CompilerMessage.values()));
        all.addAll(List.of(SqlMessage.values()));
        all.addAll(List.of(DoctrineMessage.values()));
        all.addAll(List.of(EngineMessage.values()));
        all.addAll(List.of(StoreMessage.values()));
        all.addAll(List.of(CliMessage.values()));
        return all;
    }
}
