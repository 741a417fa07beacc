package org.lupomig.cli.project;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.Compiler;
import org.lupomig.compiler.DialectSetting;
import org.lupomig.compiler.Sources;

/** Compiles plans from files. */
public final class PlanLoader {
    private final Path directory;
    private final Map<String, String> parameters;
    private final String now;
    private final Function<Project, Answer<Map<String, DialectSetting>>> dialects;

    /**
     * A loader.
     *
     * @param directory the working directory
     * @param parameters values from the command line
     * @param now UTC YYYYMMDDHHMMSS
     */
    public PlanLoader(Path directory, Map<String, String> parameters, long now) {
        this(directory, parameters, now, project -> Answer.of(Map.of()));
    }

    /**
     * A loader of plans whose scripts may be in other dialects.
     *
     * @param dialects by database name, as the project's settings say
     */
    public PlanLoader(
            Path directory,
            Map<String, String> parameters,
            long now,
            Function<Project, Answer<Map<String, DialectSetting>>> dialects) {
        this.directory = directory;
        this.parameters = parameters;
        this.now = Long.toString(now);
        this.dialects = dialects;
    }

    /** Compiles one file; what is wrong with its text is in the compilation. */
    public Answer<LoadedPlan> load(Path file) {
        Path folder = file.getParent();
        Project project = Project.at(folder == null ? file : folder, directory);
        PlanFiles files = new PlanFiles(project);
        Sources.Reading reading = files.read(file);
        if (reading instanceof Sources.Unreadable unreadable) {
            return Answer.no(CliMessage.UNREADABLE, project.shown(file), unreadable.clause());
        }
        Sources.Found found = (Sources.Found) reading;
        return dialects.apply(project).then(known -> {
            CompileOptions options = new CompileOptions(parameters, now, known);
            return Answer.of(new LoadedPlan(project, file, Compiler.compile(found.source(), files, options)));
        });
    }
}
