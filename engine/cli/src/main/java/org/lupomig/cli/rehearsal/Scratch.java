package org.lupomig.cli.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.Shell;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.Owners;
import org.lupomig.cli.wiring.Servers;
import org.lupomig.cli.wiring.StoreMaker;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbAddress;
import org.lupomig.store.scratch.ScratchClaim;
import org.lupomig.store.scratch.ScratchContents;
import org.lupomig.store.scratch.ServerDump;

/**
 * The server on which a plan is rehearsed: one of its own, embedded or in a container, or an empty one that was named.
 */
public final class Scratch implements AutoCloseable {
    /** Another session of ours may take a moment to end. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Shell shell;
    private final ScratchFolder folder;
    private final Servers servers;
    private final OpenServer server;
    private final ScratchContents contents;
    private final @Nullable ScratchClaim claim;
    private final @Nullable ScratchContainer container;
    private List<String> left = List.of();

    /**
     * A server.
     *
     * @param claim null for one of our own, which nobody else can reach
     * @param container in which one of our own is; null where it is embedded
     */
    private Scratch(
            Shell shell,
            ScratchFolder folder,
            Servers servers,
            OpenServer server,
            @Nullable ScratchClaim claim,
            @Nullable ScratchContainer container) {
        this.container = container;
        this.shell = shell;
        this.folder = folder;
        this.servers = servers;
        this.server = server;
        this.contents =
                claim == null ? ScratchContents.ofOwn(server.server()) : ScratchContents.ofShared(server.server());
        this.claim = claim;
    }

    /**
     * Starts a server, or reaches for the one that was named.
     *
     * @param database what the plan calls it
     * @param secrets the environment, for the account and password of one that was named
     * @param allowed whether it may be used at all; asked before anything can be removed from it
     */
    public static Answer<Scratch> open(
            Shell shell,
            String database,
            ScratchPlace place,
            Map<String, String> secrets,
            Function<OpenServer, Answer<OpenServer>> allowed)
            throws InterruptedException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
        ScratchFolder folder;
        try {
            folder = ScratchFolder.make(temporary);
        } catch (IOException e) {
            return Answer.no(CliMessage.NO_STATE_FOLDER, temporary, String.valueOf(e.getMessage()));
        }
        Scratch opened = null;
        try {
            folder.removeOthers();
            Answer<Scratch> answer = open(shell, folder, database, place, secrets, allowed);
            opened = answer.isOk() ? answer.value() : null;
            return answer;
        } finally {
            if (opened == null) {
                folder.remove();
            }
        }
    }

    private static Answer<Scratch> open(
            Shell shell,
            ScratchFolder folder,
            String database,
            ScratchPlace place,
            Map<String, String> secrets,
            Function<OpenServer, Answer<OpenServer>> allowed) {
        Map<String, String> variables = new HashMap<>();
        if (place instanceof ScratchPlace.InContainer in) {
            return ScratchContainer.start(in.image(), Owners.create(shell)).then(container -> {
                variables.put(Config.variable(database) + "_USER", container.user());
                variables.put(Config.variable(database) + "_PASSWORD", container.password());
                boolean kept = false;
                try {
                    Answer<Scratch> answer =
                            open(folder, database, variables, container.url(), (servers, server) -> empty(server)
                                    .then(open ->
                                            Answer.of(new Scratch(shell, folder, servers, open, null, container))));
                    kept = answer.isOk();
                    return answer;
                } finally {
                    if (!kept) {
                        container.end();
                    }
                }
            });
        }
        if (place instanceof ScratchPlace.Named named) {
            give(secrets, "LUPOMIG_REHEARSE_USER", variables, Config.variable(database) + "_USER");
            give(secrets, "LUPOMIG_REHEARSE_PASSWORD", variables, Config.variable(database) + "_PASSWORD");
            return open(folder, database, variables, named.url(), (servers, server) -> allowed.apply(server)
                    .then(open -> claimed(shell, folder, servers, open)));
        }
        return open(folder, database, variables, null, (servers, server) -> empty(server)
                .then(open -> Answer.of(new Scratch(shell, folder, servers, open, null, null))));
    }

    /** @param url null for an embedded server */
    private static Answer<Scratch> open(
            ScratchFolder folder,
            String database,
            Map<String, String> variables,
            @Nullable String url,
            BiFunction<Servers, OpenServer, Answer<Scratch>> taking) {
        return Config.read(folder.project(), variables, url == null ? Map.of() : Map.of(database, url))
                .then(config -> {
                    Servers servers =
                            new Servers(config, StateFolder.of(folder.project()), PATIENCE).toldBy("LUPOMIG_REHEARSE");
                    boolean kept = false;
                    try {
                        Answer<Scratch> scratch =
                                servers.ofDatabase(database).then(server -> taking.apply(servers, server));
                        kept = scratch.isOk();
                        return scratch;
                    } finally {
                        if (!kept) {
                            servers.end();
                        }
                    }
                });
    }

    private static void give(Map<String, String> from, String name, Map<String, String> to, String as) {
        String value = from.get(name);
        if (value != null) {
            to.put(as, value);
        }
    }

    /** Only who has the server can tell whether it is empty: another rehearsal may be about to fill it. */
    private static Answer<Scratch> claimed(Shell shell, ScratchFolder folder, Servers servers, OpenServer server) {
        ScratchClaim claim = ScratchClaim.take(server.server());
        if (claim == null) {
            return Answer.no(CliMessage.SCRATCH_TAKEN, server.shown());
        }
        boolean kept = false;
        try {
            Answer<Scratch> scratch =
                    empty(server).then(open -> Answer.of(new Scratch(shell, folder, servers, open, claim, null)));
            kept = scratch.isOk();
            return scratch;
        } finally {
            if (!kept) {
                claim.close();
            }
        }
    }

    private static Answer<OpenServer> empty(OpenServer server) {
        List<String> schemas = ScratchContents.schemas(server.server());
        return schemas.isEmpty()
                ? Answer.of(server)
                : Answer.no(CliMessage.SCRATCH_NOT_EMPTY, server.shown(), String.join(", ", schemas));
    }

    /** The server. */
    public OpenServer server() {
        return server;
    }

    /** What messages call it. */
    public String shown() {
        String where = container == null ? "" : " in a container";
        return isOwn() ? "a scratch server" + where + " (" + server.server().version() + ")" : server.shown();
    }

    /** Whether nobody else can have any business with it. */
    private boolean isOwn() {
        return claim == null;
    }

    /** Where it is, with everything that it takes to get in. */
    MariaDbAddress address() {
        return server.server().address();
    }

    /** A folder that is removed in the end. */
    Path folder() {
        return folder.path();
    }

    /** Everything that is there now. */
    ServerDump dump() {
        return ServerDump.of(server.server(), server.schemas());
    }

    /**
     * Makes it what a rehearsal begins with.
     *
     * @return what could not be copied, one sentence each
     */
    Answer<List<String>> fill(Filling filling) {
        StoreSchemas ours = server.schemas();
        contents.expect(List.of(ours.orchestration(), ours.ephemeral(), ours.held()));
        Answer<List<String>> filled = filling.fill(contents);
        return filled.then(notes -> new StoreMaker(shell)
                .ensure(server, server.store().state(), new PatienceLeft(PATIENCE, shell.clock()), told -> {})
                .then(made -> Answer.of(notes)));
    }

    /** The same once more, whatever is there. */
    Answer<List<String>> refill(Filling filling) {
        contents.clear();
        return fill(filling);
    }

    /** A listener to runs of a plan that tells {@code further}, and notes what their statements make on the server. */
    RunListener noting(Plan plan, RunListener further) {
        return isOwn() ? further : new MadeByRuns(contents, plan, further);
    }

    /** What stayed on a server that was named, when this was closed: others may have made it. */
    public List<String> left() {
        return left;
    }

    /** Ends the server at once where it is our own, whatever is under way there. */
    public void abandon() {
        if (isOwn()) {
            end();
        }
    }

    private void end() {
        servers.end();
        if (container != null) {
            container.end();
        }
    }

    /** Removes what the rehearsal made on a server that was named; the server itself where it is our own. */
    @Override
    public void close() {
        try {
            if (claim != null) {
                contents.clear();
                left = contents.strangers();
            }
        } finally {
            if (claim != null) {
                claim.close();
            }
            end();
            try {
                folder.remove();
            } catch (InterruptedException e) {
                // the next rehearsal removes it
                Thread.currentThread().interrupt();
            }
        }
    }
}
