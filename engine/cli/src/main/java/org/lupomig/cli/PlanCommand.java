package org.lupomig.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.json.DiagnosticJson;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.json.PlanJson;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.cli.project.PlanSearch;
import org.lupomig.cli.text.PlanGraph;
import org.lupomig.cli.text.PlanText;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.UtcStamp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig plan}: what a plan would do. Connects to nothing. */
@Command(
        name = "plan",
        sortOptions = false,
        header = "Shows order, waves, and how each statement would be undone; connects to nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig plan phase_a.lupomig",
            "  lupomig plan phase_a.lupomig --graph dot | dot -Tsvg > phase_a.svg",
            "",
            "Exit status: 0 shown, 2 the plan has errors."
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

    @Option(names = "--graph", paramLabel = "LANGUAGE", description = "Only the graph of its steps: dot or mermaid.")
    private @Nullable GraphFormat graph;

    @Mixin
    private ParameterOption parameters = new ParameterOption();

    PlanCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
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
        shell.out().print(rendered(shell, file, plan, findings));
        return ExitStatus.DONE;
    }

    private Answer<LoadedPlan> load(Shell shell) {
        Answer<Map<String, String>> values = parameters.values();
        return values.then(given -> PlanSearch.file(path, shell.directory())
                .then(new PlanLoader(
                        shell.directory(), given, UtcStamp.of(shell.clock().instant()))::load));
    }

    private String rendered(Shell shell, LoadedPlan file, Plan plan, List<Diagnostic> findings) {
        if (graph != null) {
            return switch (graph) {
                case dot -> PlanGraph.dot(plan);
                case mermaid -> PlanGraph.mermaid(plan);
            };
        }
        return switch (format) {
            case text -> PlanText.render(plan, shell.style(), file::shown);
            case json ->
                Json.document(json -> {
                    json.put("format", "lupomig.plan.1");
                    PlanJson.write(json, plan);
                    DiagnosticJson diagnostics = new DiagnosticJson(file);
                    json.objects("diagnostics", findings, (Json j, Diagnostic found) -> diagnostics.write(j, found));
                });
        };
    }
}
