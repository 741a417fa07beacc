package org.lupomig.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.lupomig.cli.config.Escalation;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.cli.wiring.SeenRuns;
import org.lupomig.cli.wiring.Servers;
import org.lupomig.cli.wiring.StoreMaker;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.store.StoreState;

/** Runs plans one after the other, until one does not end well. */
final class PlanRunner {
    private final CommandContext context;
    private final Servers servers;
    private final StateFolder state;
    private final SeenRuns seen;
    private final RunDisplay display;
    private final int priority;
    private final Escalation escalation;
    private final PatienceLeft left;
    private final Function<BooleanSupplier, RunOptions> options;

    /**
     * For one command.
     *
     * @param escalation how long alerts may be left
     * @param left how long all of them wait for others
     * @param options gives how plans are run, from what asks to stop
     */
    PlanRunner(
            CommandContext context,
            Servers servers,
            StateFolder state,
            RunDisplay display,
            int priority,
            Escalation escalation,
            PatienceLeft left,
            Function<BooleanSupplier, RunOptions> options) {
        this.context = context;
        this.servers = servers;
        this.state = state;
        this.seen = new SeenRuns(state);
        this.display = display;
        this.priority = priority;
        this.escalation = escalation;
        this.left = left;
        this.options = options;
    }

    /** Runs them and gives the exit status. */
    int run(List<PlansToRun.Ready> plans) {
        StopRequest stop =
                StopRequest.listen(display, "stopping after the current statement, and undoing what was done");
        Map<String, Set<String>> walked = new HashMap<>();
        for (PlansToRun.Ready ready : plans) {
            Answer<OpenServer> server = servers.ofDatabase(ready.database());
            if (!server.isOk()) {
                return context.voice().refuse(server.problems());
            }
            Set<String> ahead = walked.computeIfAbsent(server.value().address(), address -> new HashSet<>());
            RunOptions asked = options.apply(stop).behind(ahead);
            int status = run(ready, server.value(), asked);
            if (status != ExitStatus.DONE) {
                return status;
            }
            if (asked.dryRun() && asked.to() == null) {
                ahead.add(ready.plan().name());
            }
        }
        return ExitStatus.DONE;
    }

    /** Where that cannot be written, other commands have to be told where the server is; no reason not to run. */
    private void remember(OpenServer server) {
        Answer<StateFolder> noted = state.remember(server.database(), server.address());
        if (!noted.isOk()) {
            context.voice().partly(noted.problems());
        }
    }

    private int run(PlansToRun.Ready ready, OpenServer server, RunOptions options) {
        Path file = ready.file().file();
        Path parent = file.getParent();
        PlanFolder folder = new PlanFolder(parent == null ? file : parent);
        Engine engine = Engines.unremembered(context.shell(), server, folder, display);
        StoreState found = server.store().state();
        boolean isThere = found instanceof StoreState.Ready || found instanceof StoreState.Older;
        Answer<OpenServer> whole = isThere ? seen.check(server) : Answer.of(server);
        if (!whole.isOk()) {
            // before anything is written there
            return context.voice().refuse(whole.problems());
        }
        boolean hasStore = !(found instanceof StoreState.Missing);
        if (found instanceof StoreState.Hidden || (!hasStore && !options.dryRun())) {
            // No store is made for a plan that will not start; and all that an account lacks is said at once.
            RunReport judged = Engines.unremembered(context.shell(), server, folder, event -> {})
                    .judge(ready.plan(), options.to());
            if (judged.result() != RunReport.Result.DONE) {
                display.begin(title(ready, server, options), ready.file());
                display.end(judged, ready.file());
                return judged.result().exitStatus();
            }
        }
        Problem held = hasStore ? null : server.heldByAnEarlierStore();
        if (held != null) {
            display.on(new RunEvent.Warned(held));
        }
        if (found instanceof StoreState.Ready there && there.unseen() > 0 && !options.dryRun()) {
            Instant now = server.clock(context.shell().clock()).instant();
            LeftAlerts.escalate(server, escalation, now);
        }
        // A dry run makes no store: where there is none, nothing can have happened either.
        if (hasStore || !options.dryRun()) {
            context.activity().is("preparing the store");
            if (!hasStore) {
                // before there is one: killed in between, this is seen once more
                seen.noneThere(server);
            }
            Answer<OpenServer> store = new StoreMaker(context.shell()).ensure(server, found, left, display::say);
            if (!store.isOk()) {
                return context.voice().refuse(store.problems());
            }
            remember(store.value());
            engine = Engines.create(
                    context.shell(), server, folder, options.dryRun() ? display : seen.noting(server, display));
        }
        context.activity().changes("running plan " + ready.plan().name());
        display.begin(title(ready, server, options), ready.file());
        RunReport report =
                engine.sharing(left).queued(priority, options.stopRequested()).run(ready.plan(), options);
        display.end(report, ready.file());
        return report.result().exitStatus();
    }

    private static String title(PlansToRun.Ready ready, OpenServer server, RunOptions options) {
        Address to = options.to();
        return (options.dryRun() ? "dry run of plan " : "plan ") + ready.plan().name() + " "
                + ready.plan().version() + (to == null ? "" : " up to " + to.batch() + "." + to.step()) + " on "
                + server.shown();
    }
}
