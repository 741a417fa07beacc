package org.lupomig.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.embedded.EmbeddedServerException.Problem;

class DirectoryLockTest {
    @TempDir
    Path directory;

    @Test
    void hasOneOwnerAtATime() throws Exception {
        try (DirectoryLock held = DirectoryLock.take(directory, Duration.ZERO)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> DirectoryLock.take(directory, Duration.ofMillis(50)))
                    .isInstanceOfSatisfying(EmbeddedServerException.class, e -> assertThat(e.problem())
                            .isEqualTo(Problem.IN_USE))
                    .hasMessageContaining(
                            "is in use by process " + ProcessHandle.current().pid());
        }
        DirectoryLock.take(directory, Duration.ZERO).close();
    }

    @Test
    void waitsForTheOwner() throws Exception {
        DirectoryLock held = DirectoryLock.take(directory, Duration.ZERO);
        CompletableFuture<Void> release = CompletableFuture.runAsync(
                () -> {
                    try {
                        held.close();
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));

        DirectoryLock.take(directory, Duration.ofSeconds(30)).close();
        release.join();
    }
}
