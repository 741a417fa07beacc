package org.lupomig.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void appearsWhole() throws Exception {
        Path target = parent.resolve("made");

        FreshDirectory.make(target, work -> {
            assertThat(target).doesNotExist();
            Files.writeString(work.resolve("file"), "text");
        });

        assertThat(target.resolve("file")).hasContent("text");
        assertThat(names()).containsExactly("made");
    }

    @Test
    void leavesNothingWhenFillingFails() throws IOException {
        Path target = parent.resolve("made");

        assertThatIOException()
                .isThrownBy(() -> FreshDirectory.make(target, work -> {
                    Files.writeString(work.resolve("file"), "half");
                    throw new IOException("disk full");
                }));

        assertThat(names()).isEmpty();
    }

    @Test
    void keepsTheOneThatWasFaster() throws Exception {
        Path target = parent.resolve("made");

        FreshDirectory.make(target, work -> {
            Files.writeString(work.resolve("file"), "ours");
            Files.writeString(Files.createDirectory(target).resolve("file"), "theirs");
        });

        assertThat(target.resolve("file")).hasContent("theirs");
        assertThat(names()).containsExactly("made");
    }

    @Test
    void clearsAwayWhatTheKilledLeftButNotWhatOthersAreMaking() throws Exception {
        Path dead = Files.createDirectory(parent.resolve("made.new-1"));
        Files.writeString(dead.resolve("half"), "");
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Files.createDirectory(parent.resolve("made.new-2"));

        FreshDirectory.make(parent.resolve("made"), work -> {});

        assertThat(names()).containsExactlyInAnyOrder("made", "made.new-2");
    }

    private java.util.List<String> names() throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }
}
