package org.lupomig.cli;

import java.util.List;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.progress.TextDisplay;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.text.DiagnosticText;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Problem;

/** Speaks to people. */
final class TextVoice implements Voice {
    private final Shell shell;

    TextVoice(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int refuse(List<Problem> problems, int status) {
        partly(problems);
        return status;
    }

    @Override
    public void partly(List<Problem> problems) {
        shell.out().flush();
        DiagnosticText text = new DiagnosticText(shell.errStyle(), Texts.none());
        for (Problem problem : problems) {
            shell.err().print(text.render(problem));
        }
    }

    @Override
    public void found(LoadedPlan plan, List<Diagnostic> diagnostics) {
        DiagnosticText text = new DiagnosticText(shell.errStyle(), plan);
        for (Diagnostic diagnostic : diagnostics) {
            shell.err().print(text.render(diagnostic));
            shell.err().println();
        }
    }

    @Override
    public RunDisplay display() {
        return new TextDisplay(
                shell.out(), shell.err(), shell.terminal(), shell.style(), shell.errStyle(), shell.clock());
    }

    @Override
    public void finish(int status) {}
}
