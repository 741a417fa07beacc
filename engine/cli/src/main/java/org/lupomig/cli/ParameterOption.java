package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.cli.config.Flags;
import org.lupomig.cli.message.Answer;
import picocli.CommandLine.Option;

/** {@code --param}, the same for every command that compiles. */
final class ParameterOption {
    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A value for a parameter of the plan.")
    private List<String> parameters = new ArrayList<>();

    /** Values by name. */
    Answer<Map<String, String>> values() {
        return Flags.parameters(parameters);
    }
}
