package org.lupomig.cli.project;

import java.nio.file.Path;
import java.util.Map;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.Compiler;
import org.lupomig.compiler.Sources;

/** Compiles plans from files. */
public final class PlanLoader {
    private final Path directory;
    private final CompileOptions options;

    /**
     * A loader.
     *
     * @param directory the working directory
     * @param parameters values from the command line
     * @param now UTC YYYYMMDDHHMMSS
     */
    public PlanLoader(Path directory, Map<String, String> parameters, long now) {
        this.directory = directory;
        this.options = new CompileOptions(parameters, Long.toString(now));
    }

    /** Compiles one file; what is wrong with its text is in the compilation. */
    public Answer<LoadedPlan> load(Path file) {
        Path folder = file.getParent();
        Project project = Project.at(folder == null ? file : folder, directory);
        PlanFiles files = new PlanFiles(project);
        Sources.Reading reading = files.read(file);
        if (reading instanceof Sources.Unreadable unreadable) {
            return Answer.no(
                    CliMessage.UNREADABLE,
                    project.shown(file),
                    unreadable.reason().clause());
        }
        Sources.Found found = (Sources.Found) reading;
        return Answer.of(new LoadedPlan(project, file, Compiler.compile(found.source(), files, options)));
    }
}
