package org.lupomig.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.Project;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;

/** What no command expected: one line on the terminal and, where it is our own mistake, the rest in a file. */
final class Unexpected {
    private Unexpected() {}

    static int report(CommandContext context, String[] args, Throwable mistake) {
        Shell shell = context.shell();
        Activity activity = context.activity();
        Problem trouble = ServerTrouble.of(mistake, activity);
        if (trouble != null) {
            return context.voice().refuse(List.of(trouble), status(activity));
        }
        String where;
        try {
            Path file = write(shell, activity, args, mistake);
            where = mistake instanceof OutOfMemoryError
                    ? "give Java more memory, such as LUPOMIG_JAVA_OPTS=-Xmx2g; details are in " + file
                    : "please report it with " + file;
        } catch (IOException e) {
            where = "its details could not be written: " + e.getMessage();
        }
        String name = mistake.getClass().getSimpleName();
        String message = mistake.getMessage();
        String what = message == null ? name : name + ": " + message;
        return context.voice()
                .refuse(List.of(Problem.of(CliMessage.UNEXPECTED, activity, what, where)), status(activity));
    }

    private static int status(Activity activity) {
        return activity.isChanging() ? ExitStatus.NEEDS_A_PERSON : ExitStatus.COULD_NOT_RUN;
    }

    private static Path write(Shell shell, Activity activity, String[] args, Throwable mistake) throws IOException {
        Project project = Project.at(shell.directory(), shell.directory());
        var state = StateFolder.make(project);
        if (!state.isOk()) {
            throw new IOException(state.problems().get(0).message());
        }
        Path folder = Files.createDirectories(state.value().errors());
        Path file = folder.resolve(UtcStamp.of(shell.clock().instant()) + "-"
                + ProcessHandle.current().pid() + ".txt");
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            out.println(VersionText.line());
            out.println("on " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
            out.println("command " + (args.length == 0 ? "" : args[0]) + ", while " + activity);
            mistake.printStackTrace(out);
        }
        Files.writeString(file, text.toString());
        return file;
    }
}
