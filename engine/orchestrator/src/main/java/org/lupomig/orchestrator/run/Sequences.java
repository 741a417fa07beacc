package org.lupomig.orchestrator.run;

import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.evidence.SequenceMade;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.TargetOperation;

/** Sequences, from which applications draw all the while. */
final class Sequences {
    private Sequences() {}

    /**
     * The operation, held against draws where its undo sets a sequence back to what that was seen to give: what was
     * drawn after the look would be given once more. The same operation where it does not.
     */
    static TargetOperation undrawn(Work work, StatementFact fact, TargetOperation operation, Snapshot before) {
        if (!(work instanceof Work.Changes changes)) {
            return operation;
        }
        boolean sets =
                switch (changes.does()) {
                    case CREATE, RENAME -> false;
                    case ALTER -> fact instanceof SequenceFact sequence && SequenceMade.setsValue(sequence);
                    case REPLACE, DROP -> true;
                };
        ServerObject object = changes.others().get(0);
        return sets
                        && object.kind() == ServerObject.Kind.SEQUENCE
                        && before.other(object) instanceof Present seen
                        && seen.beside().get(Present.NEXT) != null
                ? new TargetOperation.OnSequence(
                        operation, object.name(), String.valueOf(seen.beside().get(Present.NEXT)))
                : operation;
    }
}
