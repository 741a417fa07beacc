package org.lupomig.cli.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.text.Texts;
import org.lupomig.compiler.Compilation;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.orchestrator.run.Fitness;

/**
 * A plan's file, compiled.
 *
 * @param file absolute
 */
public record LoadedPlan(Project project, Path file, Compilation compilation) implements Texts {
    /**
     * What the compiler says and, as warnings, what of the plan this version does not run: the engine's own reasons to
     * refuse it, in the order of files and places.
     */
    public List<Diagnostic> findings() {
        List<Diagnostic> findings = new ArrayList<>(compilation.diagnostics());
        Plan plan = compilation.plan();
        if (plan != null) {
            for (Problem problem : Fitness.ofPlan(plan)) {
                Location location = problem.location();
                if (location != null) {
                    findings.add(new Diagnostic(
                            new Warned(problem.type()), location, problem.arguments(), List.of(), List.of()));
                }
            }
            Collections.sort(findings);
        }
        return findings;
    }

    /** A message that is an error where the plan is run, and a warning before. */
    private record Warned(MessageType type) implements MessageType {
        @Override
        public Wording wording() {
            return new Wording(type.code(), Severity.WARNING, type.template(), type.help());
        }

        @Override
        public String title() {
            return type.title();
        }
    }

    @Override
    public @Nullable SourceText source(String name) {
        return compilation.source(name);
    }

    @Override
    public String shown(String name) {
        return project.shown(name);
    }

    /** The plan's file as the user would type it. */
    public String name() {
        return project.shown(file);
    }

    /** The plan's name, which is there even when the plan has errors; empty where the file names none. */
    public String planName() {
        return compilation.tree().root().plan().map(plan -> plan.name().text()).orElse("");
    }
}
