package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Places;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/** Renames of tables. */
final class RenamePlanner {
    private RenamePlanner() {}

    static Resolution resolve(RenameTable rename, Situation situation, Likeness likeness) {
        TargetSession session = situation.session();
        Map<ObjectName, ObjectState> found = new LinkedHashMap<>();
        Map<ObjectName, Boolean> there = new HashMap<>();
        List<Rename> pairs = new ArrayList<>();
        for (Rename written : rename.renames()) {
            Rename pair = new Rename(situation.of(written.from()), situation.of(written.to()));
            if (!there.computeIfAbsent(
                    pair.from(), n -> !look(n, session, found).absent())) {
                if (rename.guard() == null) {
                    return situation.blocked(EngineMessage.NOT_THERE, pair.from());
                }
                continue;
            }
            if (there.computeIfAbsent(pair.to(), n -> !look(n, session, found).absent())) {
                return situation.blocked(EngineMessage.ALREADY_THERE, pair.to());
            }
            there.put(pair.from(), false);
            there.put(pair.to(), true);
            pairs.add(pair);
        }
        if (pairs.isEmpty()) {
            return situation.nothing("none of the tables exists");
        }
        Work.Renames work = new Work.Renames(pairs);
        found.keySet().retainAll(work.objects());
        Snapshot seen = new Snapshot(found, Map.of());
        Places places = Places.of(work, seen);
        if (places.lookAlike(likeness) && !places.known()) {
            return situation.blocked(EngineMessage.PLACES_UNTOLD, work.summary());
        }
        WaitingKeys waiting = new WaitingKeys(new Holding(situation, likeness));
        for (Rename pair : pairs) {
            if (seen.object(pair.to()).absent()) {
                waiting.look(rename.kind(), pair.to(), child -> true);
            }
        }
        pairs.forEach(pair -> waiting.renamed(rename.kind(), pair.from()));
        Resolution refused = waiting.refused();
        if (refused != null) {
            return refused;
        }
        TargetOperation operation = new TargetOperation.RenameTables(pairs);
        return waiting.none()
                ? Resolution.ready(work, operation, situation.sql(), seen)
                : new Resolution.Ready(waiting.around(new Part(work, operation, situation.sql(), null), pairs));
    }

    private static ObjectState look(ObjectName name, TargetSession session, Map<ObjectName, ObjectState> found) {
        ObjectState state = session.describe(name);
        found.put(name, state);
        return state;
    }
}
