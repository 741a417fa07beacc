package org.lupomig.cli;

import java.util.List;
import org.lupomig.cli.progress.JsonDisplay;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;

/** Speaks to programs that follow a run: one JSON object per line. The last one has the exit status. */
final class EventVoice implements Voice {
    private final JsonDisplay display;

    EventVoice(Shell shell) {
        this.display = new JsonDisplay(shell.out(), shell.clock());
    }

    @Override
    public int refuse(List<Problem> problems, int status) {
        String detail = problems.isEmpty() ? "" : problems.get(0).message();
        display.end(new RunReport(result(status), 0, detail, problems), Texts.none());
        return status;
    }

    @Override
    public void partly(List<Problem> problems) {
        problems.forEach(display::problem);
    }

    @Override
    public void found(LoadedPlan plan, List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            display.diagnostic(diagnostic, plan);
        }
    }

    @Override
    public RunDisplay display() {
        return display;
    }

    @Override
    public void finish(int status) {
        if (display.lastStatus() != status) {
            display.end(new RunReport(result(status), 0, "", List.of()), Texts.none());
        }
    }

    private static Result result(int status) {
        return switch (status) {
            case ExitStatus.DONE -> Result.NOTHING_TO_DO;
            case ExitStatus.FINDINGS -> Result.UNDONE;
            case ExitStatus.COULD_NOT_RUN -> Result.REFUSED;
            default -> Result.BROKEN;
        };
    }
}
