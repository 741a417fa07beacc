package org.lupomig.cli.progress;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import org.lupomig.cli.json.DiagnosticJson;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.RunEvent;

/** One JSON object per line, for programs. */
public final class JsonDisplay implements RunDisplay {
    private final PrintStream out;
    private final InstantSource clock;
    private Texts texts = Texts.none();
    private int lastStatus = -1;

    /** A display on {@code out}. */
    public JsonDisplay(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void begin(String what, Texts files) {
        texts = files;
        line("begin", json -> json.put("what", what));
    }

    @Override
    public void say(String message) {
        line("note", json -> json.put("message", message));
    }

    @Override
    public void on(RunEvent event) {
        line(EventJson.name(event), json -> EventJson.write(json, event, texts));
    }

    /** Something that keeps a part of the command from being done. */
    public void problem(Problem problem) {
        line("problem", json -> new DiagnosticJson(Texts.none()).write(json, problem));
    }

    /** Something that the compiler says of a plan. */
    public void diagnostic(Diagnostic diagnostic, Texts files) {
        line("diagnostic", json -> new DiagnosticJson(files).write(json, diagnostic));
    }

    /** The exit status that was said last, -1 before any. */
    public int lastStatus() {
        return lastStatus;
    }

    @Override
    public void end(RunReport report, Texts files) {
        lastStatus = report.result().exitStatus();
        DiagnosticJson problems = new DiagnosticJson(files);
        line("end", json -> json.put("result", report.result().name().toLowerCase(Locale.ROOT))
                .put("exitStatus", report.result().exitStatus())
                .put("run", report.run())
                .put("detail", report.detail())
                .objects("problems", report.problems(), (Json j, Problem p) -> problems.write(j, p)));
    }

    private synchronized void line(String event, Consumer<Json> fields) {
        out.println(Json.line(json -> {
            json.put("event", event).put("at", clock.instant().toString());
            fields.accept(json);
        }));
        out.flush();
    }
}
