package org.lupomig.cli.text;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The script with which fish completes commands, their options and plan files. */
public final class FishCompletion {
    /** Plans, and folders on the way to them; fish by itself only puts files with an ending before all others. */
    private static final String PLANS =
            "-a '(__fish_complete_suffix .lupomig | string match -er \"[.]lupomig\\$|/\\$\")'";

    private FishCompletion() {}

    /** Of a command line with all its commands. */
    public static String of(CommandLine root) {
        String program = "complete -c lupomig";
        StringBuilder out = new StringBuilder("# What fish completes of lupomig.\n")
                .append(program)
                .append(" -f\n");
        options(out, program + " -n __fish_use_subcommand", root.getCommandSpec());
        root.getSubcommands().forEach((name, line) -> {
            CommandSpec command = line.getCommandSpec();
            out.append(program)
                    .append(" -n __fish_use_subcommand -a ")
                    .append(name)
                    .append(" -d ")
                    .append(quoted(first(command.usageMessage().header())))
                    .append('\n');
            String within = program + " -n '__fish_seen_subcommand_from " + name + "'";
            options(out, within, command);
            boolean plans = command.positionalParameters().stream()
                    .anyMatch(parameter -> parameter.paramLabel().contains("PLAN")
                            || parameter.paramLabel().contains("PATH"));
            if (plans) {
                out.append(within).append(' ').append(PLANS).append('\n');
            }
        });
        return out.toString();
    }

    private static void options(StringBuilder out, String start, CommandSpec command) {
        for (OptionSpec option : command.options()) {
            out.append(start);
            for (String name : option.names()) {
                out.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
            }
            // What an option takes may be a file.
            out.append(option.arity().max() > 0 ? " -r -F" : "")
                    .append(" -d ")
                    .append(quoted(first(option.description())))
                    .append('\n');
        }
    }

    private static String first(String... lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
