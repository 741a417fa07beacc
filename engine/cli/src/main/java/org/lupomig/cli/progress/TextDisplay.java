package org.lupomig.cli.progress;

import java.io.PrintStream;
import java.time.InstantSource;
import org.lupomig.cli.text.DiagnosticText;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.text.Words;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.RunEvent;

/** Lines for people; on a terminal also one line that is written over. */
public final class TextDisplay implements RunDisplay {
    private static final String CLEAR = "\r\u001b[K";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private static final long SELDOM_MILLIS = 5_000;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean live;
    private final Style style;
    private final Style errStyle;
    private final InstantSource clock;
    private EventLines lines;
    private boolean drawn;
    private boolean told;
    private long toldAt;
    private long begunAt;

    /**
     * A display.
     *
     * @param live whether {@code out} is a terminal on which a line can be written over
     */
    public TextDisplay(
            PrintStream out, PrintStream err, boolean live, Style style, Style errStyle, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.live = live;
        this.style = style;
        this.errStyle = errStyle;
        this.clock = clock;
        this.lines = new EventLines(style, Texts.none());
        this.begunAt = clock.millis();
    }

    /** How far a run is becomes lines of its own now and then, also where no line can be written over. */
    @Override
    public synchronized void tellProgress() {
        told = true;
        toldAt = clock.millis();
    }

    @Override
    public synchronized void begin(String what, Texts texts) {
        lines = new EventLines(style, texts);
        begunAt = clock.millis();
        print(style.strong(what));
    }

    @Override
    public synchronized void say(String message) {
        print(SafeText.oneLine(message));
    }

    @Override
    public synchronized void on(RunEvent event) {
        String far = lines.far(event);
        if (told && !live && far != null && clock.millis() - toldAt >= SELDOM_MILLIS) {
            toldAt = clock.millis();
            print(far);
        }
        String passing = lines.passing(event);
        String lasting = lines.lasting(event);
        if (lasting != null) {
            print(lasting);
        }
        if (live && passing != null) {
            draw(passing);
        }
    }

    @Override
    public synchronized void end(RunReport report, Texts texts) {
        String word =
                switch (report.result()) {
                    case DONE -> style.good("done");
                    case NOTHING_TO_DO -> style.good("nothing to do");
                    case UNDONE -> style.bad("failed");
                    case REFUSED -> style.bad("refused");
                    case BROKEN -> style.bad("needs a person");
                };
        String detail = report.detail().isEmpty() ? "" : ": " + SafeText.oneLine(report.detail());
        print(word + detail + " " + style.faint("(" + Words.millis(clock.millis() - begunAt) + ")"));
        DiagnosticText text = new DiagnosticText(errStyle, texts);
        for (Problem problem : report.problems()) {
            err.print(text.render(problem));
        }
        err.flush();
    }

    private void print(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    private void clear() {
        if (drawn) {
            out.print(CLEAR);
            drawn = false;
        }
    }

    /** The terminal itself cuts the line, whatever its width. */
    private void draw(String text) {
        out.print("\r" + NO_WRAP + "  " + style.faint(SafeText.oneLine(text)) + "\u001b[K" + WRAP);
        out.flush();
        drawn = true;
    }
}
