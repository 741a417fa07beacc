package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * How objects will be when batches have gone back that go before the one that is looked at: as the oldest of them found
 * them.
 *
 * @param found what they found
 * @param altered tables of which they have changed nothing but the definition, so that these have the rows now that
 *     they will have then
 */
record GoneBefore(Snapshot found, Set<ObjectName> altered) {
    /** Nothing goes before. */
    static final GoneBefore NOTHING = new GoneBefore(Snapshot.EMPTY, Set.of());

    /** When these have gone back. */
    static GoneBefore of(List<Candidate> newestFirst) {
        List<Candidate> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        Map<ObjectName, ObjectState> objects = new LinkedHashMap<>();
        Map<String, SchemaState> schemas = new LinkedHashMap<>();
        Map<ServerObject, ServerObjectState> others = new LinkedHashMap<>();
        Set<ObjectName> altered = new HashSet<>();
        Set<ObjectName> more = new HashSet<>();
        for (Candidate one : oldestFirst) {
            for (StepTrail trail : one.trails()) {
                Snapshot before = trail.firstBefore();
                before.objects().forEach(objects::putIfAbsent);
                before.schemas().forEach(schemas::putIfAbsent);
                before.others().forEach(others::putIfAbsent);
                for (StatementTrail statement : trail.statements()) {
                    Work work = statement.intent().work();
                    boolean plain = work instanceof Work.Alters alters && alters.kept() == null;
                    (plain ? altered : more).addAll(work.objects());
                }
            }
        }
        altered.removeAll(more);
        return new GoneBefore(new Snapshot(objects, schemas, others), altered);
    }

    /** Whether nothing goes before. */
    boolean isNothing() {
        return found.objects().isEmpty();
    }
}
