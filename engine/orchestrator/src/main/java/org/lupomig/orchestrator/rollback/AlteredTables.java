package org.lupomig.orchestrator.rollback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * The last ALTER of each table of a batch, whose names are those of now: what of a table's values it keeps from being
 * taken back.
 */
final class AlteredTables {
    private final Definitions definitions;
    private final TargetSession session;
    private final Map<ObjectName, Altered> tables = new LinkedHashMap<>();

    /**
     * A statement that altered a table, with what was seen of it, and what it kept and left of its values.
     *
     * @param left number and digest of these, or of all rows where it numbered them; null where it left none
     */
    private record Altered(
            AlterTable alter,
            Snapshot before,
            Snapshot after,
            @Nullable KeptColumns kept,
            @Nullable RowDigest left) {}

    AlteredTables(Definitions definitions, TargetSession session) {
        this.definitions = definitions;
        this.session = session;
    }

    /** A table was altered. */
    void altered(
            ObjectName table,
            AlterTable alter,
            @Nullable KeptColumns kept,
            StatementIntent intent,
            StatementDone done) {
        tables.put(table, new Altered(alter, intent.before(), done.after(), kept, done.rows()));
    }

    /** A table has another name now. */
    void renamed(ObjectName from) {
        tables.remove(from);
    }

    /** Whether all rows are as the last ALTER left them, which gave them their numbers. */
    boolean asNumbered(ObjectName name) {
        Altered last = tables.get(name);
        return last != null
                && last.kept() == null
                && last.left() != null
                && last.left().equals(session.digest(name));
    }

    /** Adds why values of a table do not fit into what it was, or are not as they were left, one clause each. */
    void unfit(ObjectName name, List<String> conflicts) {
        Altered last = tables.get(name);
        if (last == null) {
            return;
        }
        for (UnfitRows rows : unfit(name, last)) {
            switch (session.any(name, rows.condition())) {
                case SOME -> conflicts.add(rows.why());
                case UNKNOWN, UNSEEN -> conflicts.add("whether its values fit into what it was could not be looked at");
                case NONE -> {}
            }
        }
        KeptColumns kept = last.kept();
        String moved = kept == null ? null : session.keysMoved(name, kept);
        if (moved != null) {
            conflicts.add(moved);
        }
        if (kept != null && kept.leavesAny() && last.left() != null) {
            if (!last.left().equals(session.keptValues(name, kept))) {
                conflicts.add("values that the batch changed are not as it left them");
            }
        }
    }

    private List<UnfitRows> unfit(ObjectName name, Altered last) {
        if (!(last.before().object(name) instanceof ObjectState.Present was)
                || !(last.after().object(name) instanceof ObjectState.Present is)) {
            return List.of();
        }
        KeptColumns kept = last.kept();
        Definitions.Inverse inverse = kept == null
                ? definitions.inverse(name, last.alter(), was.definition(), is.definition())
                : definitions.inverse(name, last.alter(), was.definition(), is.definition(), kept);
        return inverse instanceof Definitions.Inverse.Way way
                ? way.unfit()
                : inverse instanceof Definitions.Inverse.Halves halves ? halves.unfit() : List.of();
    }
}
