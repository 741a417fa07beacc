package org.lupomig.cli.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.store.StoreState;

/**
 * The stores that a command without a plan looks in: those that were used from this project, then configured ones.
 *
 * @param found servers that have a store
 * @param unseen those of them on which critical alerts or errors wait for somebody
 * @param problems why others could not be looked at
 * @param notes what is to be known of servers that have no store
 */
public record Stores(List<OpenServer> found, List<OpenServer> unseen, List<Problem> problems, List<Problem> notes) {
    public Stores {
        notes = List.copyOf(notes);
        found = List.copyOf(found);
        unseen = List.copyOf(unseen);
        problems = List.copyOf(problems);
    }

    /** Reaches for all of them; where {@code --database} was given, for those only. */
    public static Stores open(Config config, StateFolder state, Servers servers) {
        List<Answer<OpenServer>> answers = new ArrayList<>();
        if (!config.flaggedDatabases().isEmpty()) {
            for (String database : config.flaggedDatabases()) {
                answers.add(servers.ofDatabase(database));
            }
        } else {
            Map<String, String> used = state.stores();
            used.forEach((database, address) -> answers.add(servers.ofStore(database, address)));
            for (String database : config.databaseNames()) {
                if (!used.containsKey(database)) {
                    answers.add(servers.ofDatabase(database));
                }
            }
        }
        Map<String, OpenServer> found = new LinkedHashMap<>();
        Set<OpenServer> unseen = new LinkedHashSet<>();
        Map<String, Problem> unusable = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        List<Problem> notes = new ArrayList<>();
        for (Answer<OpenServer> answer : answers) {
            if (!answer.isOk()) {
                problems.addAll(answer.problems());
                continue;
            }
            OpenServer server = answer.value();
            StoreState there = server.store().state();
            Problem problem = StoreMaker.unusable(server, there);
            if (problem != null) {
                unusable.putIfAbsent(server.place(), problem);
            } else if (there instanceof StoreState.Ready ready) {
                found.putIfAbsent(server.place(), server);
                if (ready.unseen() > 0) {
                    unseen.add(found.getOrDefault(server.place(), server));
                }
            } else if (there instanceof StoreState.Missing) {
                Problem held = server.heldByAnEarlierStore();
                if (held != null) {
                    notes.add(held);
                }
            }
        }
        // a store that one account sees is seen, whatever another one at the same server may not
        unusable.keySet().removeAll(found.keySet());
        problems.addAll(unusable.values());
        return new Stores(List.copyOf(found.values()), List.copyOf(unseen), problems, notes);
    }
}
