package org.lupomig.orchestrator.rollback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.TargetSession;

/** What ALTERs of a batch keep from being taken back, and how the last of each table, by its present name, left it. */
final class AlteredTables {
    private final Definitions definitions;
    private final TargetSession session;
    private final Map<ObjectName, Altered> tables = new LinkedHashMap<>();

    /**
     * What a statement that altered a table kept and left of its values.
     *
     * @param left number and digest of these, or of all rows where it numbered them; null where it left none
     */
    private record Altered(
            @Nullable KeptColumns kept, @Nullable RowDigest left) {}

    AlteredTables(Definitions definitions, TargetSession session) {
        this.definitions = definitions;
        this.session = session;
    }

    /** A table was altered. */
    void altered(ObjectName table, @Nullable KeptColumns kept, @Nullable RowDigest left) {
        tables.put(table, new Altered(kept, left));
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

    /** Rows that would not come through the way back of an ALTER, by the table's definitions before and after it. */
    List<UnfitRows> unfit(ObjectName name, AlterTable alter, @Nullable KeptColumns kept, String before, String after) {
        if (before.isEmpty() || after.isEmpty()) {
            return List.of();
        }
        Definitions.Inverse inverse = kept == null
                ? definitions.inverse(name, alter, before, after)
                : definitions.inverse(name, alter, before, after, kept);
        return inverse instanceof Definitions.Inverse.Way way
                ? way.unfit()
                : inverse instanceof Definitions.Inverse.Halves halves ? halves.unfit() : List.of();
    }
}
