package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Nearest;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.model.diagnostic.Problem;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in our own words what is wrong with arguments. */
final class UsageText {
    private UsageText() {}

    static Problem of(ParameterException e) {
        CommandLine line = e.getCommandLine();
        return Problem.of(
                CliMessage.USAGE, sentence(e, line), line.getCommandSpec().qualifiedName());
    }

    private static String sentence(ParameterException e, CommandLine line) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0), line);
        } else if (e instanceof MissingParameterException missing) {
            return String.valueOf(missing.getMessage()).startsWith("Missing required option")
                    ? needed(missing.getMissing())
                    : missing(missing.getMissing(), line);
        } else if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice";
        }
        ArgSpec argument = e.getArgSpec();
        if (argument != null) {
            return misfit(argument, e.getValue());
        }
        // Only the root command has subcommands, and needs one; what is said of any other is said by ourselves.
        return line.getParent() == null ? "no command is given" : String.valueOf(e.getMessage());
    }

    private static String unknown(String written, CommandLine line) {
        boolean option = written.startsWith("-") && written.length() > 1;
        if (!option && line.getParent() != null) {
            return "'" + Shown.of(written) + "' is one argument too many";
        }
        List<String> known = new ArrayList<>();
        if (!option) {
            known.addAll(line.getSubcommands().keySet());
        }
        for (OptionSpec each : line.getCommandSpec().options()) {
            known.add(option ? each.longestName() : each.longestName().substring(2));
        }
        int equals = written.indexOf('=');
        String name = option && equals > 0 ? written.substring(0, equals) : written;
        String near = Nearest.hint(name, known, "");
        boolean isOption = !option && !near.isEmpty() && !isCommand(near, line);
        near = isOption ? near.replaceFirst("'", "'--") : near;
        return "there is no " + (option ? "option" : "command") + " '" + Shown.of(name) + "'"
                + (near.isEmpty() ? "" : ", " + near);
    }

    private static boolean isCommand(String hint, CommandLine line) {
        for (String command : line.getSubcommands().keySet()) {
            if (hint.contains("'" + command + "'")) {
                return true;
            }
        }
        return false;
    }

    /** Options that were not given at all, each with what it is for. */
    private static String needed(List<ArgSpec> missing) {
        List<String> options = new ArrayList<>();
        for (ArgSpec option : missing) {
            String[] about = option.description();
            options.add(name(option) + " " + option.paramLabel() + (about.length == 0 ? "" : " (" + about[0] + ")"));
        }
        return "it needs " + String.join(" and ", options);
    }

    private static String missing(List<ArgSpec> missing, CommandLine line) {
        ArgSpec first = missing.get(0);
        return first.isOption()
                ? name(first) + " needs a value: " + first.paramLabel()
                : name(first) + " is missing" + taken(first, line);
    }

    /** An option that may have a value takes what stands behind it. */
    private static String taken(ArgSpec missing, CommandLine line) {
        for (OptionSpec option : line.getCommandSpec().options()) {
            Object value = option.getValue();
            if (option.arity().min() == 0
                    && option.arity().max() == 1
                    && value instanceof String text
                    && !text.isEmpty()) {
                return ": '" + Shown.of(text) + "' is read as the value of " + option.longestName() + "; write "
                        + missing.paramLabel() + " before it";
            }
        }
        return "";
    }

    private static String misfit(ArgSpec argument, @Nullable String value) {
        String given = value == null ? "" : ", not '" + Shown.of(value) + "'";
        Class<?> type = argument.type();
        if (type.isEnum()) {
            List<String> words = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) {
                words.add(constant.toString());
            }
            String near = value == null ? "" : Nearest.hint(value, words, "");
            return name(argument) + " takes " + String.join(" or ", words) + given
                    + (near.isEmpty() ? "" : ", " + near);
        } else if (type == int.class) {
            return name(argument) + " takes a whole number" + given;
        } else if (type == boolean.class) {
            return name(argument) + " takes no value" + given;
        }
        return name(argument) + " cannot take '" + Shown.of(String.valueOf(value)) + "'";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
