package org.lupomig.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --wait}, the same for every command that another run may hold up. */
final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "How long to wait for another run on the server, such as 10m. Default: 0s.")
    private @Nullable String duration;

    /** As it was given; null for what the settings say. */
    @Nullable
    String duration() {
        return duration;
    }
}
