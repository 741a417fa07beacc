package org.lupomig.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lupomig.cli.json.DiagnosticJson;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.cli.project.PlanSearch;
import org.lupomig.cli.text.DiagnosticText;
import org.lupomig.cli.text.Words;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig check}: what is wrong with plans. Connects to nothing. */
@Command(
        name = "check",
        sortOptions = false,
        header = "Says what is wrong with plans; connects to nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig check phase_a.lupomig",
            "  lupomig check plans/ --format json",
            "",
            "Exit status: 0 no errors, 1 errors, 2 a path could not be read."
        })
final class CheckCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Plans, or folders that are searched for *.lupomig.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (one document). Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.text;

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
        Answer<Collection<Path>> files = PlanSearch.all(paths, shell.directory());
        if (!files.isOk()) {
            return context.voice().refuse(files.problems());
        }
        context.activity().is("compiling plans");
        PlanLoader loader = Loading.of(shell, values.value());
        // Plans share files: what is wrong with one of those is said once.
        Map<Diagnostic, LoadedPlan> found = new LinkedHashMap<>();
        List<Problem> unread = new ArrayList<>();
        for (Path file : files.value()) {
            Answer<LoadedPlan> plan = loader.load(file);
            if (!plan.isOk()) {
                unread.addAll(plan.problems());
                continue;
            }
            for (Diagnostic diagnostic : plan.value().findings()) {
                found.putIfAbsent(diagnostic, plan.value());
            }
        }
        int read = files.value().size() - unread.size();
        if (read == 0) {
            return context.voice().refuse(unread);
        }
        context.voice().partly(unread);
        switch (format) {
            case text -> print(shell, found, read);
            case json -> printJson(shell, found, read, unread);
        }
        if (!unread.isEmpty()) {
            return ExitStatus.COULD_NOT_RUN;
        }
        int errors = count(found, Severity.ERROR);
        return errors > 0 ? ExitStatus.FINDINGS : ExitStatus.DONE;
    }

    private static void print(Shell shell, Map<Diagnostic, LoadedPlan> found, int files) {
        found.forEach((diagnostic, plan) -> {
            shell.out().print(new DiagnosticText(shell.style(), plan).render(diagnostic));
            shell.out().println();
        });
        shell.out().println(summary(found, files));
    }

    /** {@code 2 plans checked: 3 errors, 1 warning}. */
    private static String summary(Map<Diagnostic, LoadedPlan> found, int files) {
        StringBuilder out = new StringBuilder(Words.count(files, "plan")).append(" checked: ");
        String separator = "";
        for (Severity severity : Severity.values()) {
            int number = count(found, severity);
            if (number > 0) {
                String noun = severity == Severity.INFO ? "hint" : severity.word();
                out.append(separator).append(Words.count(number, noun));
                separator = ", ";
            }
        }
        return separator.isEmpty() ? out.append("no problems").toString() : out.toString();
    }

    private static void printJson(Shell shell, Map<Diagnostic, LoadedPlan> found, int files, List<Problem> unread) {
        shell.out().print(Json.document(json -> json.put("format", "lupomig.check.1")
                .put("plans", files)
                .put("errors", count(found, Severity.ERROR))
                .put("warnings", count(found, Severity.WARNING))
                .put("infos", count(found, Severity.INFO))
                .objects("diagnostics", found.entrySet(), (j, entry) -> new DiagnosticJson(entry.getValue())
                        .write(j, entry.getKey()))
                .objects("problems", unread, StatusJson::problem)));
    }

    private static int count(Map<Diagnostic, LoadedPlan> found, Severity severity) {
        int number = 0;
        for (Diagnostic diagnostic : found.keySet()) {
            number += diagnostic.severity() == severity ? 1 : 0;
        }
        return number;
    }
}
