package org.lupomig.cli.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.Project;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.report.StoreEnds;

/**
 * The newest run that a project has seen in each store that it uses. A store that does not have it any more was
 * restored from an older backup, and what it says is not all that happened.
 *
 * <p>Which store it is, is told by its first run: so it is found again under whatever name the server is reached, and
 * whatever that calls itself. Where by the same address, on a server that calls itself as before, another store is
 * found, that was replaced; unless a command of the project has seen that there was none any more. What was seen is
 * written when a run has begun and when a command ends; a command that is killed in between leaves what was seen
 * earlier, which is true as well.
 */
public final class SeenRuns {
    private final StateFolder state;

    /** Those of a project. */
    public SeenRuns(StateFolder state) {
        this.state = state;
    }

    /**
     * What was found in a store.
     *
     * @param host what the server calls itself
     * @param address how commands come to the store
     * @param runs its first, its newest, and those that were seen; empty where nothing has run
     * @param seen what was seen of all stores
     */
    private record Found(String host, String address, List<RunRecord> runs, SeenStores seen) {
        @Nullable
        String token() {
            return runs.isEmpty() ? null : runs.get(0).owner().token();
        }

        boolean has(SeenStore end) {
            return runs.stream().anyMatch(end::isSeen);
        }

        /** What was seen of this store and is not there; null where there is all. */
        @Nullable
        SeenStore missing() {
            String token = token();
            return token == null ? null : seen.missing(host, token, this::has);
        }

        /** Whether another server has more of this store. */
        boolean isApart() {
            String token = token();
            return token != null && seen.isApart(host, token, this::has);
        }

        /** The store that was seen where this one is; null where that is this one, or there was none. */
        @Nullable
        SeenStore replaced() {
            return seen.replaced(host, token(), address);
        }

        /** What is seen from here on. */
        SeenStores seenNow(boolean apart) {
            String token = token();
            if (token == null) {
                return seen.withoutAddress(host, address);
            }
            RunRecord newest = runs.get(runs.size() - 1);
            return seen.with(
                    new SeenStore(host, token, newest.id(), newest.owner().token(), address, apart));
        }

        /** The same, where nothing is taken that is not there. */
        SeenStores seenNow() {
            String token = token();
            SeenStore own = token == null ? null : seen.on(host, token);
            return seenNow(own != null && own.apart());
        }
    }

    /** Why nothing may be changed in a store; null where it has all that was seen. */
    private @Nullable Problem problem(OpenServer server, Found found) {
        String taken = enter() + "lupomig recover --restored" + server.option();
        SeenStore missing = found.missing();
        if (missing != null) {
            boolean another = found.runs().stream().anyMatch(run -> run.id() == missing.run());
            String what = another ? "is another one there" : "is not there any more";
            String where = missing.host().equals(found.host())
                    ? ""
                    : ", and was seen when its server called itself " + missing.host();
            return Problem.of(CliMessage.STORE_OLDER, server.shown(), missing.run(), what + where, taken);
        }
        SeenStore replaced = found.replaced();
        return replaced == null ? null : Problem.of(CliMessage.STORE_REPLACED, server.shown(), replaced.run(), taken);
    }

    /** How a shell in the working directory comes to where commands find the project; nothing where they do already. */
    private String enter() {
        Project project = state.project();
        Path here = Project.at(project.directory(), project.directory()).folder();
        return here.equals(project.folder()) ? "" : "cd " + ShellWord.of(project.shown(project.folder())) + " && ";
    }

    /** The server, where its store has all that was seen of it; what it has besides counts as seen from here on. */
    public Answer<OpenServer> check(OpenServer server) {
        Found found = look(server);
        Problem problem = problem(server, found);
        if (problem != null) {
            return Answer.no(List.of(problem));
        }
        see(found, found.seenNow());
        return Answer.of(server);
    }

    /** Whether a server's store has all that was seen of it; not where that cannot be seen. Nothing is written. */
    public boolean isWhole(OpenServer server) {
        try {
            return problem(server, look(server)) == null;
        } catch (ServerRefused | ConnectionLost | Store.Damaged e) {
            return false;
        }
    }

    /** There is no store any more: the next one is no stranger. */
    public void noneThere(OpenServer server) {
        SeenStores seen = SeenStores.read(state.seen());
        write(seen, seen.withoutAddress(host(server, server.server()::name), address(server)));
    }

    /**
     * Takes a store as it is, whatever was seen of it, and writes that down in it.
     *
     * @param who the person
     * @return whether it was not what was seen
     */
    public boolean accept(OpenServer server, String who) {
        Found found = look(server);
        Problem problem = problem(server, found);
        if (problem == null) {
            see(found, found.seenNow());
            return false;
        }
        // first: killed behind it, the command is given once more, and says it once more
        server.store().reports().decided("restored", problem.message() + "; taken as it is by " + who);
        see(found, found.isApart() ? found.seenNow(true) : found.seenNow());
        return true;
    }

    /** A listener that tells {@code further}, and notes each run that has begun. */
    public RunListener noting(OpenServer server, RunListener further) {
        return event -> {
            if (event instanceof RunEvent.RunStarted) {
                note(server);
            }
            further.on(event);
        };
    }

    /** Notes what is there now, where it can be seen. */
    public void note(OpenServer server) {
        try {
            Found found = look(server);
            if (!found.runs().isEmpty() && problem(server, found) == null) {
                see(found, found.seenNow());
            }
        } catch (ServerRefused | ConnectionLost | Store.Damaged e) {
            // then it is seen the next time
            return;
        }
    }

    private void see(Found found, SeenStores now) {
        write(found.seen(), now);
    }

    private void write(SeenStores before, SeenStores now) {
        if (!now.isWrittenAs(before)) {
            state.see(now.lines());
        }
    }

    /** One question to the server, but for a store in which nothing has run. */
    private Found look(OpenServer server) {
        SeenStores seen = SeenStores.read(state.seen());
        StoreEnds ends = server.store().ends(seen.runs());
        return new Found(host(server, ends::server), address(server), ends.runs(), seen);
    }

    private static String host(OpenServer server, Supplier<String> name) {
        // the embedded one has another port each time
        return isEmbedded(server) ? StateFolder.EMBEDDED : name.get();
    }

    private static String address(OpenServer server) {
        String place = isEmbedded(server) ? StateFolder.EMBEDDED : server.place();
        return place + "/" + server.schemas().orchestration();
    }

    private static boolean isEmbedded(OpenServer server) {
        return server.address().equals(StateFolder.EMBEDDED);
    }
}
