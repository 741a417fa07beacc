package org.lupomig.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Where {@code lupomig} begins. */
public final class Main {
    /** All subcommands, in the order of the help. */
    static final List<String> COMMANDS = List.of(
            "init",
            "check",
            "rules",
            "explain",
            "plan",
            "rehearse",
            "run",
            "status",
            "history",
            "show",
            "rollback",
            "retry",
            "resolve",
            "recover",
            "purge",
            "freeze",
            "thaw",
            "alerts",
            "completion");

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
        Voice voice = Voice.of(shell, args);
        CommandContext context = new CommandContext(shell, activity, voice);
        int status;
        try {
            status = commandLine(context, args).execute(args);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            status = Unexpected.report(context, args, e);
        }
        voice.finish(status);
        return status;
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
        root.getSubcommands().forEach((name, line) -> {
            if (Voice.tellsEvents(name)) {
                // Read from the arguments by Voice.of, which must know also where they make no sense.
                line.getCommandSpec()
                        .addOption(option("One JSON object per event and line.", "--json")
                                .build());
            }
        });
        addHelp(root);
        root.getSubcommands().values().forEach(Main::addHelp);
        root.setParameterExceptionHandler((e, all) -> context.voice().refuse(List.of(UsageText.of(e))));
        root.setExecutionExceptionHandler((e, line, parsed) -> Unexpected.report(context, args, e));
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
            case "init" -> new InitCommand(context);
            case "check" -> new CheckCommand(context);
            case "rules" -> new RulesCommand(context);
            case "explain" -> new ExplainCommand(context);
            case "plan" -> new PlanCommand(context);
            case "rehearse" -> new RehearseCommand(context);
            case "run" -> new RunCommand(context);
            case "status" -> new StatusCommand(context);
            case "history" -> new HistoryCommand(context);
            case "show" -> new ShowCommand(context);
            case "rollback" -> new RollbackCommand(context);
            case "retry" -> new RetryCommand(context);
            case "resolve" -> new ResolveCommand(context);
            case "recover" -> new RecoverCommand(context);
            case "purge" -> new PurgeCommand(context);
            case "freeze" -> new FreezeCommand(context);
            case "thaw" -> new ThawCommand(context);
            case "alerts" -> new AlertsCommand(context);
            case "completion" -> new CompletionCommand(context);
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
}
