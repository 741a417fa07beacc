package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.project.Project;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.orchestrator.claim.PatienceLeft;

class ServersIT {
    @TempDir
    Path folder = Path.of("");

    private Servers servers(PatienceLeft left) {
        Project project = Project.at(folder, folder);
        Config config = Config.read(project, Map.of(), Map.of()).value();
        return new Servers(config, StateFolder.of(project), Duration.ofMinutes(1), left);
    }

    /** What a command waits for the embedded server, it does not wait for something else. */
    @Test
    void thatItWaitedForTheEmbeddedServerCounts() {
        PatienceLeft left = new PatienceLeft(Duration.ofMinutes(1), InstantSource.system());
        CompletableFuture<Void> end;
        try (Servers first = servers(new PatienceLeft(Duration.ZERO, InstantSource.system()))) {
            assertThat(first.ofDatabase("main").isOk()).isTrue();
            end = CompletableFuture.runAsync(
                    first::end, CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));
            try (Servers second = servers(left)) {
                assertThat(second.ofDatabase("main").isOk()).isTrue();
                assertThat(left.left()).isBetween(Duration.ZERO, Duration.ofSeconds(59));
                second.end();
            }
        }
        end.join();
    }
}
