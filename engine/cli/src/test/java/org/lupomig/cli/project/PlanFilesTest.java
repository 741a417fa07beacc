package org.lupomig.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.compiler.Sources;
import org.lupomig.sql.Includes;

/** What speaks against a script that another one names is known before it is read, or while it is. */
class PlanFilesTest {
    @TempDir
    Path folder = Path.of("");

    private record Gate(@Nullable String objection, int most) implements Includes.Gate {
        @Override
        public @Nullable String objection(String name) {
            return objection == null ? null : name + ": " + objection;
        }

        @Override
        public String tooLong() {
            return "it is too long";
        }
    }

    private Sources.Reading included(@Nullable String objection, int most) {
        PlanFiles files = new PlanFiles(Project.at(folder, folder));
        return files.included("main.sql", "a.sql", new Gate(objection, most));
    }

    /** Text, and behind it what is no text in UTF-8: whoever reads it says so. */
    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(bytes, bytes.length + 1);
        all[bytes.length] = (byte) 0xFF;
        Files.write(folder.resolve("a.sql"), all);
    }

    private static String why(Sources.Reading reading) {
        return ((Sources.Unreadable) reading).clause();
    }

    @Test
    void anObjectionComesBeforeTheFirstByte() throws IOException {
        write("");
        assertThat(why(included("in a circle", 100))).isEqualTo("a.sql: in a circle");
        assertThat(why(included(null, 100))).contains("byte 0xFF");
    }

    @Test
    void readingEndsWhereTheTextIsTooLong() throws IOException {
        write("x".repeat(90_000));
        assertThat(why(included(null, 10))).as("by its size").isEqualTo("it is too long");
        assertThat(why(included(null, 40_000))).as("on the way").isEqualTo("it is too long");
        assertThat(why(included(null, 100_000))).contains("byte 0xFF");
    }

    @Test
    void unitsCountAndNotBytes() throws IOException {
        Files.writeString(folder.resolve("a.sql"), "\uFEFF" + "\u20AC".repeat(1000));
        assertThat(included(null, 1000)).isInstanceOfSatisfying(Sources.Found.class, found -> assertThat(
                        found.source().text())
                .hasSize(1000));
        assertThat(why(included(null, 999))).isEqualTo("it is too long");
    }
}
