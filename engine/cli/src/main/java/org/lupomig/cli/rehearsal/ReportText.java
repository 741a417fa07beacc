package org.lupomig.cli.rehearsal;

import org.lupomig.cli.rehearsal.RehearsalReport.Finding;
import org.lupomig.cli.rehearsal.RehearsalReport.StatementReport;
import org.lupomig.cli.rehearsal.RehearsalReport.StepReport;
import org.lupomig.cli.text.DiagnosticText;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.text.Words;

/** A rehearsal for people. */
public final class ReportText {
    private ReportText() {}

    /** On several lines, each ended by a line feed. */
    public static String of(RehearsalReport report, Style style, Texts texts) {
        StringBuilder out = new StringBuilder(1024);
        for (StepReport step : report.steps()) {
            step(report, step, style, out);
        }
        DiagnosticText diagnostics = new DiagnosticText(style, texts);
        for (Finding finding : report.findings()) {
            out.append('\n').append(diagnostics.render(finding.problem()));
            if (finding.times() > 1) {
                out.append("  = seen ")
                        .append(Words.count(finding.times(), "time"))
                        .append('\n');
            }
        }
        long irreversible = report.steps().stream()
                .filter(step -> !report.isReversible(step.step()))
                .count();
        out.append('\n');
        out.append(report.whole() ? "" : style.bad("stopped") + " before its end, so far ");
        out.append(
                report.findings().isEmpty()
                        ? style.good("clean") + ": every step went back, each time"
                        : style.bad(Words.count(report.findings().size(), "difference")) + " in "
                                + Words.count(irreversible, "step"));
        return out.append(' ')
                .append(style.faint("(" + Words.millis(report.millis()) + ")"))
                .append('\n')
                .toString();
    }

    private static void step(RehearsalReport report, StepReport step, Style style, StringBuilder out) {
        boolean reversible = report.isReversible(step.step());
        out.append(style.strong(step.step().batch() + "." + step.step().step()))
                .append(": ")
                .append(reversible ? style.good("reversible") : style.bad("NOT reversible"))
                .append(reversible && !report.whole() ? " so far" : "")
                .append(", there ")
                .append(Words.millis(step.forwardMillis()))
                .append(", back ")
                .append(Words.millis(step.backMillis()))
                .append('\n');
        if (step.undo() != null) {
            out.append("  undo: ").append(SafeText.oneLine(step.undo())).append('\n');
        }
        for (StatementReport statement : step.statements()) {
            out.append("  ").append(statement.text()).append('\n');
            out.append("    ")
                    .append(style.faint("undo: "))
                    .append(statement.strategy())
                    .append(statement.explanation().isEmpty() ? "" : ", ")
                    .append(SafeText.oneLine(statement.explanation()))
                    .append('\n');
        }
    }
}
