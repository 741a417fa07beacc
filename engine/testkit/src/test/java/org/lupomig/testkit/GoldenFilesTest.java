package org.lupomig.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldenFilesTest {
    private final Path folder;

    GoldenFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void anInputWithItsOutput() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/a.in"), "one\r\ntwo");
        Files.writeString(folder.resolve("sub/a.upper"), "ONE\r\nTWO");
    }

    @Test
    void passesWhenAllIsAsExpected() {
        golden(false, false).check(GoldenFilesTest::upper);
    }

    @Test
    void aDifferentFileFailsWithItsLine() throws IOException {
        Files.writeString(folder.resolve("sub/a.upper"), "ONE\nTOO");
        assertThatThrownBy(() -> golden(false, false).check(GoldenFilesTest::upper))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("sub/a.upper:2")
                .hasMessageContaining("TOO")
                .hasMessageContaining("TWO");
    }

    @Test
    void aMissingFileFails() throws IOException {
        Files.delete(folder.resolve("sub/a.upper"));
        assertThatThrownBy(() -> golden(false, false).check(GoldenFilesTest::upper))
                .hasMessageContaining("sub/a.upper is missing");
        assertThat(folder.resolve("sub/a.upper")).doesNotExist();
    }

    @Test
    void aFileOfNoInputFails() throws IOException {
        Files.writeString(folder.resolve("b.upper"), "B");
        assertThatThrownBy(() -> golden(false, false).check(GoldenFilesTest::upper))
                .hasMessageContaining("b.upper belongs to no input");
    }

    @Test
    void aFileByItselfIsCompared() {
        GoldenFiles.check(folder.resolve("sub/a.upper"), "ONE\r\nTWO");
        assertThatThrownBy(() -> GoldenFiles.check(folder.resolve("sub/a.upper"), "ONE"))
                .hasMessageContaining("a.upper:2");
    }

    @Test
    void aFolderHoldsWhatItIsToHoldAndNothingElse() {
        Map<String, String> all = Map.of("a.in", "one\r\ntwo", "a.upper", "ONE\r\nTWO");
        GoldenFiles.check(folder.resolve("sub"), all);
        assertThatThrownBy(() -> GoldenFiles.check(folder.resolve("sub"), Map.of("a.in", "one\r\ntwo", "b", "")))
                .hasMessageContaining("b is missing")
                .hasMessageContaining("a.upper belongs to no input");
    }

    @Test
    void anEmptyFolderFails() {
        GoldenFiles empty = new GoldenFiles(folder, ".none", false, false);
        assertThatThrownBy(() -> empty.check(input -> Map.of())).hasMessageContaining("no .none in");
    }

    @Test
    void anUpdateWritesAndFails() throws IOException {
        Files.writeString(folder.resolve("sub/a.upper"), "old");
        Files.writeString(folder.resolve("b.upper"), "B");
        assertThatThrownBy(() -> golden(true, false).check(GoldenFilesTest::upper))
                .hasMessageContaining("2 golden files");
        assertThat(folder.resolve("sub/a.upper")).hasContent("ONE\r\nTWO");
        assertThat(folder.resolve("b.upper")).doesNotExist();
        assertThatThrownBy(() -> golden(true, false).check(GoldenFilesTest::upper))
                .hasMessageContaining("right already");
        golden(false, false).check(GoldenFilesTest::upper);
    }

    @Test
    void anUpdateIsRefusedOnAServer() throws IOException {
        Files.writeString(folder.resolve("sub/a.upper"), "old");
        assertThatThrownBy(() -> golden(true, true).check(GoldenFilesTest::upper))
                .hasMessageContaining("not updated");
        assertThat(folder.resolve("sub/a.upper")).hasContent("old");
    }

    private GoldenFiles golden(boolean update, boolean onServer) {
        return new GoldenFiles(folder, ".in", update, onServer);
    }

    private static Map<String, String> upper(GoldenFiles.Input input) {
        return Map.of(".upper", input.text().toUpperCase(Locale.ROOT));
    }
}
