package org.lupomig.orchestrator.undo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Referring;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * The tables of a batch that refer to one that it made. Without foreign key checks a table may be made after those that
 * refer to it: these go first, and so do foreign keys that the batch has made again when a table went that it was made
 * in place of. Where it refers to them in turn none could, and the circle is opened: all of it goes.
 *
 * <p>A command that was killed may have left one of them on its way out, under another name: it goes first, too.
 *
 * @param outside whether some of them can go before it
 * @param circle the foreign keys, by table, of those that cannot
 */
record OwnChildren(boolean outside, Map<ObjectName, List<String>> circle) {
    static final OwnChildren NONE = new OwnChildren(false, Map.of());

    OwnChildren {
        circle = Map.copyOf(circle);
    }

    /** Those of {@code table}; none where somebody else's table refers to it, which keeps it where it is. */
    static OwnChildren of(ObjectName table, RowLedger ledger, TargetSession session, boolean checked) {
        if (checked) {
            return NONE;
        }
        Map<ObjectName, List<String>> keys = new LinkedHashMap<>();
        boolean bound = false;
        for (String text : incoming(table, session)) {
            ObjectName child = Referring.table(text);
            if (!child.equals(table)) {
                bound |= ledger.bound(child);
                if (!ledger.isOwn(child) && !ledger.bound(child)) {
                    return NONE;
                }
                keys.computeIfAbsent(child, name -> new ArrayList<>()).add(Referring.key(text));
            }
        }
        if (bound) {
            return new OwnChildren(true, Map.of());
        }
        boolean outside = keys.keySet().stream().anyMatch(child -> !waitsFor(table, child, session));
        return new OwnChildren(outside, outside ? Map.of() : keys);
    }

    /** Whether {@code child} cannot go before {@code table}, which refers to it, be it by way of others. */
    private static boolean waitsFor(ObjectName table, ObjectName child, TargetSession session) {
        Set<ObjectName> seen = new HashSet<>();
        Deque<ObjectName> open = new ArrayDeque<>(List.of(child));
        while (!open.isEmpty()) {
            for (String text : incoming(open.remove(), session)) {
                ObjectName referring = Referring.table(text);
                if (referring.equals(table)) {
                    return true;
                }
                if (seen.add(referring)) {
                    open.add(referring);
                }
            }
        }
        return false;
    }

    private static List<String> incoming(ObjectName table, TargetSession session) {
        return session.describe(table) instanceof ObjectState.Present present ? present.incoming() : List.of();
    }

    /** Drops the foreign keys of the circle; why the server would not, or null where it did. */
    @Nullable
    Refusal unbind(Likeness likeness, UndoSteps steps) {
        for (Map.Entry<ObjectName, List<String>> child : circle.entrySet()) {
            List<ForeignKey> keys = steps.session().describe(child.getKey()) instanceof ObjectState.Present present
                    ? likeness.foreignKeys(present).stream()
                            .filter(key -> child.getValue().contains(key.name()))
                            .toList()
                    : List.of();
            if (!keys.isEmpty()) {
                Binds work = new Binds(child.getKey(), keys, false);
                Refusal refusal =
                        steps.send(work, new TargetOperation.ForeignKeys(work.table(), keys, false), work.summary());
                if (refusal != null) {
                    return refusal;
                }
            }
        }
        return null;
    }
}
