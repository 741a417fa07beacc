package org.lupomig.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.Owners;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.cli.wiring.SeenRuns;
import org.lupomig.orchestrator.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig recover}: brings runs to an end whose process died. */
@Command(
        name = "recover",
        sortOptions = false,
        header = "Finishes what a crash left: brings runs to an end whose process died.",
        description = {
            "Every other command that changes a server does this first. When it is done, failed undos are tried again,",
            "as 'lupomig retry' does, which can be told which."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig recover",
            "  lupomig recover phase_a.lupomig",
            "  lupomig recover --restored",
            "",
            "Exit status: 0 all is in order, 2 could not run, 3 needs a person."
        })
final class RecoverCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "PLAN",
            arity = "0..1",
            description = "A plan's file or name: only its undos are tried again.")
    private @Nullable String plan;

    @Option(
            names = "--restored",
            description = {
                "The server was restored from an older backup, or its store replaced, and is to go on from what it",
                "knows: LM9107 and LM9112 say where that is so. It is noted in the store."
            })
    private boolean restored;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Mixin
    private WaitOption wait = new WaitOption();

    RecoverCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        Answer<PlanArgument> asked = PlanArgument.of(plan, shell);
        Answer<StoreDesk> opened = asked.then(a -> restored
                ? StoreDesk.open(context, a.project(), databases, wait.duration())
                : StoreDesk.openToChange(context, a.project(), databases, wait.duration()));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            Answer<PlanArgument> known = desk.known(asked.value());
            return known.isOk()
                    ? recover(desk, asked.value(), desk.patience())
                    : context.voice().refuse(known.problems());
        }
    }

    /** What a person says of a restored server is written down there before anything is done. */
    private void accept(StoreDesk desk, SeenRuns seen, RunDisplay display) {
        for (OpenServer server : desk.found()) {
            display.say("the store on " + server.shown()
                    + (seen.accept(server, Owners.create(context.shell()).who())
                            ? " is taken as it is, and that is noted there"
                            : " has all that this project has seen of it: nothing is to be taken there"));
        }
        desk.sees(seen);
    }

    private int recover(StoreDesk desk, PlanArgument asked, Duration patience) {
        RunDisplay display = context.voice().display();
        if (restored) {
            accept(desk, new SeenRuns(StateFolder.of(asked.project())), display);
        }
        StopRequest stop = StopRequest.listen(display, "a recovery is not left half-way: it goes on to its end");
        List<OpenServer> servers = desk.allChangeable(context);
        int worst = desk.isPartial() ? ExitStatus.COULD_NOT_RUN : ExitStatus.DONE;
        if (desk.found().isEmpty()) {
            display.say("nothing has been run here yet, so there is nothing to recover");
        }
        for (OpenServer server : servers) {
            context.activity().changes("recovering runs on " + server.shown());
            display.begin("recovery on " + server.shown(), Texts.none());
            RunReport report = Engines.create(
                            context.shell(),
                            server,
                            new PlanFolder(asked.project().folder()),
                            display)
                    .sharing(desk.left())
                    .queued(wait.priority(), stop)
                    .recover(asked.plan(), patience);
            display.end(report, Texts.none());
            worst = Math.max(worst, report.result().exitStatus());
        }
        return worst;
    }
}
