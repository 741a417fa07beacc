package org.lupomig.cli.project;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.text.Texts;
import org.lupomig.compiler.Sources;
import org.lupomig.model.source.SourceText;

/**
 * A script that is checked without a plan.
 *
 * @param text its text, by the name that the project gives it
 */
public record LoadedScript(Project project, SourceText text) implements Texts {
    /** Reads one. */
    public static Answer<LoadedScript> of(Path file, Path directory) {
        Path folder = file.getParent();
        Project project = Project.at(folder == null ? file : folder, directory);
        Sources.Reading reading = new PlanFiles(project).read(file);
        return reading instanceof Sources.Found found
                ? Answer.of(new LoadedScript(project, found.source()))
                : Answer.no(CliMessage.UNREADABLE, project.shown(file), ((Sources.Unreadable) reading).clause());
    }

    @Override
    public @Nullable SourceText source(String name) {
        return name.equals(text.name()) ? text : null;
    }

    @Override
    public String shown(String name) {
        return project.shown(name);
    }
}
