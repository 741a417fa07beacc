package org.lupomig.cli;

import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.text.DiagnosticText;
import org.lupomig.model.diagnostic.Diagnostic;

/** What the compiler said, for commands whose result is something else. */
final class CompilerOutput {
    private CompilerOutput() {}

    /** Prints all diagnostics of a plan beside the result. */
    static void print(Shell shell, LoadedPlan plan) {
        DiagnosticText text = new DiagnosticText(shell.errStyle(), plan);
        for (Diagnostic diagnostic : plan.compilation().diagnostics()) {
            shell.err().print(text.render(diagnostic));
            shell.err().println();
        }
    }
}
