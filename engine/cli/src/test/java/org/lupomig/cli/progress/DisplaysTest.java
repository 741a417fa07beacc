package org.lupomig.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Position;
import org.lupomig.model.source.Span;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.store.StoreMessage;

class DisplaysTest {
    private static final Address MOVE = new Address("p", "b", "move");
    private static final Address LAST = new Address("p", "b", "last");
    private static final Address BATCH = new Address("p", "b", "");

    /** A run whose second statement fails. */
    private static final List<RunEvent> EVENTS = List.of(
            new RunEvent.RunStarted(7, "p", "1.2", 1),
            new RunEvent.BatchStarted("p", "b", 1),
            new RunEvent.SystemMoved(new SystemState(
                    SystemState.Mode.FROZEN,
                    "tables move",
                    List.of("shop"),
                    1,
                    Barrier.NONE,
                    SystemState.Holder.NOBODY,
                    0)),
            new RunEvent.Checked(BATCH, "before", true, false, ""),
            new RunEvent.Moved(MOVE, State.IDLE, State.PREPARING),
            new RunEvent.Moved(MOVE, State.PREPARING, State.VALIDATING_PRE),
            new RunEvent.Moved(MOVE, State.VALIDATING_PRE, State.MIGRATING),
            new RunEvent.StatementStarted(MOVE, 1, 2, "RENAME TABLE a"),
            new RunEvent.StatementDone(MOVE, 1, 2, 30),
            new RunEvent.StatementStarted(MOVE, 2, 2, "RENAME TABLE \u001b[2J"),
            new RunEvent.Waiting(MOVE, "RENAME TABLE a", "session 9", 1000, "Lock wait timeout exceeded"),
            new RunEvent.Waiting(MOVE, "RENAME TABLE a", "session 9", 1900, "Lock wait timeout exceeded"),
            new RunEvent.Waiting(MOVE, "RENAME TABLE a", "", 2300, "Lock wait timeout exceeded"),
            new RunEvent.Failure(MOVE, "no such table", new Location("move.sql", Span.at(7), new Position(3, 1))),
            new RunEvent.Moved(MOVE, State.MIGRATING, State.ROLLING_BACK),
            new RunEvent.Undone(MOVE, "RENAME TABLE a"),
            new RunEvent.Held(MOVE, "shop.a", "lupomig_held.x"),
            new RunEvent.Retrying(MOVE, 1, 3, 500, "too many connections"),
            new RunEvent.Moved(MOVE, State.ROLLING_BACK, State.IDLE),
            new RunEvent.SystemMoved(SystemState.normal(2, 2500)),
            new RunEvent.Skipped(MOVE),
            new RunEvent.Moved(LAST, State.MIGRATING, State.ROLLING_BACK),
            new RunEvent.Moved(LAST, State.ROLLING_BACK, State.IDLE),
            new RunEvent.Recovering(3, "q", "yesterday"),
            new RunEvent.Recovered(3, "q", "put back", true),
            new RunEvent.Note("by the way"),
            new RunEvent.ScriptStopped(MOVE, "stopped: no such table"),
            new RunEvent.Warned(Problem.of(StoreMessage.DURABILITY_RELAXED, "2")),
            new RunEvent.RunFinished(7, "p", RunStatus.FAILED, "undone", 99));

    private static final RunReport REPORT = new RunReport(
            RunReport.Result.UNDONE, 7, "everything is as before", List.of(Problem.of(CliMessage.NOT_A_PLAN, "that")));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-08T14:05:09Z"));

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String show(RunDisplay display) {
        display.begin("plan p 1.2", Texts.none());
        EVENTS.forEach(display::on);
        display.say("stopping");
        display.end(REPORT, Texts.none());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLogHasOneLineForWhatMatters() {
        TextDisplay display = new TextDisplay(stream(out), stream(err), false, Style.PLAIN, Style.PLAIN, clock);

        assertThat(show(display)).isEqualTo("""
                        plan p 1.2
                          frozen     shop: tables move (advisory: nobody is stopped)
                          ok         batch b                   check "before"
                          waiting    move                      RENAME TABLE a waits for a lock, for 1.0 s so far; in the way: session 9
                          waiting    move                      RENAME TABLE a waits for a lock, for 2.3 s so far; another connection holds it
                          FAILED     move                      move.sql:3:1: no such table
                          held       move                      shop.a as lupomig_held.x
                          retry      move                      again in 500 ms (1 of 3): too many connections
                          undone     move                      1 change
                          thawed     writers need not pause any more, after 2.5 s
                          skipped    move                      its condition does not hold
                          undone     last                      nothing had been changed
                          recovery   run 3 of q, begun yesterday, ended without a word
                          recovered  run 3 of q: put back
                          note       by the way
                          note       the undo script of p.b.move stopped: no such table; going on with the derived undo
                          warning    LM6034: innodb_flush_log_at_trx_commit is 2: a crash of the server can lose what was committed last, and with it the way back; SET GLOBAL innodb_flush_log_at_trx_commit = 1
                        stopping
                        failed: everything is as before (0 ms)
                        """);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("error[LM9005] that is a folder, not a plan; name one .lupomig file\n");
    }

    /** Nothing was sent for it, and it was changed all the same. */
    @Test
    void whatAPersonHasTakenBackIsSaidToBe() {
        TextDisplay display = new TextDisplay(stream(out), stream(err), false, Style.PLAIN, Style.PLAIN, clock);
        display.begin("resolve p.b.move", Texts.none());
        display.on(new RunEvent.Moved(MOVE, State.IDLE, State.ROLLING_BACK, true));
        display.on(new RunEvent.Moved(MOVE, State.ROLLING_BACK, State.IDLE, true));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        resolve p.b.move
                          undone     move                      by hand
                        """);
    }

    @Test
    void aTerminalHasALineThatIsWrittenOver() {
        TextDisplay display = new TextDisplay(stream(out), stream(err), true, Style.PLAIN, Style.PLAIN, clock);

        String shown = show(display);

        assertThat(shown)
                .contains("\r\u001b[?7l  [1/1] move preparing\u001b[K\u001b[?7h")
                .contains("\r\u001b[K  waiting")
                .doesNotContain("\u001b[2J");
        // What is drawn over leaves the same lines as a log.
        assertThat(shown.lines().map(line -> line.substring(line.lastIndexOf("\u001b[K") + 1)))
                .anyMatch(line -> line.endsWith("failed: everything is as before (0 ms)"));
    }

    @Test
    void aProgramHasOneObjectPerLine() {
        String shown = show(new JsonDisplay(stream(out), clock));

        assertThat(shown.lines()).hasSize(EVENTS.size() + 3).allMatch(line -> line.startsWith("{\"event\":\""));
        assertThat(shown)
                .contains(
                        "{\"event\":\"statement_done\",\"at\":\"2026-01-08T14:05:09Z\",\"plan\":\"p\",\"batch\":\"b\","
                                + "\"step\":\"move\",\"statement\":1,\"of\":2,\"millis\":30}")
                .contains("\"event\":\"checked\"", "\"passed\":true")
                .contains("\"statement\":\"RENAME TABLE a\",\"inTheWay\":\"session 9\",\"millis\":1000,"
                        + "\"detail\":\"Lock wait timeout exceeded\"")
                .contains("\"message\":\"no such table\",\"file\":\"move.sql\",\"line\":3,\"column\":1}")
                .contains("\"event\":\"system_moved\",\"at\":\"2026-01-08T14:05:09Z\",\"mode\":\"frozen\"")
                .contains("\"event\":\"end\"", "\"result\":\"undone\",\"exitStatus\":1,\"run\":7")
                .contains("\"code\":\"LM9005\"");
    }
}
