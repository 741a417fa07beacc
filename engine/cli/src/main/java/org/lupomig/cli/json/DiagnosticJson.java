package org.lupomig.cli.json;

import org.lupomig.cli.text.QuotedPlace;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.diagnostic.Fix;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Related;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Position;
import org.lupomig.model.source.SourceText;

/** Diagnostics and problems as programs read them. */
public final class DiagnosticJson {
    private final Texts texts;

    /** A writer. */
    public DiagnosticJson(Texts texts) {
        this.texts = texts;
    }

    /** The fields of a diagnostic. */
    public void write(Json json, Diagnostic diagnostic) {
        type(json, diagnostic.type(), diagnostic.message(), diagnostic.help());
        place(json, diagnostic.location());
        json.objects("related", diagnostic.related(), this::related);
        json.objects("fixes", diagnostic.fixes(), this::fix);
    }

    /** The fields of a problem; {@code file} and {@code range} where it belongs to a place. */
    public void write(Json json, Problem problem) {
        type(json, problem.type(), problem.message(), problem.help());
        Location location = problem.location();
        if (location != null) {
            place(json, QuotedPlace.of(location, problem.message(), texts));
        }
    }

    private static void type(Json json, MessageType type, String message, String help) {
        json.put("code", type.code())
                .put("title", type.title())
                .put("severity", type.severity().word())
                .put("message", message)
                .put("help", help);
    }

    private void place(Json json, Location location) {
        json.put("file", texts.shown(location.file()));
        json.object("range", location, this::range);
    }

    private void range(Json json, Location location) {
        Position start = location.start();
        json.put("start", location.span().start())
                .put("line", start.line())
                .put("column", start.column())
                .put("end", location.span().end());
        SourceText source = texts.source(location.file());
        if (source != null && location.span().end() <= source.length()) {
            Position end = source.position(location.span().end());
            json.put("endLine", end.line()).put("endColumn", end.column());
        }
    }

    private void related(Json json, Related related) {
        json.put("note", related.note());
        place(json, related.location());
    }

    private void fix(Json json, Fix fix) {
        json.put("title", fix.title());
        json.objects("edits", fix.edits(), this::edit);
    }

    private void edit(Json json, Edit edit) {
        json.put("file", texts.shown(edit.file()))
                .put("start", edit.span().start())
                .put("end", edit.span().end())
                .put("text", edit.text());
    }
}
