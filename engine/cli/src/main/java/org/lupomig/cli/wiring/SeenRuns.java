package org.lupomig.cli.wiring;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * <p>Which store it is, is told by its first run and by the server that it is on, as that calls itself: one that was
 * made anew is another one, and so is a copy on another server, also where that is reached by the same address. What
 * was seen is written when a run has begun and when a command ends; a command that is killed in between leaves what was
 * seen earlier, which is true as well.
 */
public final class SeenRuns {
    private final StateFolder state;

    /** Those of a project. */
    public SeenRuns(StateFolder state) {
        this.state = state;
    }

    /** Which run, by its number and by the token that no other has. */
    private record Seen(long id, String token) {
        static @Nullable Seen read(String text) {
            int space = text.indexOf(' ');
            try {
                return space < 1 ? null : new Seen(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
            } catch (NumberFormatException e) {
                return null;
            }
        }

        static Seen of(RunRecord run) {
            return new Seen(run.id(), run.owner().token());
        }

        String text() {
            return id + " " + token;
        }
    }

    /**
     * What was found in a store.
     *
     * @param store which it is
     * @param missing the run that was seen, and is not what it was; null where there is none
     */
    private record Found(
            String store, Seen newest, @Nullable Seen missing, boolean replaced) {}

    private Problem problem(OpenServer server, Seen missing, boolean replaced) {
        String taken = enter() + "lupomig recover --restored" + server.option();
        return Problem.of(
                CliMessage.STORE_OLDER,
                server.shown(),
                missing.id(),
                replaced ? "is another one there" : "is not there any more",
                taken);
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
        if (found != null && found.missing() != null) {
            return Answer.no(List.of(problem(server, found.missing(), found.replaced())));
        }
        see(found);
        return Answer.of(server);
    }

    /** Whether a server's store has all that was seen of it; not where that cannot be seen. Nothing is written. */
    public boolean isWhole(OpenServer server) {
        try {
            Found found = look(server);
            return found == null || found.missing() == null;
        } catch (ServerRefused | ConnectionLost | Store.Damaged e) {
            return false;
        }
    }

    /**
     * Takes a store as it is, whatever was seen of it, and writes that down in it.
     *
     * @param who the person
     * @return whether it was older than what was seen
     */
    public boolean accept(OpenServer server, String who) {
        Found found = look(server);
        Seen missing = found == null ? null : found.missing();
        if (found != null && missing != null) {
            // first: killed behind it, the command is given once more, and says it once more
            String message = problem(server, missing, found.replaced()).message();
            server.store().reports().decided("restored", message + "; taken as it is by " + who);
        }
        see(found);
        return missing != null;
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
            see(found == null || found.missing() != null ? null : found);
        } catch (ServerRefused | ConnectionLost | Store.Damaged e) {
            // then it is seen the next time
            return;
        }
    }

    private void see(@Nullable Found found) {
        if (found != null) {
            state.see(found.store(), found.newest().text());
        }
    }

    /** One question to the server; null where nothing has ever run. */
    private @Nullable Found look(OpenServer server) {
        Map<String, Seen> known = new HashMap<>();
        state.seen().forEach((store, text) -> {
            Seen seen = Seen.read(text);
            if (seen != null) {
                known.put(store, seen);
            }
        });
        StoreEnds ends =
                server.store().ends(known.values().stream().map(Seen::id).toList());
        List<RunRecord> runs = ends.runs();
        if (runs.isEmpty()) {
            return null;
        }
        // the embedded one has another port each time
        String place = server.address().equals(StateFolder.EMBEDDED) ? StateFolder.EMBEDDED : ends.server();
        String store = place + " " + runs.get(0).owner().token();
        Seen seen = known.get(store);
        boolean there =
                seen == null || runs.stream().anyMatch(run -> Seen.of(run).equals(seen));
        boolean replaced = seen != null && runs.stream().anyMatch(run -> run.id() == seen.id());
        return new Found(store, Seen.of(runs.get(runs.size() - 1)), there ? null : seen, replaced);
    }
}
