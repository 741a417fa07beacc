package org.lupomig.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.PurgeRequest;
import org.lupomig.orchestrator.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig purge}: removes what is kept for ways back. */
@Command(
        name = "purge",
        sortOptions = false,
        header = "Removes what is kept for rollbacks whose time is over.",
        description = {
            "With a batch: all that is kept for it, whatever its window. It can no longer be rolled back then.",
            "What no record of a run names is listed, and stays."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig purge --dry-run",
            "  lupomig purge",
            "  lupomig purge phase_a.federate --yes",
            "",
            "Exit status: 0 removed or nothing to remove, 2 could not run, 3 something could not be removed."
        })
final class PurgeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "[PLAN.]BATCH",
            description = "A batch that has run here. Default: whatever has expired.")
    private @Nullable String name;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private WaitOption wait = new WaitOption();

    PurgeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Answer<PlanArgument> asked = PlanArgument.of(null, context.shell());
        Answer<StoreDesk> opened =
                asked.then(a -> StoreDesk.openToChange(context, a.project(), databases, wait.duration()));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            if (name == null) {
                return expired(desk, asked.value());
            }
            Answer<BatchName> batch = BatchName.find(desk.found(), null, name, null)
                    .then(found -> desk.changeable(found, found.server()));
            return batch.isOk()
                    ? named(desk, batch.value(), asked.value())
                    : context.voice().refuse(batch.problems());
        }
    }

    private int expired(StoreDesk desk, PlanArgument asked) {
        RunDisplay display = context.voice().display();
        List<OpenServer> servers = desk.allChangeable(context);
        int worst = desk.isPartial() ? ExitStatus.COULD_NOT_RUN : ExitStatus.DONE;
        if (desk.found().isEmpty()) {
            display.say("nothing has been run here yet, so there is nothing to purge");
        }
        for (OpenServer server : servers) {
            RunReport report = purge(desk, server, asked, display, PurgeRequest.expired(dryRun), "purge");
            worst = Math.max(worst, report.result().exitStatus());
        }
        return worst;
    }

    private int named(StoreDesk desk, BatchName batch, PlanArgument asked) {
        RunDisplay display = context.voice().display();
        if (!yes && !dryRun) {
            // Events are read by a program.
            if (!Question.anybodyThere(context.shell()) || context.voice() instanceof EventVoice) {
                return context.voice()
                        .refuse(List.of(unconfirmed(batch, "what is held for it would be gone for good")));
            }
            RunReport seen = purge(
                    desk,
                    batch.server(),
                    asked,
                    display,
                    PurgeRequest.of(batch.plan(), batch.batch(), true),
                    "purge of " + batch);
            if (seen.result() != RunReport.Result.DONE) {
                return seen.result().exitStatus();
            }
            if (Question.ask(context.shell(), "Remove that for good?") != Question.Answered.YES) {
                return context.voice().refuse(List.of(unconfirmed(batch, "the answer was not yes")));
            }
        }
        return purge(
                        desk,
                        batch.server(),
                        asked,
                        display,
                        PurgeRequest.of(batch.plan(), batch.batch(), dryRun),
                        "purge of " + batch)
                .result()
                .exitStatus();
    }

    private RunReport purge(
            StoreDesk desk,
            OpenServer server,
            PlanArgument asked,
            RunDisplay display,
            PurgeRequest request,
            String what) {
        BooleanSupplier stop = () -> false;
        if (!request.dryRun()) {
            context.activity().changes("purging on " + server.shown());
            stop = StopRequest.listen(display, "a purge is not left half-way: it goes on to its end");
        }
        display.begin((request.dryRun() ? "dry run: " : "") + what + " on " + server.shown(), Texts.none());
        Engine engine = Engines.create(
                context.shell(), server, new PlanFolder(asked.project().folder()), desk.noting(server, display));
        RunReport report =
                engine.sharing(desk.left()).queued(wait.priority(), stop).purge(request, desk.patience());
        display.end(report, Texts.none());
        return report;
    }

    private static Problem unconfirmed(BatchName batch, String why) {
        return Problem.of(CliMessage.PURGE_UNCONFIRMED, batch, why);
    }
}
