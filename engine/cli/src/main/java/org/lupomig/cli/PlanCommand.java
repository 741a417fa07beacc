package org.lupomig.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.json.DiagnosticJson;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.json.PlanJson;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.PlanSearch;
import org.lupomig.cli.text.PlanGraph;
import org.lupomig.cli.text.PlanSql;
import org.lupomig.cli.text.PlanSvg;
import org.lupomig.cli.text.PlanText;
import org.lupomig.cli.wiring.PlannedOrder;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig plan}: what a plan would do. Connects only where it is asked what the plan would run into. */
@Command(
        name = "plan",
        sortOptions = false,
        header =
                "Shows order, waves, and what each statement locks and how it would be undone; connects only with --against.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig plan phase_a.lupomig",
            "  lupomig plan phase_a.lupomig --graph svg > phase_a.svg",
            "  lupomig plan phase_a.lupomig --sql > phase_a.sql",
            "  lupomig plan phase_a.lupomig --against=main",
            "",
            "Exit status: 0 shown, 1 it would run into what is there, 2 the plan has errors, or no server."
        })
final class PlanCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "PLAN", description = "A .lupomig file.")
    private String path = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (one document). Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.text;

    @Option(
            names = "--graph",
            paramLabel = "LANGUAGE",
            description = "Only the graph of its steps: dot, mermaid or svg, a picture.")
    private @Nullable GraphFormat graph;

    @Option(
            names = "--sql",
            description = "Only the statements of its steps, in the order in which they are sent, as a script.")
    private boolean sql;

    @Option(
            names = "--against",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "DATABASE",
            description = {
                "Only what the plan would run into on a server as it is: names that are taken, objects that are",
                "missing. Nothing is written there. Behind the plan's file, or with = and a name."
            })
    private @Nullable String against;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Mixin
    private ParameterOption parameters = new ParameterOption();

    PlanCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        if (sql && (graph != null || against != null || format != OutputFormat.text)) {
            String wrong = "--sql goes with neither --graph, --against nor --format";
            return context.voice().refuse(List.of(Problem.of(CliMessage.USAGE, wrong, "lupomig plan")));
        }
        context.activity().is("compiling the plan");
        Answer<LoadedPlan> loaded = load(shell);
        if (!loaded.isOk()) {
            return context.voice().refuse(loaded.problems());
        }
        LoadedPlan file = loaded.value();
        Plan plan = file.compilation().plan();
        List<Diagnostic> findings = file.findings();
        if (plan == null || format == OutputFormat.text || graph != null) {
            context.voice().found(file, findings);
        }
        if (plan == null) {
            return context.voice().refuse(List.of());
        }
        String database = against;
        if (database == null) {
            print(shell, file, plan, findings, null);
            return ExitStatus.DONE;
        }
        Answer<Against> looked = databases.values().then(flags -> Against.look(context, file, plan, database, flags));
        if (!looked.isOk()) {
            return context.voice().refuse(looked.problems());
        }
        Against found = looked.value();
        if (format == OutputFormat.text) {
            shell.out().print(found.text(shell.style(), file));
        } else {
            print(shell, file, plan, findings, found);
        }
        return found.exitStatus();
    }

    private Answer<LoadedPlan> load(Shell shell) {
        Answer<Map<String, String>> values = parameters.values();
        return values.then(given -> PlanSearch.file(path, shell.directory()).then(Loading.of(shell, given)::load));
    }

    private void print(Shell shell, LoadedPlan file, Plan plan, List<Diagnostic> findings, @Nullable Against found) {
        if (graph != null) {
            shell.out()
                    .print(
                            switch (graph) {
                                case dot -> PlanGraph.dot(plan);
                                case mermaid -> PlanGraph.mermaid(plan);
                                case svg -> PlanSvg.of(plan);
                            });
            return;
        }
        if (sql) {
            PlanSql.print(plan, file::shown, shell.out()::print);
            return;
        }
        switch (format) {
            case text ->
                PlanText.print(
                        plan, shell.style(), file::shown, batch -> PlannedOrder.of(plan, batch), shell.out()::print);
            case json -> shell.out().print(json(file, plan, findings, found));
        }
    }

    private static String json(LoadedPlan file, Plan plan, List<Diagnostic> findings, @Nullable Against found) {
        return Json.document(json -> {
            json.put("format", "lupomig.plan.1");
            PlanJson.write(json, plan, batch -> PlannedOrder.of(plan, batch));
            DiagnosticJson diagnostics = new DiagnosticJson(file);
            json.objects("diagnostics", findings, (Json j, Diagnostic said) -> diagnostics.write(j, said));
            if (found != null) {
                json.object("against", found, (j, looked) -> looked.write(j, file));
            }
        });
    }
}
