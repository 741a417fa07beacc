package org.lupomig.cli.rehearsal;

import java.util.Collection;
import org.lupomig.cli.json.DiagnosticJson;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.rehearsal.RehearsalReport.Finding;
import org.lupomig.cli.rehearsal.RehearsalReport.StatementReport;
import org.lupomig.cli.rehearsal.RehearsalReport.StepReport;
import org.lupomig.cli.rehearsal.RehearsalReport.Way;
import org.lupomig.cli.text.Texts;

/** A rehearsal as one JSON document. */
public final class ReportJson {
    private final RehearsalReport report;
    private final Texts texts;

    private ReportJson(RehearsalReport report, Texts texts) {
        this.report = report;
        this.texts = texts;
    }

    /** The document. */
    public static String of(RehearsalReport report, Texts texts) {
        return new ReportJson(report, texts).document();
    }

    private String document() {
        Collection<String> ways = report.ways().stream().map(Way::word).toList();
        return Json.document(json -> json.put("format", "lupomig.rehearsal.1")
                .put("plan", report.plan())
                .put("version", report.version())
                .put("server", report.server())
                .put("reversible", report.findings().isEmpty())
                .put("whole", report.whole())
                .texts("ways", ways)
                .put("boundaries", report.boundaries())
                .put("millis", report.millis())
                .objects("steps", report.steps(), this::step)
                .texts("notes", report.notes()));
    }

    private void step(Json json, StepReport step) {
        json.put("batch", step.step().batch())
                .put("step", step.step().step())
                .put("reversible", report.isReversible(step.step()))
                .put("undo", step.undo())
                .put("forwardMillis", step.forwardMillis())
                .put("backMillis", step.backMillis())
                .objects("statements", step.statements(), this::statement)
                .objects("findings", report.of(step.step()), this::finding);
    }

    private void statement(Json json, StatementReport statement) {
        json.put("sql", statement.text())
                .put("file", texts.shown(statement.location().file()))
                .put("line", statement.location().start().line())
                .put("column", statement.location().start().column())
                .put("undo", statement.strategy())
                .put("undoExplanation", statement.explanation());
    }

    private void finding(Json json, Finding finding) {
        json.put("way", finding.way().word()).put("what", finding.what()).put("times", finding.times());
        new DiagnosticJson(texts).write(json, finding.problem());
    }
}
