package org.lupomig.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.model.diagnostic.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where {@code lupomig} begins. */
public final class Main {
    /** All subcommands, in the order of the help. */
    static final List<String> COMMANDS = List.of("check", "plan", "run", "status", "history", "rollback", "recover");

    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] args) {
        Shell shell = Shell.ofProcess();
        int status = execute(shell, args);
        shell.flush();
        System.exit(status);
    }

    /** Runs one command and gives its exit status. Never throws. */
    public static int execute(Shell shell, String... args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            shell.out().println(VersionText.line());
            return ExitStatus.DONE;
        }
        Activity activity = new Activity("reading its arguments");
        try {
            return commandLine(new CommandContext(shell, activity), args).execute(args);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return Unexpected.report(shell, activity, args, e);
        }
    }

    /** The command line with the one subcommand that {@code args} name, or with all where they name none. */
    static CommandLine commandLine(CommandContext context, String... args) {
        CommandLine root = new CommandLine(new RootCommand());
        String wanted = args.length > 0 && COMMANDS.contains(args[0]) ? args[0] : null;
        for (String name : COMMANDS) {
            // Reading a command's annotations takes a while: only what is asked for is read.
            if (wanted == null || wanted.equals(name)) {
                root.addSubcommand(name, create(name, context));
            }
        }
        root.getCommandSpec()
                .addOption(option("Say which version this is.", "-V", "--version")
                        .versionHelp(true)
                        .build());
        addHelp(root);
        root.getSubcommands().values().forEach(Main::addHelp);
        root.setParameterExceptionHandler((e, all) -> usage(context.shell(), e));
        root.setExecutionExceptionHandler(
                (e, line, parsed) -> Unexpected.report(context.shell(), context.activity(), args, e));
        root.setOut(writer(context.shell().out()));
        root.setErr(writer(context.shell().err()));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        root.setExpandAtFiles(false);
        root.setUsageHelpWidth(100);
        root.setUsageHelpAutoWidth(false);
        return root;
    }

    private static Object create(String name, CommandContext context) {
        return switch (name) {
            case "check" -> new CheckCommand(context);
            case "plan" -> new PlanCommand(context);
            case "run" -> new RunCommand(context);
            case "status" -> new StatusCommand(context);
            case "history" -> new HistoryCommand(context);
            case "rollback" -> new RollbackCommand(context);
            case "recover" -> new RecoverCommand(context);
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static void addHelp(CommandLine line) {
        line.getCommandSpec()
                .addOption(option("Show this and end.", "-h", "--help")
                        .usageHelp(true)
                        .build());
    }

    private static OptionSpec.Builder option(String description, String... names) {
        return OptionSpec.builder(names).type(boolean.class).arity("0").description(description);
    }

    private static int usage(Shell shell, ParameterException e) {
        String message = sentence(e);
        String hint = suggestion(e);
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return shell.refuse(
                List.of(Problem.of(CliMessage.USAGE, hint == null ? message : message + ", " + hint, command)));
    }

    private static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && e.getCommandLine().getParent() == null) {
            String first = unmatched.getUnmatched().get(0);
            if (!first.startsWith("-")) {
                return "there is no command '" + first + "'";
            }
        }
        return String.valueOf(e.getMessage());
    }

    private static @Nullable String suggestion(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return null;
        }
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty() ? null : "did you mean " + String.join(" or ", near) + "?";
    }
}
