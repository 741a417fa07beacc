package org.lupomig.orchestrator.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.LedBack;
import org.lupomig.orchestrator.undo.StatementTrail;

/**
 * What is to be told of objects that a person has mended: how they differ from what the journal says that they were
 * before the steps, or after them. Rows are not looked at, and neither is what the engine itself has set aside.
 */
final class ByHand {
    private static final String TABLE = "table ";

    private final TargetSession session;
    private final Likeness likeness;
    private final String heldSchema;

    ByHand(TargetSession session, Likeness likeness, String heldSchema) {
        this.session = session;
        this.likeness = likeness;
        this.heldSchema = heldSchema;
    }

    /**
     * What differs, for people.
     *
     * @param steps in the order in which they were applied
     */
    List<String> differences(List<AppliedStep> steps, Resolve.As as) {
        List<String> out = new ArrayList<>();
        try {
            if (as == Resolve.As.COMPLETED) {
                Snapshot expected = after(steps);
                out.addAll(likeness.differences(expected, expected.again(session), Set.of()));
            } else {
                out.addAll(LedBack.of(steps, likeness).differences(session, this::isLasting));
            }
        } catch (ServerRefused e) {
            out.add("the server does not let it be seen: " + e.code() + " " + e.getMessage());
        }
        for (AppliedStep step : as == Resolve.As.COMPLETED ? steps : List.<AppliedStep>of()) {
            if (!step.trail().whole()) {
                out.add(step.address() + " did not come to its end: what its other statements were to do is not known");
            }
        }
        return out;
    }

    /** Tables that are set aside for these steps, sorted. */
    List<String> held(List<AppliedStep> steps) {
        Map<String, Boolean> prefixes = new HashMap<>();
        for (AppliedStep step : steps) {
            prefixes.put(step.trail().run() + "_" + step.step().position() + "_", true);
        }
        List<String> out = new ArrayList<>();
        if (session.describeSchema(heldSchema) instanceof SchemaState.Present present) {
            for (String content : present.contents()) {
                String name = content.startsWith(TABLE) ? content.substring(TABLE.length()) : "";
                int step = name.indexOf('_', name.indexOf('_') + 1);
                if (HeldName.run(name) > 0 && step > 0 && prefixes.containsKey(name.substring(1, step + 1))) {
                    out.add(new ObjectName(heldSchema, name).toString());
                }
            }
        }
        out.sort(null);
        return out;
    }

    private Snapshot after(List<AppliedStep> steps) {
        Map<ObjectName, ObjectState> objects = new LinkedHashMap<>();
        Map<String, SchemaState> schemas = new LinkedHashMap<>();
        Map<ServerObject, ServerObjectState> others = new LinkedHashMap<>();
        for (AppliedStep step : steps) {
            for (StatementTrail statement : step.trail().statements()) {
                StatementDone done = statement.done();
                if (done != null && done.effect()) {
                    objects.putAll(done.after().objects());
                    if (statement.intent().work() instanceof Work.CreatesTable creates && creates.model() != null) {
                        // only looked at
                        objects.remove(creates.model());
                    }
                    schemas.putAll(done.after().schemas());
                    others.putAll(done.after().others());
                }
            }
            step.trail().left().objects().forEach(objects::replace);
            step.trail().left().schemas().forEach(schemas::replace);
            step.trail().left().others().forEach(others::replace);
        }
        return new Snapshot(objects, schemas, others).of(this::isLasting);
    }

    /** Whether it is not one that only the engine names. */
    private boolean isLasting(ObjectName name) {
        return !heldSchema.equals(name.schema()) && !HeldName.beside(name.name());
    }
}
