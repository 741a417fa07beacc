package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A person at a terminal is asked, and nobody else. */
class QuestionTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Question.Answered ask(boolean terminal, Keyboard keyboard) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Question.ask(
                new Shell(
                        Path.of("/"),
                        Map.of(),
                        stream,
                        stream,
                        terminal,
                        terminal,
                        InstantSource.fixed(Instant.EPOCH),
                        () -> "t",
                        keyboard),
                "Record it?");
    }

    private static Keyboard types(@Nullable String line) {
        return new Keyboard() {
            @Override
            public boolean isThere() {
                return true;
            }

            @Override
            public @Nullable String line() {
                return line;
            }
        };
    }

    @Test
    void onlyAYesIsAYes() {
        assertThat(ask(true, types("y"))).isEqualTo(Question.Answered.YES);
        assertThat(ask(true, types(" Yes "))).isEqualTo(Question.Answered.YES);
        assertThat(ask(true, types(""))).isEqualTo(Question.Answered.NO);
        assertThat(ask(true, types("no"))).isEqualTo(Question.Answered.NO);
        assertThat(ask(true, types(null))).isEqualTo(Question.Answered.NO);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Record it? [y/N] ");
    }

    @Test
    void nobodyIsAskedWithoutATerminal() {
        assertThat(ask(false, types("no"))).isEqualTo(Question.Answered.NOBODY_THERE);
        assertThat(ask(true, Keyboard.NONE)).isEqualTo(Question.Answered.NOBODY_THERE);
        assertThat(out.size()).isZero();
    }
}
