package org.lupomig.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RollbackRequest;
import org.lupomig.orchestrator.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig rollback}: takes back a batch that has completed. */
@Command(
        name = "rollback",
        sortOptions = false,
        header = "Takes back a batch that has completed.",
        description = "Refused where what it would undo has changed since: nothing is lost that others wrote.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig rollback federate",
            "  lupomig rollback phase_a.federate --dry-run",
            "  lupomig rollback phase_a.federate.move_logs",
            "  lupomig rollback phase_a.lupomig federate",
            "  lupomig rollback federate --with-dependents --dry-run",
            "  lupomig rollback federate --discard-later-writes",
            "",
            "Exit status: 0 taken back, 2 could not run, 3 needs a person."
        })
final class RollbackCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "[PLAN.]BATCH[.STEP]",
            description = {
                "A batch that has run here, or a step of one of class B, C or D;",
                "or a plan's name or file: its only batch; of a file also the one named next."
            })
    private String first = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "BATCH", description = "A batch of that file's plan.")
    private @Nullable String second;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "A, B, C or D: how much goes with it. Default: as declared; a weaker one is refused.")
    private @Nullable RollbackClass rollbackClass;

    @Option(
            names = "--with-dependents",
            description = "Batches that completed upon it, of whatever plan, go back before it.")
    private boolean withDependents;

    @Option(
            names = "--discard-later-writes",
            description = "Go on over what others have written since; it is kept aside, and said where.")
    private boolean discardLaterWrites;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Mixin
    private WaitOption wait = new WaitOption();

    RollbackCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        boolean file = PlanArgument.isFile(first, shell);
        if (!file && second != null) {
            return context.voice()
                    .refuse(Answer.no(
                                    CliMessage.USAGE,
                                    "'" + Shown.of(first) + "' is not a plan's file, so '" + Shown.of(second)
                                            + "' cannot be a batch of it",
                                    "lupomig rollback")
                            .problems());
        }
        Answer<PlanArgument> asked = PlanArgument.of(file ? first : null, shell);
        Answer<StoreDesk> opened =
                asked.then(a -> StoreDesk.openToChange(context, a.project(), databases, wait.duration()));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            Answer<BatchName> batch = BatchName.find(
                            desk.found(), asked.value().plan(), file ? second : first, shell.clock())
                    .then(found -> desk.changeable(found, found.server()));
            if (!batch.isOk()) {
                return context.voice().refuse(batch.problems());
            }
            return rollback(desk, batch.value(), asked.value());
        }
    }

    private int rollback(StoreDesk desk, BatchName batch, PlanArgument asked) {
        context.activity().changes("rolling back " + batch);
        RunDisplay display = context.voice().display();
        StopRequest stop = StopRequest.listen(display, "a rollback is not left half-way: it goes on to its end");
        display.begin(
                (dryRun ? "dry run: " : "") + "rollback of " + batch + " on "
                        + batch.server().shown(),
                Texts.none());
        Engine engine = Engines.create(
                context.shell(),
                batch.server(),
                new PlanFolder(asked.project().folder()),
                desk.noting(batch.server(), display));
        RollbackRequest request = new RollbackRequest(
                batch.plan(),
                batch.batch(),
                batch.step().isEmpty() ? null : batch.step(),
                rollbackClass,
                withDependents,
                discardLaterWrites,
                dryRun);
        RunReport report =
                engine.sharing(desk.left()).queued(wait.priority(), stop).rollback(request, desk.patience());
        display.end(report, Texts.none());
        return report.result().exitStatus();
    }
}
