package org.lupomig.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.config.Escalation;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.cli.wiring.Servers;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.claim.PatienceLeft;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig run}: runs what of plans has not completed. */
@Command(
        name = "run",
        sortOptions = false,
        header = "Runs what of a plan has not completed.",
        description = {
            "Without an address for the plan's database, an embedded server is started and stopped, and its data",
            "is kept in .lupomig/server. Ctrl-C stops after the current statement and undoes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig run phase_a.lupomig",
            "  lupomig run build_core.lupomig phase_a.lupomig --dry-run",
            "  lupomig run phase_a.lupomig --to headers.bump_documentation",
            "  lupomig run phase_a.lupomig --database main=jdbc:mariadb://db.example/?user=anna",
            "",
            "Exit status: 0 done, 1 failed and undone, 2 could not run, 3 needs a person."
        })
final class RunCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "PLAN", arity = "1..*", description = "Plans, run in this order until one fails.")
    private List<String> paths = new ArrayList<>();

    @Mixin
    private ParameterOption parameters = new ParameterOption();

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Option(names = "--dry-run", description = "Only prepare and check: nothing is changed, nothing is written.")
    private boolean dryRun;

    @Option(
            names = "--to",
            paramLabel = "STEP",
            description = {
                "Run this step, BATCH.STEP, and what it rests on: the steps that it requires, and the batches",
                "that its batch does. The rest stays pending for a later run. Of a batch of class A only all of it:",
                "its last step stands for that."
            })
    private @Nullable String to;

    @Option(
            names = "--progress",
            description = "Say every few seconds how far it is, also where the output is no terminal.")
    private boolean progress;

    @Mixin
    private WaitOption wait = new WaitOption();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = {
                "How many steps of a batch may be worked on at a time, where they have no table in common.",
                "Default: what the batch says with parallel, else 1. Never more than that."
            })
    private @Nullable String jobs;

    RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        context.activity().is("compiling plans");
        Answer<Map<String, String>> values = parameters.values();
        Answer<PlansToRun> loaded = values.then(given -> PlansToRun.load(shell, context.voice(), paths, given));
        if (!loaded.isOk()) {
            return context.voice().refuse(loaded.problems());
        }
        PlansToRun plans = loaded.value();
        Answer<Optional<Address>> step =
                to == null ? Answer.of(Optional.empty()) : plans.step(to).then(found -> Answer.of(Optional.of(found)));
        if (!step.isOk()) {
            return context.voice().refuse(step.problems());
        }
        Answer<Config> config =
                databases.values().then(flags -> Config.read(plans.project(), shell.variables(), flags));
        Answer<Duration> patience =
                config.then(c -> plans.checkNames(context.voice(), c).then(same -> c.lockPatience(wait.duration())));
        if (!patience.isOk()) {
            return context.voice().refuse(patience.problems());
        }
        Duration forServer = config.value().serverPatience(wait.duration()).value();
        Answer<Long> imageLimit = config.value().imageLimit();
        if (!imageLimit.isOk()) {
            return context.voice().refuse(imageLimit.problems());
        }
        Answer<Integer> most = config.value().jobs(jobs);
        if (!most.isOk()) {
            return context.voice().refuse(most.problems());
        }
        Answer<Escalation> escalation = config.value().escalation();
        if (!escalation.isOk()) {
            return context.voice().refuse(escalation.problems());
        }
        StateFolder state = StateFolder.of(plans.project());
        context.activity().is("reaching for the server");
        PatienceLeft left = new PatienceLeft(patience.value(), shell.clock());
        try (Servers servers = new Servers(config.value(), state, forServer, left)) {
            RunDisplay display = context.voice().display();
            if (progress) {
                display.tellProgress();
            }
            PlanRunner runner = new PlanRunner(
                    context, servers, state, display, wait.priority(), escalation.value(), left, stop -> new RunOptions(
                                    dryRun, patience.value(), imageLimit.value(), most.value(), stop)
                            .upTo(step.value().orElse(null)));
            return runner.run(plans.plans());
        }
    }
}
