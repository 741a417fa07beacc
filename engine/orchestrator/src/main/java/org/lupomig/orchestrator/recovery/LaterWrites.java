package org.lupomig.orchestrator.recovery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Discard;
import org.lupomig.orchestrator.evidence.Discard.Way;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * What a person allows the rest of a way back to go on over: what others have written to tables that a step changed and
 * that are not as before yet. All their rows are copied aside first. It is in the journal before anything of that is
 * done, with the person's name, so that whoever brings the way back to its end goes by it.
 */
final class LaterWrites {
    private static final String ALLOWED_BY = "discards_allowed_by";

    private final String who;

    /** As this person says. */
    LaterWrites(String who) {
        this.who = who;
    }

    /**
     * Adds what one step may go on over to the data of its journal entry, with what it was begun to go on over.
     *
     * @return the tables
     */
    List<ObjectName> write(StepTrail trail, Map<String, Object> data) {
        Discard.write(all(trail), data);
        data.put(ALLOWED_BY, who);
        return open(trail).stream().map(Discard::table).toList();
    }

    /** What one step may go on over, with what it was begun to go on over. */
    static List<Discard> all(StepTrail trail) {
        Set<Discard> all = new LinkedHashSet<>(trail.discards());
        all.addAll(open(trail));
        return List.copyOf(all);
    }

    /** What is told of that. */
    String told(String batch, List<ObjectName> tables) {
        return who + " has allowed the way back of " + batch
                + " to go on over what others have written since, which is kept aside: rows of "
                + String.join(
                        ", ",
                        tables.stream().distinct().map(ObjectName::toString).toList());
    }

    /** Tables by the names that they had, and will have again when it is the turn of what changed them. */
    private static List<Discard> open(StepTrail trail) {
        List<Discard> tables = new ArrayList<>();
        for (StatementTrail statement : trail.statements()) {
            Work work = statement.intent().work();
            if (statement.withoutEffect() || statement.undone() != null) {
                continue;
            }
            if (work instanceof ChangesRows rows) {
                for (RowImage image : rows.images()) {
                    tables.add(new Discard(Way.COPIES, image.table(), null));
                }
            } else if (work instanceof Work.Alters alters) {
                tables.add(new Discard(Way.COPIES, alters.table(), null));
            } else if (work instanceof Work.CreatesTable creates) {
                tables.add(new Discard(Way.LEAVES, creates.table(), null));
            }
        }
        return tables;
    }
}
