package org.lupomig.cli;

import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.claim.LockRequest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code --wait}, {@code --no-wait} and {@code --priority}, the same for every command that another run may hold up.
 */
final class WaitOption {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private @Nullable String duration;
    private boolean atOnce;
    private int priority;

    /** As it was given; null for what the settings say. */
    @Nullable
    String duration() {
        return atOnce ? "0s" : duration;
    }

    /** The command's place among those that wait. */
    int priority() {
        return priority;
    }

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "How long to wait for runs that need the same tables, such as 1h. Default: 10m.")
    void setDuration(String asked) {
        duration = asked;
        checkOne();
    }

    @Option(names = "--no-wait", description = "Wait for no run: where one needs the same tables, this one is refused.")
    void setAtOnce(boolean asked) {
        atOnce = asked;
        checkOne();
    }

    private void checkOne() {
        if (atOnce && duration != null) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(command).commandLine(),
                    "--wait and --no-wait say opposite things; give one of them");
        }
    }

    @Option(
            names = "--priority",
            paramLabel = "N",
            description =
                    "Place among commands that wait, from -10 to 10, the highest first: each is worth five minutes"
                            + " of waiting. Default: 0.")
    void setPriority(int asked) {
        if (asked < LockRequest.LOWEST || asked > LockRequest.HIGHEST) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(command).commandLine(),
                    "--priority takes a number from " + LockRequest.LOWEST + " to " + LockRequest.HIGHEST + ", not "
                            + asked);
        }
        priority = asked;
    }
}
