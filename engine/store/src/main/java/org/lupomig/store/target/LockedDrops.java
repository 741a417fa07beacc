package org.lupomig.store.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TargetOperation.DropUntouched;
import org.lupomig.store.connect.ServerConnection;

/**
 * Tables that are about to be dropped, looked at together under locks that last until all of them are: what is seen of
 * one is true until it is dropped. Nobody is waited for: where one of them is not to be had, none is held.
 *
 * <p>A kill before a drop has changed nothing: the locks go with the session, and each drop is a statement of its own.
 */
final class LockedDrops {
    private final Set<ObjectName> untouched;

    private LockedDrops(Set<ObjectName> untouched) {
        this.untouched = untouched;
    }

    /**
     * Locks them, and looks.
     *
     * @return null where nothing is held
     */
    static @Nullable LockedDrops of(List<DropUntouched> drops, ServerConnection connection, Catalogue catalogue) {
        Map<ObjectName, DropUntouched> byName = new LinkedHashMap<>();
        drops.forEach(drop -> byName.put(drop.table(), drop));
        String locks = byName.keySet().stream()
                .map(table -> SqlQuoting.identifier(table) + " WRITE")
                .collect(Collectors.joining(", "));
        try {
            connection.update("LOCK TABLES " + locks + " NOWAIT");
        } catch (ConnectionLost | ServerRefused e) {
            return null;
        }
        try {
            return new LockedDrops(untouched(byName, connection, catalogue));
        } catch (ConnectionLost | ServerRefused e) {
            release(connection);
            return null;
        }
    }

    /** Gives back what is left of the locks. A session that does not answer has none any more. */
    static void release(ServerConnection connection) {
        try {
            if (!connection.closed()) {
                connection.update("UNLOCK TABLES");
            }
        } catch (ConnectionLost | ServerRefused e) {
            connection.close();
        }
    }

    /** Whether this one is held, and as it should be. */
    boolean allows(DropUntouched drop) {
        return untouched.contains(drop.table());
    }

    private static Set<ObjectName> untouched(
            Map<ObjectName, DropUntouched> drops, ServerConnection connection, Catalogue catalogue) {
        Map<ObjectName, String> definitions = catalogue.definitions(drops.keySet());
        Set<ObjectName> triggered = catalogue.triggered(drops.keySet());
        Set<ObjectName> empty = EmptyTables.among(drops.keySet(), connection);
        return drops.values().stream()
                .filter(drop -> !UntouchedDrop.isOther(definitions.get(drop.table()), drop))
                .map(DropUntouched::table)
                .filter(table -> empty.contains(table) && !triggered.contains(table))
                .collect(Collectors.toUnmodifiableSet());
    }
}
