package org.lupomig.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunReport;

/** One change of the system's state, on every server that the project has a store on. */
final class EachStore {
    private final CommandContext context;
    private final DatabaseOption databases;
    private final WaitOption wait;

    EachStore(CommandContext context, DatabaseOption databases, WaitOption wait) {
        this.context = context;
        this.databases = databases;
        this.wait = wait;
    }

    /** Makes it and gives the exit status. */
    int change(String what, BiFunction<Engine, Duration, RunReport> change) {
        Answer<PlanArgument> here = PlanArgument.of(null, context.shell());
        Answer<StoreDesk> opened = here.then(a -> StoreDesk.open(context, a.project(), databases, wait.duration()));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            if (desk.found().isEmpty()) {
                return context.voice().refuse(List.of(Problem.of(CliMessage.NOTHING_TO_FREEZE)));
            }
            int servers = desk.found().size();
            RunDisplay voice = context.voice().display();
            RunDisplay display = servers == 1 ? voice : new SchemasNowhere(voice, servers);
            StopRequest stop =
                    StopRequest.listen(display, "a " + what + " is not left half-way: it goes on to its end");
            int worst = desk.isPartial() ? ExitStatus.COULD_NOT_RUN : ExitStatus.DONE;
            for (OpenServer server : desk.found()) {
                context.activity().changes(what + " of " + server.shown());
                display.begin(what + " of " + server.shown(), Texts.none());
                PlanFolder folder = new PlanFolder(here.value().project().folder());
                Engine engine = Engines.create(context.shell(), server, folder, display)
                        .sharing(desk.left())
                        .queued(wait.priority(), stop);
                RunReport report = change.apply(engine, desk.patience());
                display.end(report, Texts.none());
                worst = Math.max(worst, report.result().exitStatus());
            }
            return worst;
        }
    }
}
