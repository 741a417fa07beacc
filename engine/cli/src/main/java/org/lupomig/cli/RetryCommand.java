package org.lupomig.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig retry}: tries again what failed with something left. */
@Command(
        name = "retry",
        sortOptions = false,
        header = "Tries again what failed with something left: undos, and records.",
        description = {
            "For when what was in the way has been mended. What failed with nothing left is tried again by 'lupomig run',",
            "what a crash left is brought to its end by 'lupomig recover' and by every other command that changes a server."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig retry",
            "  lupomig retry phase_a.lupomig",
            "  lupomig retry phase_a.federate.move_tables",
            "  lupomig retry phase_a.federate --discard-later-writes",
            "",
            "Exit status: 0 all of it is done now, 2 could not run, 3 needs a person."
        })
final class RetryCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "PLAN[.BATCH[.STEP]]",
            arity = "0..1",
            description = "What is tried again; of a plan, its file or its name. Default: all that failed.")
    private @Nullable String what;

    @Option(
            names = "--discard-later-writes",
            description = "Go on over what others have written since; it is kept aside, and said where.")
    private boolean discardLaterWrites;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Mixin
    private WaitOption wait = new WaitOption();

    RetryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        if (discardLaterWrites && what == null) {
            return context.voice()
                    .refuse(List.of(Problem.of(
                            CliMessage.USAGE,
                            "--discard-later-writes needs to be told of which plan, batch or step",
                            "lupomig retry")));
        }
        boolean file = what != null && PlanArgument.isFile(what, shell);
        Answer<PlanArgument> asked = PlanArgument.of(file ? what : null, shell);
        Answer<StoreDesk> opened =
                asked.then(a -> StoreDesk.openToChange(context, a.project(), databases, wait.duration()));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            if (what == null || desk.found().isEmpty()) {
                return retry(desk, null, asked.value());
            }
            Answer<StepName> meant = StepName.any(desk.found(), asked.value().plan(), file ? null : what)
                    .then(found -> desk.changeable(found, found.server()));
            return meant.isOk()
                    ? retry(desk, meant.value().address(), asked.value())
                    : context.voice().refuse(meant.problems());
        }
    }

    private int retry(StoreDesk desk, @Nullable Address address, PlanArgument asked) {
        RunDisplay display = context.voice().display();
        StopRequest stop = StopRequest.listen(display, "an undo is not left half-way: it goes on to its end");
        List<OpenServer> servers = address == null ? desk.allChangeable(context) : desk.changeable();
        int worst = desk.isPartial() ? ExitStatus.COULD_NOT_RUN : ExitStatus.DONE;
        if (desk.found().isEmpty()) {
            display.say("nothing has been run here yet, so there is nothing to try again");
        }
        Duration patience = desk.patience();
        for (OpenServer server : servers) {
            context.activity().changes("trying again what failed on " + server.shown());
            display.begin("retry on " + server.shown(), Texts.none());
            Engine engine = Engines.create(
                            context.shell(),
                            server,
                            new PlanFolder(asked.project().folder()),
                            display)
                    .sharing(desk.left())
                    .queued(wait.priority(), stop);
            RunReport report = discardLaterWrites && address != null
                    ? engine.retryOverLaterWrites(address, patience)
                    : engine.retry(address, patience);
            display.end(report, Texts.none());
            worst = Math.max(worst, report.result().exitStatus());
        }
        return worst;
    }
}
