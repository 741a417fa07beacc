package org.lupomig.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.config.Escalation;
import org.lupomig.cli.config.Nearest;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.Project;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.SeenRuns;
import org.lupomig.cli.wiring.Servers;
import org.lupomig.cli.wiring.Stores;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.port.RunListener;

/** The stores of a project, open for one command that was given no plan to run. */
final class StoreDesk implements AutoCloseable {
    private final Servers servers;
    private final Stores stores;
    private final Duration patience;
    private final PatienceLeft left;
    private final Escalation escalation;
    private final Map<OpenServer, List<Problem>> older = new LinkedHashMap<>();
    private @Nullable SeenRuns seen;
    private boolean leaves;

    private StoreDesk(Servers servers, Stores stores, Duration patience, PatienceLeft left, Escalation escalation) {
        this.servers = servers;
        this.stores = stores;
        this.patience = patience;
        this.left = left;
        this.escalation = escalation;
    }

    /**
     * Opens them to change something there: not one that is older than the project has seen it. Where all are, that is
     * a refusal.
     */
    static Answer<StoreDesk> openToChange(
            CommandContext context, Project project, DatabaseOption databases, @Nullable String wait) {
        return open(context, project, databases, wait, true, true);
    }

    /** What is in the stores when they are closed counts as seen. */
    void sees(SeenRuns runs) {
        seen = runs;
    }

    /**
     * Opens them. One that cannot be reached is said on the way; only when none is left is that a refusal.
     *
     * @param databases addresses by database name
     * @param wait how long to wait for another command, null for what the settings say
     */
    static Answer<StoreDesk> open(
            CommandContext context, Project project, DatabaseOption databases, @Nullable String wait) {
        return open(context, project, databases, wait, true, false);
    }

    /** The same for a command that only reads, and has no option that says how long it waits. */
    static Answer<StoreDesk> openToRead(CommandContext context, Project project, DatabaseOption databases) {
        return open(context, project, databases, null, false, false);
    }

    private static Answer<StoreDesk> open(
            CommandContext context,
            Project project,
            DatabaseOption databases,
            @Nullable String wait,
            boolean hasOption,
            boolean toChange) {
        Answer<Config> read = databases
                .values()
                .then(flags -> Config.read(project, context.shell().variables(), flags));
        return read.then(config -> config.serverPatience(wait)
                .then(server -> config.lockPatience(wait).then(patience -> config.escalation()
                        .then(escalation ->
                                open(context, project, config, server, patience, escalation, hasOption, toChange)))));
    }

    private static Answer<StoreDesk> open(
            CommandContext context,
            Project project,
            Config config,
            Duration forServer,
            Duration patience,
            Escalation escalation,
            boolean hasOption,
            boolean toChange) {
        context.activity().is("reaching for the stores");
        StateFolder state = StateFolder.of(project);
        PatienceLeft left = new PatienceLeft(patience, context.shell().clock());
        Servers servers = new Servers(config, state, forServer, left);
        if (!hasOption) {
            servers.waitingByVariable();
        }
        boolean opened = false;
        try {
            Stores stores = Stores.open(config, state, servers);
            if (stores.found().isEmpty() && !stores.problems().isEmpty()) {
                return Answer.no(stores.problems());
            }
            StoreDesk desk = new StoreDesk(servers, stores, patience, left, escalation);
            SeenRuns seen = new SeenRuns(state);
            if (toChange) {
                desk.leaveOlder(seen);
                if (!desk.older.isEmpty() && desk.older.size() == stores.found().size()) {
                    return Answer.no(desk.olderOnes());
                }
            }
            context.voice().partly(stores.problems());
            context.voice().partly(stores.notes());
            for (OpenServer server : stores.unseen()) {
                // what is written into an older one goes by what is no longer so
                if (toChange ? !desk.older.containsKey(server) : seen.isWhole(server)) {
                    LeftAlerts.escalate(
                            server,
                            escalation,
                            server.clock(context.shell().clock()).instant());
                }
            }
            opened = true;
            return Answer.of(desk);
        } finally {
            if (!opened) {
                servers.close();
            }
        }
    }

    /** Looks which of them are older than what was seen, before anything is written there. */
    private void leaveOlder(SeenRuns runs) {
        for (OpenServer server : stores.found()) {
            Answer<OpenServer> whole = runs.check(server);
            if (!whole.isOk()) {
                older.put(server, whole.problems());
            }
        }
        sees(runs);
    }

    private List<Problem> olderOnes() {
        return older.values().stream().flatMap(List::stream).toList();
    }

    /** Those in which something may be changed. */
    List<OpenServer> changeable() {
        return found().stream().filter(server -> !older.containsKey(server)).toList();
    }

    /**
     * The same for a command that is about all there are: why others are left as they are is said, and is part of it.
     */
    List<OpenServer> allChangeable(CommandContext context) {
        context.voice().partly(olderOnes());
        leaves = !older.isEmpty();
        return changeable();
    }

    /** What is meant, where something may be changed on the server that it is on. */
    <T> Answer<T> changeable(T meant, OpenServer server) {
        List<Problem> problems = older.get(server);
        return problems == null ? Answer.of(meant) : Answer.no(problems);
    }

    /** Tells {@code display}, and notes each run that begins on a server. */
    RunListener noting(OpenServer server, RunListener display) {
        SeenRuns runs = seen;
        return runs == null ? display : runs.noting(server, display);
    }

    /** How long to wait for another run. */
    Duration patience() {
        return patience;
    }

    /** What is left of that: all that the command waits for takes of it. */
    PatienceLeft left() {
        return left;
    }

    /** How long alerts may be left. */
    Escalation escalation() {
        return escalation;
    }

    /** Servers that have a store. */
    List<OpenServer> found() {
        return stores.found();
    }

    /**
     * What was asked for, where it has run here or is a file; a name that nothing bears is a mistake, said with those
     * that there are.
     */
    Answer<PlanArgument> known(PlanArgument asked) {
        String plan = asked.plan();
        if (plan == null || asked.isFile()) {
            return Answer.of(asked);
        }
        TreeSet<String> names = new TreeSet<>();
        for (OpenServer server : found()) {
            names.addAll(server.store().plans());
        }
        if (names.contains(plan)) {
            return Answer.of(asked);
        }
        String all = names.isEmpty() ? "nothing has run here yet" : "there are " + String.join(", ", names);
        return Answer.no(CliMessage.NO_SUCH_PLAN, plan, Nearest.hint(plan, names, all));
    }

    /** Why some store could not be looked at, and what is to be known of servers without one. */
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(stores.problems());
        all.addAll(stores.notes());
        return all;
    }

    /** Whether some store could not be looked at, or is left as it is, so that what was done or shown is not all. */
    boolean isPartial() {
        return leaves || !stores.problems().isEmpty();
    }

    @Override
    public void close() {
        SeenRuns runs = seen;
        if (runs != null) {
            found().forEach(runs::note);
        }
        servers.close();
    }
}
