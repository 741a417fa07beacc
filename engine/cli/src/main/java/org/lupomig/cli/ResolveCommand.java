package org.lupomig.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.recovery.Resolve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig resolve}: records what a person says of steps whose undo failed. */
@Command(
        name = "resolve",
        sortOptions = false,
        header = "Records what you made by hand of a step whose undo failed, or of what has completed.",
        description = {
            "Nothing on the server is changed. What differs from what the journal has is told first; on a terminal you are",
            "asked then. Who said it, why, and what differed is recorded. Afterwards the plan can be run again.",
            "What has completed can only be recorded as rolled back, and not while all that it did is still there."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig resolve phase_a.federate --as rolled-back --because \"restored from the backup\"",
            "  lupomig resolve phase_a.federate.move_tables --as completed --because \"renamed by hand\"",
            "  lupomig resolve phase_a.federate --as rolled-back --because \"looking\" --dry-run",
            "",
            "Exit status: 0 recorded, 2 not recorded."
        })
final class ResolveCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "[PLAN.]BATCH[.STEP]",
            description = {
                "A step whose undo failed, or a batch: all of its steps whose undo failed.",
                "Where no undo failed: a completed batch, or a step of one of class B, C or D."
            })
    private String what = "";

    @Option(
            names = "--as",
            paramLabel = "STATE",
            required = true,
            description = "What its objects are now: rolled-back (as before the step) or completed (as after it).")
    private String as = "";

    @Option(names = "--because", paramLabel = "REASON", required = true, description = "Why, for the record.")
    private String because = "";

    @Option(names = "--yes", description = "Do not ask, also on a terminal.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what differs.")
    private boolean dryRun;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Mixin
    private WaitOption wait = new WaitOption();

    ResolveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        Resolve.As said = said(as);
        if (said == null) {
            return usage("--as takes rolled-back or completed, not '" + Shown.of(as) + "'");
        }
        if (because.isBlank()) {
            return usage("--because takes a reason, not an empty text");
        }
        Answer<PlanArgument> here = PlanArgument.of(null, shell);
        Answer<StoreDesk> opened =
                here.then(a -> StoreDesk.openToChange(context, a.project(), databases, wait.duration()));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            Answer<StepName> meant =
                    StepName.only(desk.found(), null, what).then(found -> desk.changeable(found, found.server()));
            return meant.isOk()
                    ? resolve(desk, meant.value(), said, here.value())
                    : context.voice().refuse(meant.problems());
        }
    }

    private int resolve(StoreDesk desk, StepName meant, Resolve.As said, PlanArgument here) {
        context.activity().is("looking at what " + meant + " has left");
        RunDisplay display = context.voice().display();
        display.begin(
                (dryRun ? "dry run: " : "") + "resolve " + meant + " on "
                        + meant.server().shown(),
                Texts.none());
        BooleanSupplier confirmed = () -> yes
                || !(context.voice() instanceof TextVoice)
                || Question.ask(context.shell(), "Record " + meant + " as " + said.words() + "?")
                        != Question.Answered.NO;
        RunReport report = Engines.create(
                        context.shell(),
                        meant.server(),
                        new PlanFolder(here.project().folder()),
                        display)
                .sharing(desk.left())
                .queued(wait.priority(), () -> false)
                .resolve(new Resolve(meant.address(), said, because.strip(), dryRun, confirmed), desk.patience());
        display.end(report, Texts.none());
        return report.result().exitStatus();
    }

    private static Resolve.@Nullable As said(String word) {
        return switch (word) {
            case "rolled-back" -> Resolve.As.ROLLED_BACK;
            case "completed" -> Resolve.As.COMPLETED;
            default -> null;
        };
    }

    private int usage(String sentence) {
        return context.voice().refuse(List.of(Problem.of(CliMessage.USAGE, sentence, "lupomig resolve")));
    }
}
