package org.lupomig.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.text.Words;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.Owners;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.store.report.AlertRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig alerts}: what a person should know, and who has seen to it. */
@Command(
        name = "alerts",
        sortOptions = false,
        header = "Lists alerts that are to be seen to; acknowledges and resolves them.",
        description = "One that nobody acknowledges is escalated: a critical one after 1h, an error after 24h.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig alerts",
            "  lupomig alerts acknowledge 3 --because \"on it\"",
            "  lupomig alerts resolve 3 4 --because \"the table is back\"",
            "",
            "Exit status: 0 done, 2 there is no such alert, or a store could not be looked at."
        })
final class AlertsCommand implements Callable<Integer> {
    private static final String ACKNOWLEDGE = "acknowledge";
    private static final String RESOLVE = "resolve";

    private final CommandContext context;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "acknowledge|resolve",
            description = "What is done; without it, alerts are listed.")
    private @Nullable String action;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "Numbers of alerts.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--because", paramLabel = "REASON", description = "Why, for the record.")
    private @Nullable String because;

    @Option(names = "--all", description = "List resolved ones, too.")
    private boolean all;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    AlertsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Set<Long> numbers = new HashSet<>();
        String wrong = wrong(numbers);
        if (wrong != null) {
            return context.voice().refuse(List.of(Problem.of(CliMessage.USAGE, wrong, "lupomig alerts")));
        }
        Answer<PlanArgument> here = PlanArgument.of(null, context.shell());
        Answer<StoreDesk> opened = here.then(a -> StoreDesk.openToRead(context, a.project(), databases));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            context.activity().is("reading the store");
            Instant now = context.shell().clock().instant();
            if (action != null) {
                List<Problem> refused = mark(desk, numbers, now);
                if (!refused.isEmpty()) {
                    return context.voice().refuse(refused);
                }
            }
            list(desk, now);
            return desk.isPartial() ? ExitStatus.COULD_NOT_RUN : ExitStatus.DONE;
        }
    }

    /** What is wrong with the arguments; null where nothing is. */
    private @Nullable String wrong(Set<Long> numbers) {
        if (action == null) {
            return because == null ? null : "--because goes with acknowledge or resolve";
        }
        if (!action.equals(ACKNOWLEDGE) && !action.equals(RESOLVE)) {
            return "alerts takes acknowledge or resolve, not '" + Shown.of(action) + "'";
        }
        if (ids.isEmpty()) {
            return action + " needs the number of an alert";
        }
        if (because == null || because.isBlank()) {
            return action + " needs a reason: --because REASON";
        }
        for (String id : ids) {
            try {
                numbers.add(Long.parseLong(id));
            } catch (NumberFormatException e) {
                return "ID takes the number of an alert, not '" + Shown.of(id) + "'";
            }
        }
        return null;
    }

    private List<Problem> mark(StoreDesk desk, Set<Long> numbers, Instant now) {
        List<OpenServer> having = new ArrayList<>();
        Set<Long> missing = new HashSet<>(numbers);
        for (OpenServer server : desk.found()) {
            Set<Long> known = new HashSet<>();
            server.store().reports().allAlerts().forEach(alert -> known.add(alert.id()));
            missing.removeAll(known);
            if (known.containsAll(numbers)) {
                having.add(server);
            }
        }
        List<Problem> problems = new ArrayList<>();
        missing.stream().sorted().forEach(id -> problems.add(Problem.of(CliMessage.NO_SUCH_ALERT, id)));
        if (problems.isEmpty() && having.size() != 1) {
            List<String> names = desk.found().stream()
                    .map(server -> "alerts on " + server.shown())
                    .toList();
            problems.add(Problem.of(CliMessage.AMBIGUOUS_STEP, String.join(" ", ids), String.join(", ", names)));
        }
        return problems.isEmpty() ? mark(having.get(0), numbers, now) : problems;
    }

    private List<Problem> mark(OpenServer server, Set<Long> numbers, Instant now) {
        List<Problem> problems = new ArrayList<>();
        for (AlertRecord alert : server.store().reports().allAlerts()) {
            if (numbers.contains(alert.id()) && !alert.isOpen()) {
                problems.add(Problem.of(CliMessage.RESOLVED_ALERT, alert.id()));
            }
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        String status = RESOLVE.equals(action) ? AlertRecord.RESOLVED : AlertRecord.ACKNOWLEDGED;
        String reason = because == null ? "" : because.strip().replace('\n', ' ');
        String note = status + " by " + Owners.create(context.shell()).who() + ", " + UtcStamp.show(UtcStamp.of(now))
                + ": " + reason;
        int marked = server.store().reports().mark(List.copyOf(numbers), status, note);
        if (!json) {
            context.shell().out().println(Words.count(marked, "alert") + " " + status);
        }
        return List.of();
    }

    private void list(StoreDesk desk, Instant now) {
        List<AlertsView> views = new ArrayList<>();
        for (OpenServer server : desk.found()) {
            views.add(AlertsView.read(server, all, desk.escalation(), now));
        }
        if (json) {
            context.shell().out().print(Json.document(out -> out.put("format", "lupomig.alerts.1")
                    .objects("stores", views, (j, view) -> j.put(
                                    "server", view.server().shown())
                            .put("address", view.server().address())
                            .objects("alerts", view.alerts(), RunJson::alert))
                    .objects("problems", desk.problems(), StatusJson::problem)));
        } else if (action == null) {
            AlertsText text = new AlertsText(context.shell().style());
            context.shell().out().print(text.render(views));
        }
    }
}
