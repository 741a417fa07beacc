package org.lupomig.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How an embedded server is to run.
 *
 * @param directory where its data, log and password are kept; made when it is missing. One server at a time per
 *     directory
 * @param durability what a crash may cost
 * @param patience how long to wait for another process that uses the directory, at most
 * @param startLimit how long a start may take before it counts as failed; a recovery of much data takes long
 * @param options further command-line options of {@code mariadbd}, such as {@code --innodb-lock-wait-timeout=5}
 */
public record EmbeddedServerConfig(
        Path directory, Durability durability, Duration patience, Duration startLimit, List<String> options) {

    /** What a crash of the server or of the machine may cost. */
    public enum Durability {
        /** Nothing that was committed. */
        FULL,
        /** The last second or so of commits. For tests whose server is not crashed on purpose. */
        RELAXED
    }

    public EmbeddedServerConfig {
        options = List.copyOf(options);
    }

    /** A server in {@code directory} that loses nothing and is waited for ten seconds. */
    public static EmbeddedServerConfig in(Path directory) {
        return new EmbeddedServerConfig(
                directory, Durability.FULL, Duration.ofSeconds(10), Duration.ofMinutes(5), List.of());
    }

    /** The same with {@link Durability#RELAXED}. */
    public EmbeddedServerConfig relaxed() {
        return new EmbeddedServerConfig(directory, Durability.RELAXED, patience, startLimit, options);
    }

    /** The same, waiting at most {@code longest} for another process. */
    public EmbeddedServerConfig withPatience(Duration longest) {
        return new EmbeddedServerConfig(directory, durability, longest, startLimit, options);
    }

    /** The same with other further options. */
    public EmbeddedServerConfig withOptions(String... further) {
        return new EmbeddedServerConfig(directory, durability, patience, startLimit, List.of(further));
    }
}
