package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.message.CliMessage;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/cli.md} speaks of every command, option and argument that there is, and of no other. */
class DocumentationTest {
    private static final Path PAGE = Path.of("../../docs/cli.md");

    private static CommandLine all() {
        Shell shell = Shell.ofProcess();
        return Main.commandLine(new CommandContext(shell, new Activity("testing"), Voice.of(shell)));
    }

    /** The part of the page under a command's heading. */
    private static String section(String page, String command) {
        String heading = "\n## `lupomig " + command;
        assertThat(page).contains(heading);
        int start = page.indexOf(heading) + heading.length();
        int end = page.indexOf("\n## ", start);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    @Test
    void everyCommandWithItsOptionsAndArguments() throws IOException {
        String page = Files.readString(PAGE);
        for (Map.Entry<String, CommandLine> command : all().getSubcommands().entrySet()) {
            String section = section(page, command.getKey());
            for (OptionSpec option : command.getValue().getCommandSpec().options()) {
                if (!option.usageHelp()) {
                    assertThat(section).as(command.getKey()).contains("`" + option.longestName());
                }
            }
            for (ArgSpec argument : command.getValue().getCommandSpec().positionalParameters()) {
                assertThat(section).as(command.getKey()).contains(argument.paramLabel());
            }
        }
    }

    @Test
    void noOptionThatThereIsNot() throws IOException {
        String page = Files.readString(PAGE);
        for (Map.Entry<String, CommandLine> command : all().getSubcommands().entrySet()) {
            for (String line : section(page, command.getKey()).lines().toList()) {
                if (line.startsWith("| `--")) {
                    String option = line.substring(3).split("[` ]", 2)[0];
                    assertThat(command.getValue().getCommandSpec().findOption(option))
                            .as(command.getKey() + " " + option)
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void everyCommandIsInTheList() {
        assertThat(all().getSubcommands().keySet()).containsExactlyElementsOf(Main.COMMANDS);
    }

    @Test
    void codesAreUniqueAndAscending() {
        String last = "LM9000";
        for (CliMessage message : CliMessage.values()) {
            assertThat(message.code()).isGreaterThan(last);
            last = message.code();
        }
    }
}
