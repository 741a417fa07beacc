package org.lupomig.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.FileReason;
import org.lupomig.cli.project.Project;
import org.lupomig.model.diagnostic.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lupomig init}: a plan and settings to begin with. */
@Command(
        name = "init",
        sortOptions = false,
        header = "Makes a plan and settings to begin with, which run as they are.",
        description = "A file that is there is never overwritten; then nothing is made.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig init",
            "  lupomig init migrations",
            "",
            "Exit status: 0 made, 2 a file is there already, or cannot be written."
        })
final class InitCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "Where to; made where it is not there. Default: the working directory.")
    private @Nullable String folder;

    InitCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        Path target;
        try {
            target = shell.directory().resolve(folder == null ? "" : folder).normalize();
        } catch (InvalidPathException e) {
            String sentence = "'" + Shown.of(String.valueOf(folder)) + "' is no path";
            return context.voice().refuse(List.of(Problem.of(CliMessage.USAGE, sentence, "lupomig init")));
        }
        Project project = Project.at(target, shell.directory());
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(target.resolve(Project.SETTINGS), Starter.SETTINGS);
        files.put(target.resolve(Starter.PLAN_FILE), Starter.PLAN);
        List<Problem> there = new ArrayList<>();
        for (Path file : files.keySet()) {
            if (Files.exists(file)) {
                there.add(isThere(project, file));
            }
        }
        if (!there.isEmpty()) {
            return context.voice().refuse(there);
        }
        context.activity().is("making files in " + project.shown(target));
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Problem problem = write(project, file.getKey(), file.getValue());
            if (problem != null) {
                return context.voice().refuse(List.of(problem));
            }
            shell.out().println("made " + project.shown(file.getKey()));
        }
        String plan = project.shown(target.resolve(Starter.PLAN_FILE));
        shell.out().println("next: lupomig check " + plan);
        shell.out().println("      lupomig plan " + plan);
        shell.out().println("      lupomig run " + plan);
        shell.out().println("      lupomig rollback " + plan);
        return ExitStatus.DONE;
    }

    /** Writes a file that is not there; also where somebody makes it at the same time it is not overwritten. */
    private static @Nullable Problem write(Project project, Path file, String text) {
        Path parent = file.getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
        } catch (IOException e) {
            return Problem.of(CliMessage.NOT_WRITTEN, project.shown(file), FileReason.of(e));
        }
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return null;
        } catch (FileAlreadyExistsException e) {
            return isThere(project, file);
        } catch (IOException e) {
            return Problem.of(CliMessage.NOT_WRITTEN, project.shown(file), FileReason.of(e));
        }
    }

    private static Problem isThere(Project project, Path file) {
        return Problem.of(CliMessage.FILE_IS_THERE, project.shown(file));
    }
}
