package org.lupomig.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Words;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig history}: what was run, the newest first. */
@Command(
        name = "history",
        sortOptions = false,
        header = "Lists runs and rollbacks, the newest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig history",
            "  lupomig history phase_a.lupomig --limit 5",
            "",
            "Exit status: 0 shown, 2 a store could not be looked at."
        })
final class HistoryCommand implements Callable<Integer> {
    /** Runs of other plans are read too and left out, so more are asked for than are shown. */
    private static final int MOST_READ = 10_000;

    private static final int STATUS_WIDTH = 9;

    private final CommandContext context;

    @Parameters(paramLabel = "PLAN", arity = "0..1", description = "A plan's file or its name. Default: all that ran.")
    private @Nullable String plan;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many runs. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    HistoryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        if (limit < 1) {
            String sentence = "--limit takes a number of runs from 1, not '" + limit + "'";
            return context.voice().refuse(List.of(Problem.of(CliMessage.USAGE, sentence, "lupomig history")));
        }
        Answer<PlanArgument> asked = PlanArgument.of(plan, shell);
        Answer<StoreDesk> opened = asked.then(a -> StoreDesk.openToRead(context, a.project(), databases));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            context.activity().is("reading the store");
            Answer<PlanArgument> known = desk.known(asked.value());
            if (!known.isOk()) {
                return context.voice().refuse(known.problems());
            }
            Map<OpenServer, List<RunRecord>> runs = new LinkedHashMap<>();
            for (OpenServer server : desk.found()) {
                runs.put(server, runs(server, asked.value().plan()));
            }
            if (json) {
                printJson(shell, runs, desk.problems());
            } else {
                print(shell, runs);
            }
            return desk.isPartial() ? ExitStatus.COULD_NOT_RUN : ExitStatus.DONE;
        }
    }

    private List<RunRecord> runs(OpenServer server, @Nullable String only) {
        List<RunRecord> shown = new ArrayList<>();
        for (RunRecord run : server.store().runs(only == null ? limit : MOST_READ)) {
            if (shown.size() < limit && (only == null || only.equals(run.plan()))) {
                shown.add(run);
            }
        }
        return shown;
    }

    private static void printJson(Shell shell, Map<OpenServer, List<RunRecord>> runs, List<Problem> problems) {
        shell.out().print(Json.document(out -> out.put("format", "lupomig.history.1")
                .objects("stores", runs.entrySet(), (j, entry) -> j.put(
                                "server", entry.getKey().shown())
                        .put("address", entry.getKey().address())
                        .objects("runs", entry.getValue(), StatusJson::run))
                .objects("problems", problems, StatusJson::problem)));
    }

    private static void print(Shell shell, Map<OpenServer, List<RunRecord>> runs) {
        boolean any = false;
        for (Map.Entry<OpenServer, List<RunRecord>> entry : runs.entrySet()) {
            if (runs.size() > 1) {
                shell.out().println(shell.style().strong("on " + entry.getKey().shown()));
            }
            for (RunRecord run : entry.getValue()) {
                any = true;
                shell.out().println(line(run, shell.style()));
            }
        }
        if (!any) {
            shell.out().println("nothing has been run here yet");
        }
    }

    private static String line(RunRecord run, Style style) {
        String status = run.status().word()
                + " ".repeat(Math.max(0, STATUS_WIDTH - run.status().word().length()));
        String duration = run.ended() == null ? "" : " in " + Words.millis(run.durationMillis());
        String detail = run.detail().isEmpty() ? "" : ": " + SafeText.oneLine(run.detail());
        return "run " + run.id() + "  " + UtcStamp.show(run.started()) + "  " + coloured(run.status(), status, style)
                + "  " + RunWords.name(run) + " by "
                + SafeText.oneLine(run.owner().who()) + duration + detail;
    }

    private static String coloured(RunStatus status, String word, Style style) {
        return switch (status) {
            case COMPLETED -> style.good(word);
            case RUNNING, RECOVERED -> style.notable(word);
            case FAILED, BROKEN -> style.bad(word);
        };
    }
}
