package org.lupomig.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.cli.json.DiagnosticJson;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.progress.JsonDisplay;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Problem;

/**
 * Speaks to programs that read one JSON document: what keeps a command from writing its own is a document too. What
 * does not keep it belongs into the command's own.
 */
final class DocumentVoice implements Voice {
    private final Shell shell;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Diagnostic, LoadedPlan> diagnostics = new LinkedHashMap<>();
    private boolean refused;

    DocumentVoice(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int refuse(List<Problem> why, int status) {
        refused = true;
        problems.addAll(why);
        return status;
    }

    @Override
    public void partly(List<Problem> why) {
        problems.addAll(why);
    }

    @Override
    public void found(LoadedPlan plan, List<Diagnostic> found) {
        found.forEach(diagnostic -> diagnostics.putIfAbsent(diagnostic, plan));
    }

    @Override
    public RunDisplay display() {
        return new JsonDisplay(shell.out(), shell.clock());
    }

    @Override
    public void finish(int status) {
        if (refused) {
            DiagnosticJson plain = new DiagnosticJson(Texts.none());
            shell.out().print(Json.document(json -> json.put("format", "lupomig.refusal.1")
                    .put("exitStatus", status)
                    .objects("problems", problems, (Json j, Problem problem) -> plain.write(j, problem))
                    .objects("diagnostics", diagnostics.entrySet(), (j, entry) -> new DiagnosticJson(entry.getValue())
                            .write(j, entry.getKey()))));
        }
    }
}
