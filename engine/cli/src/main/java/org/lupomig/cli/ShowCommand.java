package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.wiring.HandScripts;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.journal.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig show}: what one run did, or the script that takes it back by hand. */
@Command(
        name = "show",
        sortOptions = false,
        header = "Shows what a run did, or prints the script that takes it back by hand.",
        description = "Reads the store only: nothing is changed, and no lock is taken.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig show 12",
            "  lupomig show 12 --format json",
            "  lupomig show 12 --undo-sql > undo.sql",
            "",
            "Exit status: 0 shown, 2 there is no such run, or a store could not be looked at."
        })
final class ShowCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "RUN", description = "The number of a run; 'lupomig history' lists them.")
    private String number = "";

    @Option(
            names = "--undo-sql",
            description = {
                "Print the script that takes back what is left of the run, for the mariadb client.",
                "For the day when the tool itself cannot: it looks at nothing before it sends."
            })
    private boolean undoSql;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.text;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    ShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        long id = id();
        if (id < 1) {
            return usage("RUN takes the number of a run, not '" + number + "'");
        }
        if (undoSql && format == OutputFormat.json) {
            return usage("--undo-sql prints a script, and no JSON");
        }
        Answer<PlanArgument> here = PlanArgument.of(null, shell);
        Answer<StoreDesk> opened = here.then(a -> StoreDesk.openToRead(context, a.project(), databases));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            context.activity().is("reading the store");
            List<OpenServer> having = new ArrayList<>();
            for (OpenServer server : desk.found()) {
                if (server.store().run(id).isPresent()) {
                    having.add(server);
                }
            }
            if (having.size() != 1) {
                return context.voice().refuse(List.of(having.isEmpty() ? none(id) : several(id, having)));
            }
            OpenServer server = having.get(0);
            RunRecord run = server.store().run(id).orElseThrow();
            if (undoSql) {
                shell.out().print(HandScripts.of(server, run));
            } else if (format == OutputFormat.json) {
                RunView view = RunView.read(server, run);
                shell.out().print(Json.document(json -> RunJson.write(json, view)));
            } else {
                shell.out().print(new RunText(shell.style()).render(RunView.read(server, run)));
            }
            return ExitStatus.DONE;
        }
    }

    private long id() {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Problem none(long id) {
        return Problem.of(CliMessage.NO_SUCH_RUN, id);
    }

    private static Problem several(long id, List<OpenServer> having) {
        List<String> names = having.stream()
                .map(server -> "run " + id + " on " + server.shown())
                .toList();
        return Problem.of(CliMessage.AMBIGUOUS_STEP, id, String.join(", ", names));
    }

    private int usage(String sentence) {
        return context.voice().refuse(List.of(Problem.of(CliMessage.USAGE, sentence, "lupomig show")));
    }
}
