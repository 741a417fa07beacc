package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.progress.TextDisplay;
import org.lupomig.cli.text.Style;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.RunEvent;

/** What is said of schemas where several servers are frozen. */
class SchemasNowhereTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final SchemasNowhere shown = new SchemasNowhere(
            new TextDisplay(stream, stream, false, Style.PLAIN, Style.PLAIN, InstantSource.fixed(Instant.EPOCH)), 2);

    private String lacks(String schema) {
        out.reset();
        shown.on(new RunEvent.Warned(Problem.of(EngineMessage.FROZEN_WITHOUT_SCHEMA, schema, "the server")));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSchemaThatOneServerHasIsNotMissed() {
        assertThat(lacks("shop")).isEmpty();
        assertThat(lacks("stock")).isEmpty();
    }

    @Test
    void oneThatNoneHasIsMissedOnce() {
        assertThat(lacks("shop")).isEmpty();
        assertThat(lacks("shop")).contains("LM5153", "there is no schema shop that any of the servers shows");
    }

    @Test
    void whateverElseIsSaidIsShown() {
        shown.on(new RunEvent.Note("something else"));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("something else");
    }
}
