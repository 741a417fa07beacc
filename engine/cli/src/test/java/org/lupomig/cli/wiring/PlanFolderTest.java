package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFolderTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(folder.resolve("docs/deep/er"));
        Files.createFile(folder.resolve("docs/a.md"));
        Files.createFile(folder.resolve("docs/deep/b.md"));
        Files.createFile(folder.resolve("docs/deep/er/c.md"));
        Files.createFile(folder.resolve("docs/deep/er/d.txt"));
        Files.createFile(folder.resolve("top.md"));
    }

    @Test
    void countsFilesThatMatch() {
        PlanFolder facts = new PlanFolder(folder);

        assertThat(facts.count("docs/**/*.md")).isEqualTo(3);
        assertThat(facts.count("**/*.md")).isEqualTo(4);
        assertThat(facts.count("docs/*.md")).isEqualTo(1);
        assertThat(facts.count("docs/deep/er/*")).isEqualTo(2);
        assertThat(facts.count("./docs/{a,z}.md")).isEqualTo(1);
        assertThat(facts.count("nowhere/*.md")).isZero();
        assertThat(facts.count("docs/a.md")).isEqualTo(1);
    }

    @Test
    void knowsWhatExists() {
        PlanFolder facts = new PlanFolder(folder);

        assertThat(facts.exists("docs/a.md")).isTrue();
        assertThat(facts.exists("docs/z.md")).isFalse();
        assertThat(facts.exists("\0")).isFalse();
    }

    @Test
    void aMalformedGlobMatchesNothing() {
        assertThat(new PlanFolder(folder).count("docs/{a")).isZero();
    }
}
