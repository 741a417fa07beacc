package org.lupomig.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.analysis.DoctrineSettings;
import org.lupomig.analysis.Lint;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.LoadedScript;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.cli.project.PlanSearch;
import org.lupomig.cli.project.Project;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.source.SourceText;

/** What was found in plans and scripts: what the compiler says, and what the doctrine does. */
final class Checked {
    private final Shell shell;
    private final @Nullable String doctrine;
    private final Map<Project, Answer<DoctrineSettings>> settings = new HashMap<>();
    // Plans share files: what is wrong with one of those is said once.
    private final Map<Diagnostic, Texts> found = new LinkedHashMap<>();
    private final List<Problem> unread = new ArrayList<>();
    private final Set<Path> ofPlans = new HashSet<>();
    private int plans;
    private int scripts;

    /**
     * Nothing yet.
     *
     * @param doctrine the value of {@code --doctrine}, null where it was not given
     */
    Checked(Shell shell, @Nullable String doctrine) {
        this.shell = shell;
        this.doctrine = doctrine;
    }

    /** Checks them all: of the scripts in folders those that belong to none of the plans. */
    void check(PlanSearch.Found files, PlanLoader loader) {
        for (Path file : files.plans()) {
            Answer<LoadedPlan> plan = loader.load(file);
            if (plan.isOk()) {
                plan(plan.value());
            } else {
                unread.addAll(plan.problems());
            }
        }
        files.scripts().forEach(this::script);
        files.inFolders().stream().filter(file -> !ofPlans.contains(file)).forEach(this::script);
    }

    private void plan(LoadedPlan plan) {
        for (SourceText source : plan.compilation().sources()) {
            ofPlans.add(plan.project().fileOf(source.name()));
        }
        Answer<DoctrineSettings> held = settings(plan.project());
        if (!held.isOk()) {
            return;
        }
        plans++;
        List<Diagnostic> all = new ArrayList<>(plan.findings());
        all.addAll(Lint.plan(plan.compilation(), held.value()));
        all.stream().sorted().forEach(diagnostic -> found.putIfAbsent(diagnostic, plan));
    }

    private void script(Path file) {
        Answer<LoadedScript> read = LoadedScript.of(file, shell.directory());
        if (!read.isOk()) {
            unread.addAll(read.problems());
            return;
        }
        LoadedScript script = read.value();
        Answer<DoctrineSettings> held = settings(script.project());
        if (held.isOk()) {
            scripts++;
            Lint.script(script.text(), held.value()).forEach(diagnostic -> found.putIfAbsent(diagnostic, script));
        }
    }

    /** Those of a project; what is wrong with them is said once. */
    private Answer<DoctrineSettings> settings(Project project) {
        Answer<DoctrineSettings> known = settings.get(project);
        if (known == null) {
            known = Config.read(project, shell.variables(), Map.of()).then(config -> config.doctrine(doctrine));
            settings.put(project, known);
            unread.addAll(known.problems());
        }
        return known;
    }

    /** All findings with the texts they are in: plan by plan, then script by script, each in order. */
    Map<Diagnostic, Texts> found() {
        return found;
    }

    /** Why some could not be checked. */
    List<Problem> unread() {
        return unread;
    }

    int plans() {
        return plans;
    }

    int scripts() {
        return scripts;
    }

    /** How many findings there are of a severity. */
    int count(Severity severity) {
        int number = 0;
        for (Diagnostic diagnostic : found.keySet()) {
            number += diagnostic.severity() == severity ? 1 : 0;
        }
        return number;
    }
}
