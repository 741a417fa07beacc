package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.json.DiagnosticJson;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.project.PlanSearch;
import org.lupomig.cli.text.DiagnosticText;
import org.lupomig.cli.text.Words;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig check}: what is wrong with plans and scripts. Connects to nothing. */
@Command(
        name = "check",
        sortOptions = false,
        header = "Says what is wrong with plans and scripts; connects to nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig check phase_a.lupomig",
            "  lupomig check plans/ --format json",
            "  lupomig check migrations/ --doctrine mariadb,lupopedia --fail-on warning",
            "",
            "Exit status: 0 nothing as heavy as --fail-on, 1 findings, 2 a path could not be read."
        })
final class CheckCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Plans, scripts, or folders that are searched for *.lupomig and *.sql.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (one document). Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.text;

    @Option(
            names = "--doctrine",
            paramLabel = "PACKS",
            description = "Rule packs that all are held to, with commas between them; scripts: mariadb unless said.")
    private @Nullable String doctrine;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description =
                    "error, warning, info or never: the lightest finding that is a failure. Default: ${DEFAULT-VALUE}.")
    private FailOn failOn = FailOn.error;

    @Mixin
    private ParameterOption parameters = new ParameterOption();

    CheckCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        Answer<Map<String, String>> values = parameters.values();
        if (!values.isOk()) {
            return context.voice().refuse(values.problems());
        }
        Answer<PlanSearch.Found> files = PlanSearch.all(paths, shell.directory());
        if (!files.isOk()) {
            return context.voice().refuse(files.problems());
        }
        context.activity().is("checking plans and scripts");
        Checked checked = new Checked(shell, doctrine);
        checked.check(files.value(), Loading.of(shell, values.value()));
        List<Problem> unread = checked.unread();
        if (checked.plans() + checked.scripts() == 0) {
            return context.voice().refuse(unread);
        }
        context.voice().partly(unread);
        switch (format) {
            case text -> print(shell, checked);
            case json -> printJson(shell, checked);
        }
        if (!unread.isEmpty()) {
            return ExitStatus.COULD_NOT_RUN;
        }
        return checked.found().keySet().stream().anyMatch(failOn::counts) ? ExitStatus.FINDINGS : ExitStatus.DONE;
    }

    private static void print(Shell shell, Checked checked) {
        checked.found().forEach((diagnostic, texts) -> {
            shell.out().print(new DiagnosticText(shell.style(), texts).render(diagnostic));
            shell.out().println();
        });
        shell.out().println(summary(checked));
    }

    /** {@code 2 plans checked: 3 errors, 1 warning}. */
    private static String summary(Checked checked) {
        StringBuilder out = new StringBuilder();
        if (checked.plans() > 0) {
            out.append(Words.count(checked.plans(), "plan"));
        }
        if (checked.scripts() > 0) {
            out.append(out.length() == 0 ? "" : " and ").append(Words.count(checked.scripts(), "script"));
        }
        out.append(" checked: ");
        String separator = "";
        for (Severity severity : Severity.values()) {
            int number = checked.count(severity);
            if (number > 0) {
                String noun = severity == Severity.INFO ? "hint" : severity.word();
                out.append(separator).append(Words.count(number, noun));
                separator = ", ";
            }
        }
        return separator.isEmpty() ? out.append("no problems").toString() : out.toString();
    }

    private static void printJson(Shell shell, Checked checked) {
        shell.out().print(Json.document(json -> json.put("format", "lupomig.check.1")
                .put("plans", checked.plans())
                .put("scripts", checked.scripts())
                .put("errors", checked.count(Severity.ERROR))
                .put("warnings", checked.count(Severity.WARNING))
                .put("infos", checked.count(Severity.INFO))
                .objects("diagnostics", checked.found().entrySet(), (j, entry) -> new DiagnosticJson(entry.getValue())
                        .write(j, entry.getKey()))
                .objects("problems", checked.unread(), StatusJson::problem)));
    }
}
