package org.lupomig.cli.project;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.text.Texts;
import org.lupomig.compiler.Compilation;
import org.lupomig.model.source.SourceText;

/**
 * A plan's file, compiled.
 *
 * @param file absolute
 */
public record LoadedPlan(Project project, Path file, Compilation compilation) implements Texts {
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
